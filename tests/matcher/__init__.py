"""What the words of the formats and of the rules mean, one test a sentence, and the tables of limits."""
