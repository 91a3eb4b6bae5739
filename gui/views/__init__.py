"""What shows the results."""
