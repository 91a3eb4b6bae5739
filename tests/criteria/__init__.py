"""Tests of what trials ask and what patients answer; `strategies` is for other tests to draw patients from."""
