"""Thin Qt models over frozen results."""
