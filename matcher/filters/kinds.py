"""The filters of the list, each one object. A further one joins by being added to the tuple that a narrowing holds.

A filter that needs more than the match (how far away a site is from where the patient lives) is made by a function
that is given the rest and returns a `Filter`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcher.countries import country_code, country_name
from matcher.filters.model import Filter, Standing
from matcher.filters.treatments import CLASSES, standing_of
from matcher.result import Verdict

if TYPE_CHECKING:
    from matcher.result import Match

STATUSES: Final = (
    "RECRUITING",
    "ENROLLING_BY_INVITATION",
    "NOT_YET_RECRUITING",
    "AVAILABLE",
    "SUSPENDED",
    "ACTIVE_NOT_RECRUITING",
    "COMPLETED",
    "TERMINATED",
    "WITHDRAWN",
    "APPROVED",
)
PHASES: Final = ("EARLY1", "1", "2", "3", "4")
_TOLD_NOTHING: Final = frozenset({"", "UNKNOWN", "WITHHELD"})
_PHASE: Final = re.compile(r"(EARLY)?[\s_]*(?:PHASE)?[\s_]*([1-4]|I{1,3}|IV)[AB]?")
_ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4"}


def _status(match: Match) -> Standing:
    status = match.trial.status.strip().upper()
    known = status not in _TOLD_NOTHING
    return Standing(frozenset({status} if known else ()), known)


def _countries(match: Match) -> Standing:
    """Return each country once, however records write it; one whose name is not understood may be any."""
    written = {" ".join((site.country or "").split()) for site in match.trial.sites}
    codes = {name: country_code(name) for name in written}
    known = {country_name(code) if code else name for name, code in codes.items() if name}
    return Standing(frozenset(known), bool(codes) and all(codes.values()))


def _phases(match: Match) -> Standing:
    codes = [code.strip().upper() for code in re.split(r"[/,|]", match.trial.phase or "") if code.strip()]
    read = [_PHASE.fullmatch(code) for code in codes]
    known = frozenset(_phase(found) for found in read if found is not None)
    return Standing(known, bool(codes) and all(found is not None for found in read))


def _phase(found: re.Match[str]) -> str:
    number = _ROMAN.get(found[2], found[2])
    return f"EARLY{number}" if found[1] else number


def _only(choice: str) -> Standing:
    return Standing(frozenset({choice}))


STATUS: Final = Filter("status", _status, STATUSES)
COUNTRY: Final = Filter("country", _countries)
PHASE: Final = Filter("phase", _phases, PHASES)
TREATMENT: Final = Filter("treatment", lambda match: standing_of(match.trial), CLASSES)
VERDICT: Final = Filter(
    "verdict", lambda match: _only(match.verdict.value), tuple(verdict.value for verdict in Verdict)
)
KIND: Final = Filter("kind", lambda match: _only(match.trial.kind), ("trial", "label"))
FILTERS: Final = (STATUS, COUNTRY, PHASE, TREATMENT, VERDICT, KIND)
