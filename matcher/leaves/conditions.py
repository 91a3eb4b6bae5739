"""Leaves on conditions and metastatic sites; brain metastases are looked for in both lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from criteria.entries import Condition
from criteria.rules import ConditionRule, MetastasisRule
from matcher.case import overlap
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import timed
from matcher.leaves.paths import by_name
from matcher.truth import Truth, all_of, any_of, truth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from criteria.dates import Duration, PartialDate
    from criteria.tumour import MetastaticSite
    from criteria.vocabulary import Kind
    from matcher.case import Case, Entries, Entry
    from matcher.clock import Clock

BRAIN_CONDITION, BRAIN_SITE = "brain_metastases", "brain"
SITES = "diagnosis.metastatic_sites"
_PRESENT = ("active", "controlled")

PresenceRule: TypeAlias = ConditionRule | MetastasisRule


@dataclass(frozen=True, slots=True)
class Seen:
    """What one entry says to a rule."""

    truth: Truth
    why: Why
    path: str
    evidence: Evidence
    missing: tuple[str, ...] = ()
    turns: date | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Whether what the lists do not name is known to be absent; `paths` prove that or leave it open."""

    absent: bool
    paths: tuple[str, ...]
    why: Why


def presence(rule: PresenceRule, case: Case, clock: Clock) -> Finding:
    """Judge whether the patient has or had such a condition, or such a metastasis."""
    conditions, sites = _asked_terms(rule)
    return by_name(_presence(rule, case, clock, conditions, sites), case.conditions, "condition", conditions)


def _presence(
    rule: PresenceRule, case: Case, clock: Clock, conditions: tuple[str, ...], sites: tuple[str, ...]
) -> Finding:
    seen = [
        *_seen(rule, case.conditions, "condition", conditions, clock),
        *_without_bare_twin(case, list(_seen(rule, case.metastatic_sites, "site", sites, clock))),
    ]
    rest = _rest(rule, case)
    outcome = any_of((*(one.truth for one in seen), Truth.FALSE if rest.absent else Truth.UNKNOWN))
    deciding = [one for one in seen if one.truth is outcome]
    turns = max((one.turns for one in deciding if one.turns is not None), default=None)
    evidence = tuple(one.evidence for one in deciding)
    why = deciding[0].why if deciding else rest.why
    if outcome is Truth.UNKNOWN:
        paths = (*(path for one in deciding for path in one.missing), *(() if rest.absent else rest.paths))
        return Finding(rule, outcome, why, missing=tuple(dict.fromkeys(paths)), evidence=evidence, turns=turns)
    paths = (*(one.path for one in deciding), *(rest.paths if outcome is Truth.FALSE else ()))
    return Finding(rule, outcome, why, facts=tuple(dict.fromkeys(paths)), evidence=evidence, turns=turns)


def _asked_terms(rule: PresenceRule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms to look for among the conditions and among the metastatic sites."""
    if isinstance(rule, ConditionRule):
        return rule.any_of, (BRAIN_SITE,) if _covers("condition", rule.any_of, BRAIN_CONDITION) else ()
    return (BRAIN_CONDITION,) if _covers("site", rule.any_of, BRAIN_SITE) else (), rule.any_of


def _covers(kind: Kind, asked: tuple[str, ...], term: str) -> bool:
    return any(overlap(kind, term, one) is Truth.TRUE for one in asked)


def _seen(
    rule: PresenceRule,
    entries: Entries[Condition] | Entries[MetastaticSite],
    kind: Kind,
    terms: tuple[str, ...],
    clock: Clock,
) -> Iterator[Seen]:
    for entry in entries.items if terms else ():
        named = any_of(entries.is_meant(kind, entry.term, term) for term in terms)
        if named is not Truth.FALSE:
            yield _judge(rule, entry, named, clock)


def _judge(rule: PresenceRule, entry: Entry[Condition] | Entry[MetastaticSite], named: Truth, clock: Clock) -> Seen:
    """Judge one entry by its name, its status and the windows the rule asks."""
    status = _status(rule, entry.item.status)
    truths = [named, status]
    missing = [] if status is not Truth.UNKNOWN else [f"{entry.path}.status"]
    why, turns = (Why.FOUND if status is not Truth.UNKNOWN else Why.DETAIL), None
    for window in _windows(rule, entry):
        if window.event is None:
            truths.append(Truth.UNKNOWN)
            missing.append(window.path)
            why = Why.DETAIL
            continue
        time = timed(window.within, window.at_least_ago, window.event, clock)
        truths.append(time.truth)
        missing += [window.path] if time.truth is Truth.UNKNOWN else []
        why, turns = time.why, time.turns
    if named is Truth.UNKNOWN:
        why = Why.OVERLAP if entry.term else Why.UNMAPPED
        missing.append(entry.path)
    return Seen(all_of(truths), why, entry.path, _evidence(entry), tuple(missing), turns)


def _evidence(entry: Entry[Condition] | Entry[MetastaticSite]) -> Evidence:
    when = entry.item.date if isinstance(entry.item, Condition) else None
    name = entry.term.label if entry.term else entry.name
    return Evidence(entry.path, name=name, date=when, status=entry.item.status or "")


@dataclass(frozen=True, slots=True)
class Window:
    """A time asked of an entry, with the date it is counted from, where that is recorded."""

    path: str
    within: Duration | None
    at_least_ago: Duration | None
    event: PartialDate | None


def _windows(rule: PresenceRule, entry: Entry[Condition] | Entry[MetastaticSite]) -> Iterator[Window]:
    if not isinstance(rule, ConditionRule):
        return
    item = entry.item if isinstance(entry.item, Condition) else None
    path = entry.path if item else f"conditions.{BRAIN_CONDITION}"
    if rule.within is not None:
        yield Window(f"{path}.date", rule.within, None, item.date if item else None)
    if rule.at_least_ago is not None:
        yield Window(f"{path}.date", None, rule.at_least_ago, item.date if item else None)
    if rule.stable_for is not None:
        yield Window(f"{path}.stable_since", None, rule.stable_for, item.stable_since if item else None)


def _status(rule: PresenceRule, status: str | None) -> Truth:
    """Judge a recorded status; a bare entry is present, but in which state is not known."""
    if status is not None:
        return truth(holds=status in rule.status)
    return Truth.TRUE if set(_PRESENT) <= set(rule.status) else Truth.UNKNOWN


def _without_bare_twin(case: Case, sites: list[Seen]) -> list[Seen]:
    """Drop a bare "brain" among the sites where the conditions say in which state the same metastases are."""
    detailed = any(
        entry.term is not None and entry.term.id == BRAIN_CONDITION and entry.item.status in _PRESENT
        for entry in case.conditions.items
    )
    bare = {
        entry.path
        for entry in case.metastatic_sites.items
        if detailed and entry.term is not None and entry.term.id == BRAIN_SITE and entry.item.status is None
    }
    return [one for one in sites if one.path not in bare]


def _rest(rule: PresenceRule, case: Case) -> Rest:
    """Judge whether nothing of the kind exists beside what is listed.

    For brain metastases one of the two lists is enough to prove that.
    """
    proven: list[str] = []
    left_open: list[str] = []
    is_given = False
    for term in rule.any_of:
        path = f"conditions.{term}" if isinstance(rule, ConditionRule) else SITES
        twins = _places(rule, term)
        proofs = [_proves(case, kind, name) for kind, name in twins]
        is_given = is_given or any(_list(case, kind).is_given for kind, _ in twins)
        if any(proofs):
            proven.append(path)
        else:
            left_open += [path] if len(twins) == 1 else [f"conditions.{BRAIN_CONDITION}", SITES]
    why = Why.NEVER if not left_open else (Why.OPEN_LIST if is_given else Why.ABSENT)
    return Rest(not left_open, tuple(dict.fromkeys(left_open or proven)), why)


def _places(rule: PresenceRule, term: str) -> tuple[tuple[Kind, str], ...]:
    """Return where a term may stand, and under which name."""
    if term in (BRAIN_CONDITION, BRAIN_SITE):
        return ("condition", BRAIN_CONDITION), ("site", BRAIN_SITE)
    return (("condition" if isinstance(rule, ConditionRule) else "site", term),)


def _list(case: Case, kind: Kind) -> Entries[Condition] | Entries[MetastaticSite]:
    return case.conditions if kind == "condition" else case.metastatic_sites


def _proves(case: Case, kind: Kind, term: str) -> bool:
    entries = _list(case, kind)
    return entries.proves_absence or entries.denies(kind, term) is not None
