"""What can be recognised in a point, topic by topic: each looks at the tokens and says what it found, and where."""
