"""The statements of a point joined into one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from criteria import rules as r
from criteria.parsing.rulebook import condition_of, rule_of
from criteria.parsing.topics.naming import is_named_cancer

if TYPE_CHECKING:
    from criteria.parsing.coverage import Coverage
    from criteria.parsing.found import Found
    from criteria.parsing.sections import Kind
    from criteria.parsing.statements import Statement

_HIGH_IS_SOUND: Final = frozenset(("neutrophils", "platelets", "hemoglobin", "creatinine_clearance", "life_expectancy"))
_LOW_IS_SOUND: Final = frozenset(("bilirubin", "ast", "alt", "alp", "creatinine", "inr", "aptt"))


def joined(kind: Kind, found: list[Found], cover: Coverage) -> r.Rule | None:
    """Return the rule for all that was read before an exception, or None where any of it has none."""
    rules: list[r.Rule] = []
    for one, negated, status in zip(found, cover.negated, cover.statuses, strict=True):
        if not one.statements or (cover.end is not None and one.first >= cover.end):
            continue
        rule = _of_finding(kind, one, status, negated=negated)
        if rule is None:
            return None
        rules.append(r.NotRule(of=rule) if negated else rule)
    if not rules:
        return None
    if len(rules) == 1:
        return rules[0]
    return r.AnyRule(of=tuple(rules)) if cover.logic == "or" else r.AllRule(of=tuple(rules))


def _of_finding(kind: Kind, found: Found, status: str, *, negated: bool) -> r.Rule | None:
    from dataclasses import replace

    statements = [replace(one, status=status or one.status) for one in found.statements]
    if kind == "inclusion" and not negated and any(map(_is_of_another_cancer, statements)):
        return None  # the disease itself, which is no other condition of the patient
    if _is_unsaid(kind, found, statements, negated=negated):
        return None
    if any(one.scope for one in statements):
        return _scoped(statements) if kind == "inclusion" and found.logic == "and" else None
    rules = [_safely(one) for one in statements]
    known = [rule for rule in rules if rule is not None]
    if len(known) < len(rules) or not known:
        return None
    if len(known) == 1:
        return known[0]
    either = found.logic == "or" or (kind == "exclusion" and all(one.bounds for one in statements))
    return r.AnyRule(of=tuple(known)) if either else r.AllRule(of=tuple(known))


def _is_unsaid(kind: Kind, found: Found, statements: list[Statement], *, negated: bool) -> bool:
    """Say whether a rule would say more than the text.

    A list of exclusions joined by "and" may mean both or either; a cancer by name in an inclusion is the disease
    itself; a progression in an exclusion has lost what it was under.
    """
    if any(_is_contrary(kind, one) for one in statements):
        return True
    if kind == "inclusion":
        # Of three alternatives in an inclusion it is seldom sure that they are one list.
        chosen = found.logic == "or" and len(statements) > 2 and all(one.bounds for one in statements)  # noqa: PLR2004
        return chosen or (not negated and any(map(_is_of_another_cancer, statements)))
    listed = found.logic == "and" and len(statements) > 1 and not all(one.bounds for one in statements)
    return listed or any(one.concept == "progression_window" for one in statements)


def _is_of_another_cancer(statement: Statement) -> bool:
    return statement.concept == "other_malignancy" and any(map(is_named_cancer, statement.terms))


def _is_contrary(kind: Kind, statement: Statement) -> bool:
    """Say whether a limit asks for poor organs, or excludes sound ones: "Inclusion: bilirubin above 1.5 x ULN"."""
    bounds = statement.bounds
    if bounds is None or (bounds.low is None) == (bounds.high is None):
        return False
    name = statement.sub if statement.concept == "lab" else statement.concept
    asks_for_more = bounds.low is not None
    if name in _HIGH_IS_SOUND:
        return asks_for_more != (kind == "inclusion")
    return name in _LOW_IS_SOUND and asks_for_more == (kind == "inclusion")


def _safely(statement: Statement) -> r.Rule | None:
    """Return the rule; a text whose numbers make no rule, as "at least 5 and at most 3", has none."""
    try:
        return rule_of(statement)
    except ValidationError:
        return None


def _scoped(statements: list[Statement]) -> r.Rule | None:
    """Return limits that differ for some patients: the general one holds for all others."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        groups.setdefault((one.concept, one.sub), []).append(one)
    parts = [_limits_by_scope(group) for group in groups.values()]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return known[0] if len(known) == 1 else r.AllRule(of=tuple(known))


def _limits_by_scope(group: list[Statement]) -> r.Rule | None:
    general = [one for one in group if not one.scope]
    special = [one for one in group if one.scope]
    if not special:
        return _safely(general[0]) if len(general) == 1 else None
    opposites = {"female": "male", "male": "female"}
    if len(special) == 2 and not general:  # noqa: PLR2004 - a pair of opposites
        first, second = special
        opposed = (
            opposites.get(first.scope) == second.scope
            or first.scope == f"no {second.scope}"
            or second.scope == f"no {first.scope}"
        )
        return _when(first.scope, _safely(first), _safely(second)) if opposed else None
    if len(special) != 1 or len(general) > 1:
        return None
    if not general:
        condition, then = condition_of(special[0].scope), _safely(special[0])
        return r.WhenRule(condition=condition, then=then) if condition is not None and then is not None else None
    return _when(special[0].scope, _safely(special[0]), _safely(general[0]))


def _when(scope: str, then: r.Rule | None, otherwise: r.Rule | None) -> r.Rule | None:
    condition = condition_of(scope)
    if condition is None or then is None or otherwise is None:
        return None
    return r.WhenRule(condition=condition, then=then, otherwise=otherwise)
