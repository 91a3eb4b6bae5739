"""The start page: what to begin with, and what was opened last."""
