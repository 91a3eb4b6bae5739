"""What trials ask and what patients answer."""
