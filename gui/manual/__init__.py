"""The manual, read without a network: the same pages as in the project's folder of documentation."""
