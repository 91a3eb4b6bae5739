"""The filters of the ranking: what they offer in words, and the bar in which they are set."""
