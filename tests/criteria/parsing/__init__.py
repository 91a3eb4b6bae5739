"""Tests of the reader of eligibility text: its points, its rules, and what it must not assert."""
