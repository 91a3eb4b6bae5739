"""The meaning of each leaf rule: one fact, looked at on one day."""
