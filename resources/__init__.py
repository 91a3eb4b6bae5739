"""Data that travels with the program: trials, vocabulary, examples, fonts; read by importlib.resources."""
