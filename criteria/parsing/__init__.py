"""Eligibility text into criteria: deterministic, offline, and never by guessing; docs/parser.md is the design."""
