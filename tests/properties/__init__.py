"""Laws that hold for every rule and every patient, checked against a second, independent reading of the rules."""
