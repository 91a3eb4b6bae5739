"""Tests: names are sentences that state the behaviour."""
