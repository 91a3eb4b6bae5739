"""Measured things with limits: laboratory values, age, performance status, life expectancy, and the like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from criteria.parsing.found import Found
from criteria.parsing.measures import measured
from criteria.parsing.statements import Bounds, Statement
from criteria.parsing.units_of_text import is_plausible, same_amount

if TYPE_CHECKING:
    from criteria.parsing.grammar import Clause, Limit
    from criteria.parsing.scanning import Token
    from criteria.parsing.statements import Concept

_CONCEPTS: Final[dict[str, tuple[Concept, str]]] = {
    "age": ("age", ""),
    "ecog": ("ecog", ""),
    "karnofsky": ("karnofsky", ""),
    "lansky": ("other", "lansky"),
    "life_expectancy": ("life_expectancy", ""),
    "ki67": ("ki67", ""),
    "mitotic_rate": ("mitotic_rate", ""),
    "qtc": ("cardiac", "qtc"),
    "lvef": ("cardiac", "lvef"),
    "nyha": ("cardiac", "nyha"),
    "systolic": ("cardiac", "hypertension"),
    "diastolic": ("cardiac", "hypertension"),
    "clearance": ("creatinine_clearance", ""),
    "gfr": ("creatinine_clearance", "gfr"),
    "weight": ("other", "weight"),
    "bmi": ("other", "bmi"),
    "child_pugh": ("other", "child_pugh"),
    "tumor_size": ("measurable_disease", "size"),
    "cd4": ("other", "cd4"),
    "krenning": ("sstr_uptake", "krenning"),
}
RULED: Final = frozenset(
    name for name, (concept, _) in _CONCEPTS.items() if concept not in ("other", "measurable_disease")
)
_TESTS: Final = {"systolic": ("systolic_bp",), "diastolic": ("diastolic_bp",)}
_SCALES: Final = {"ecog": 5, "nyha": 4, "krenning": 4, "asa": 6, "genotype": 6}
_UNITS: Final = {
    "ki67": ("%",),
    "lvef": ("%",),
    "life_expectancy": ("day", "week", "month", "year"),
    "clearance": ("mL/min",),
    "gfr": ("mL/min", "mL/min/1.73m2"),
}
_UNITLESS: Final = ("ecog", "krenning", "karnofsky", "nyha", "lansky", "child_pugh")
_COCKCROFT: Final = frozenset(
    ("cockcroft gault", "cockcroft", "cockroft gault", "cockroft", "crockcroft", "crockcroft gault")
)
_BOTH: Final = {"LAB:transaminases": ("LAB:ast", "LAB:alt")}
_YEARS: Final = ("", "year")


@dataclass(frozen=True, slots=True)
class _Stated:
    statements: tuple[Statement, ...]
    is_sure: bool
    is_apart: bool = False


def measurements(tokens: list[Token]) -> list[Found]:
    """Return what the measured things of a point are asked to be."""
    found = []
    for run in measured(tokens):
        clauses = _with_exceptions(run.clauses)
        stated = [_clause(clause) for clause in clauses]
        joints = {clause.joint for clause in clauses if clause.joint in ("and", "or")}
        statements = tuple(_by_method(one, tokens) for clause in stated for one in clause.statements)
        if not statements:
            continue
        subject_or = any(len(clause.subjects) > 1 and not _is_pair(clause) for clause in clauses)
        sure = all(clause.is_sure for clause in stated) and len(joints) < 2  # noqa: PLR2004 - and beside or
        apart = any(clause.is_apart for clause in stated)
        if apart and not any("OR" in token.means for token in tokens[run.first : run.last + 1]):
            sure = False  # "at least 5 and at most 3"
        logic: Literal["and", "or"] = "or" if "or" in joints or apart else "and"
        sure = sure and not (apart and len(clauses) > 1)
        between = _words_between(tokens, run.first, run.last)
        sure = sure and not (
            subject_or and "or" in between and "or" not in joints and _is_alternative(tokens, run.first, run.last)
        )
        sure = sure and not (logic == "or" and any(len(clause.subjects) > 1 for clause in clauses) and not apart)
        found.append(Found(statements, run.first, run.last, logic, sure, apart))
    return found


def _by_method(statement: Statement, tokens: list[Token]) -> Statement:
    """Name the method of a creatinine clearance where the text does."""
    named = statement.concept == "creatinine_clearance" and any(token.text in _COCKCROFT for token in tokens)
    return replace(statement, terms=("cockcroft_gault",)) if named else statement


def _with_exceptions(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Put a limit for some patients, stated as a clause of its own, beside the general limit of the same subjects."""
    merged: list[Clause] = []
    for clause in clauses:
        before = merged[-1] if merged else None
        same = before is not None and clause.joint == "or" and set(clause.subjects) == set(before.subjects)
        if before is not None and same and all(limit.scope for limit in clause.limits):
            merged[-1] = replace(before, limits=(*before.limits, *clause.limits))
        else:
            merged.append(clause)
    return tuple(merged)


def _words_between(tokens: list[Token], first: int, last: int) -> set[str]:
    return {token.text for token in tokens[first : last + 1]}


def _is_alternative(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether "or" stands between two subjects, so that "AST or ALT" leaves open whether both are meant."""
    for before, token, after in zip(
        tokens[first:last], tokens[first + 1 :], tokens[first + 2 : last + 1], strict=False
    ):
        if "OR" in token.means and ("LAB" in before.means or before.text == ")") and "LAB" in after.means:
            return True
    return False


def _is_pair(clause: Clause) -> bool:
    """Say whether a limit is that of both transaminases: "AST or ALT at most" asks it of each, "above" of either."""
    return set(clause.subjects) <= {"LAB:ast", "LAB:alt"}


def _clause(clause: Clause) -> _Stated:
    statements: list[Statement] = []
    sure, apart = True, False
    subjects = [one for subject in clause.subjects for one in _BOTH.get(subject, (subject,))]
    for subject in dict.fromkeys(subjects):
        stated = _subject(subject, clause.limits)
        statements += stated.statements
        sure = sure and stated.is_sure
        apart = apart or stated.is_apart
    scoped = {limit.scope for limit in clause.limits}
    ordered = sorted(statements, key=lambda one: one.scope) if len(scoped) > 1 else statements
    return _Stated(tuple(ordered), sure and not (apart and len(clause.subjects) > 1), apart)


def _subject(subject: str, limits: tuple[Limit, ...]) -> _Stated:
    group, _, name = subject.partition(":")
    concept: Concept
    concept, sub = ("lab", name) if group == "LAB" else _CONCEPTS.get(name, ("other", name))
    if concept == "other" and sub == "":
        sub = name
    if all(limit.is_bare for limit in limits) and name in _SCALES:
        return _steps(Statement(concept, sub), limits, _SCALES[name])
    merged, sure = _merged(_with_signs(limits))
    statements = []
    for limit in merged:
        bounds = limit.bounds
        if limit.is_normal:
            if group == "LAB":
                statements.append(Statement(concept, sub, scope=limit.scope))
            sure = False
            continue
        bounds, fits = _with_unit(name, group, bounds)
        # Copies of a record lose the stroke under a sign: a value that is to be equal was meant as a limit.
        sure = sure and fits and not limit.is_bare and not limit.is_equal
        if limit.is_bare:
            bounds = replace(bounds, high=bounds.low) if name in _SCALES else bounds
            if name not in _SCALES:
                statements.append(Statement(concept, sub, scope=limit.scope))
                continue
        statements.append(Statement(concept, sub, bounds, terms=_TESTS.get(name, ()), scope=limit.scope))
    apart = any(_lie_apart(before.bounds, behind.bounds) for before, behind in pairwise(merged))
    sure = sure and concept != "other" and name != "tumor_size" and not (apart and len(merged) > 2)  # noqa: PLR2004
    return _Stated(tuple(statements), sure, apart)


def _with_signs(limits: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Give a bare limit for some patients the sign of the general one: "at most 3 x ULN (5 x ULN if ...)"."""
    head = limits[0]
    if head.is_bare or head.is_normal or head.is_equal or (head.bounds.low is None) == (head.bounds.high is None):
        return limits
    return tuple(
        replace(one, bounds=_signed(head.bounds, one.bounds), is_bare=False)
        if one.is_bare and one.scope and one.bounds.unit == head.bounds.unit
        else one
        for one in limits
    )


def _signed(head: Bounds, bare: Bounds) -> Bounds:
    value = bare.low
    return replace(head, high=value) if head.low is None else replace(head, low=value)


def _steps(base: Statement, limits: tuple[Limit, ...], most: int) -> _Stated:
    """Return a scale's steps that are listed: 0 or 1, 0, 1 or 2."""
    steps = sorted({limit.bounds.low for limit in limits if limit.bounds.low is not None})
    regular = bool(steps) and steps == [steps[0] + index for index in range(len(steps))] and steps[-1] <= most
    plain = all(not limit.scope and not limit.bounds.unit for limit in limits)
    if not steps:
        return _Stated((base,), is_sure=False)
    return _Stated((replace(base, bounds=Bounds(low=steps[0], high=steps[-1])),), regular and plain)


def _merged(limits: tuple[Limit, ...]) -> tuple[list[Limit], bool]:
    """Join two ends of one range, and drop a limit that only says the one before it in another unit."""
    merged: list[Limit] = []
    sure = True
    for limit in limits:
        before = merged[-1] if merged else None
        if before is None or limit.is_normal or before.is_normal or (limit.scope != before.scope and limit.scope):
            merged.append(limit)
            continue
        low, high = before.bounds, limit.bounds
        if _lie_apart(low, high):
            unit = low.unit or high.unit
            merged[-1:] = [
                replace(before, bounds=replace(low, unit=unit)),
                replace(limit, bounds=replace(high, unit=unit)),
            ]
            continue
        if limit.is_bare or (
            low.unit != high.unit and low.unit and high.unit and (low.low is None) == (high.low is None)
        ):
            sure = sure and same_amount(low, high)
        elif low.low is not None and low.high is None and high.low is None and high.high is not None:
            merged[-1] = replace(
                before,
                bounds=replace(low, high=high.high, high_included=high.high_included, unit=low.unit or high.unit),
            )
        elif high.low is not None and high.high is None and low.low is None and low.high is not None:
            merged[-1] = replace(
                before, bounds=replace(high, high=low.high, high_included=low.high_included, unit=high.unit or low.unit)
            )
        else:
            merged.append(limit)
            sure = False
    return merged, sure


def _lie_apart(one: Bounds, other: Bounds) -> bool:
    """Say whether two limits leave a range between them, as in "below 3.5 or above 5.1"."""
    low, high = (one, other) if one.high is None else (other, one)
    if low.low is None or low.high is not None or high.high is None or high.low is not None:
        return False
    return high.high < low.low and (one.unit == other.unit or not (one.unit and other.unit))


def _with_unit(name: str, group: str, bounds: Bounds) -> tuple[Bounds, bool]:
    """Return the bounds with the unit that the subject always has, and whether they can be meant."""
    if name == "age":
        whole = all(value is None or (value == int(value) and value <= 120) for value in (bounds.low, bounds.high))  # noqa: PLR2004
        return replace(bounds, unit=bounds.unit or "year"), whole and bounds.unit in _YEARS
    if name in _UNITLESS:
        return replace(bounds, unit=""), bounds.unit in ("", "%")
    if group == "LAB":
        return bounds, is_plausible(name, bounds)
    return bounds, bounds.unit in _UNITS[name] if name in _UNITS else bool(bounds.unit)
