"""How it is shown: the desktop window."""
