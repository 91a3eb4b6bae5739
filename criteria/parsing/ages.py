"""A text that asks for more than so many years: it may mean the birthday itself, or the next one."""

from __future__ import annotations

from criteria import rules as r
from criteria.ambiguity import Ambiguity, Reading


def holds_either_way(rule: r.Rule) -> r.Rule:
    """Return the rule with the wider of both meanings of an age: what it denies, both deny."""
    if isinstance(rule, r.AgeRule) and rule.above is not None:
        return r.AgeRule(at_least=rule.above, at_most=rule.at_most, below=rule.below)
    if isinstance(rule, r.AllRule):
        return r.AllRule(of=tuple(holds_either_way(part) for part in rule.of))
    return rule


def ambiguity_of(rule: r.Rule) -> Ambiguity | None:
    """Return both meanings of "over 18 years", or None where an age can be read in one way only."""
    wider = holds_either_way(rule)
    years = _years(rule)
    if wider == rule or years is None:
        return None
    return Ambiguity(
        question=f"The text asks for more than {years} years. Is somebody of {years} old enough?",
        plain=f"I am {years}. Am I old enough to take part?",
        readings=(
            Reading(meaning=f"{years} is old enough", plain=f"{years} is old enough", rule=wider),
            Reading(meaning=f"from {years + 1} on", plain=f"you must be {years + 1} or older", rule=rule),
        ),
    )


def _years(rule: r.Rule) -> int | None:
    if isinstance(rule, r.AllRule):
        return next((years for years in map(_years, rule.of) if years is not None), None)
    above = rule.above if isinstance(rule, r.AgeRule) else None
    return int(above) if above is not None and above == int(above) else None
