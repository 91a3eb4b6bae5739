"""How findings, verdicts and notices become words; `matcher.explain` is the way in."""
