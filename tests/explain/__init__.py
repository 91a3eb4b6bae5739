"""The words: sentences in two registers."""
