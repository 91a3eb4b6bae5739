"""Which question to ask next: what an answer could be, how likely each is, and what it would settle."""
