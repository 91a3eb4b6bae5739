"""Names of sites, histologies, therapies, conditions, tests and biomarkers, and how they nest.

The data stands in `resources/vocabulary/<kind>.json`, one term a line, and is read once per kind.
A term may have several parents: cabozantinib is a tyrosine kinase inhibitor and blocks the VEGF pathway.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypedDict, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal[
    "site",
    "histology",
    "therapy",
    "medication",
    "condition",
    "lab_test",
    "biomarker",
    "biomarker_result",
    "syndrome",
    "tracer",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
FORMAT: Final = "zebramatch.vocabulary/1"

_SEPARATORS: Final = re.compile(r"[\s_.\-\u2010-\u2015\u2212]+")
_TRADE_MARKS: Final = str.maketrans("", "", "\N{REGISTERED SIGN}\N{TRADE MARK SIGN}")
_SUGGESTIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One name of the vocabulary with everything it is also called."""

    id: str
    label: str
    plain: str
    parents: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    is_class: bool = False
    isotope: str | None = None
    combination: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Everything a file may call this term: id, label, synonyms."""
        return (self.id, self.label, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Equivalent:
    """How one unit of a substance relates to its canonical one: `value * factor + offset`, exactly."""

    unit: str
    factor: Fraction
    offset: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class LabTest:
    """A laboratory or bedside test: its units, the values worth a second look, and where to find it."""

    id: str
    label: str
    plain: str
    unit: str
    units: tuple[str, ...]
    plausible_low: Fraction | None = None
    plausible_high: Fraction | None = None
    plausible_reason: str = ""
    substance: tuple[Equivalent, ...] = ()
    document: str = "blood test report"
    loinc: tuple[str, ...] = ()


class _TermRecord(TypedDict, total=False):
    id: str
    label: str
    plain: str
    parents: list[str]
    synonyms: list[str]
    is_class: bool
    isotope: str
    combination: bool


class _EquivalentRecord(TypedDict, total=False):
    unit: str
    factor: str
    offset: str
    source: str


class _LabRecord(_TermRecord, total=False):
    units: list[str]
    plausible_low: str
    plausible_high: str
    plausible_reason: str
    substance: list[_EquivalentRecord]
    document: str
    loinc: list[str]


def fold(name: str) -> str:
    """Reduce a name to what lookups compare: Unicode form, case and separators no longer matter."""
    text = unicodedata.normalize("NFKC", name.translate(_TRADE_MARKS)).casefold()
    return _SEPARATORS.sub(" ", text).strip() or text.strip()


def _closure(terms: Mapping[str, Term]) -> dict[str, frozenset[str]]:
    ancestors: dict[str, frozenset[str]] = {}

    def above(term_id: str, path: tuple[str, ...]) -> frozenset[str]:
        if term_id in path:
            message = f"the vocabulary term '{term_id}' is its own ancestor"
            raise ValueError(message)
        if term_id not in ancestors:
            found: set[str] = set()
            for parent in terms[term_id].parents:
                found |= {parent} | above(parent, (*path, term_id))
            ancestors[term_id] = frozenset(found)
        return ancestors[term_id]

    for term_id in terms:
        above(term_id, ())
    return ancestors


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The terms of one kind, found by any of their names."""

    kind: Kind
    terms: Mapping[str, Term]
    _by_name: Mapping[str, Term] = field(repr=False)
    _ancestors: Mapping[str, frozenset[str]] = field(repr=False)
    _descendants: Mapping[str, frozenset[str]] = field(repr=False)

    @classmethod
    def of(cls, kind: Kind, terms: Iterable[Term]) -> Vocabulary:
        """Index terms; `ValueError` when two share a name, a parent is missing, or they form a circle."""
        by_id: dict[str, Term] = {}
        by_name: dict[str, Term] = {}
        for term in terms:
            by_id[term.id] = term
            for name in term.names:
                holder = by_name.setdefault(fold(name), term)
                if holder is not term:
                    message = f"{kind}: '{name}' names both '{holder.id}' and '{term.id}'"
                    raise ValueError(message)
        for term in by_id.values():
            for parent in term.parents:
                if parent not in by_id:
                    message = f"{kind}: '{term.id}' has the unknown parent '{parent}'"
                    raise ValueError(message)
        ancestors = _closure(by_id)
        below: dict[str, set[str]] = {term_id: set() for term_id in by_id}
        for term_id, above in ancestors.items():
            for ancestor in above:
                below[ancestor].add(term_id)
        descendants = {term_id: frozenset(found) for term_id, found in below.items()}
        return cls(kind, MappingProxyType(by_id), by_name, ancestors, descendants)

    def find(self, name: str) -> Term | None:
        """Return the term with this id, label or synonym, or None when the vocabulary lacks it."""
        return self._by_name.get(fold(name))

    def is_a(self, term_id: str, ancestor_id: str) -> bool:
        """Say whether a term is, or is a kind or part of, another; `KeyError` for ids it does not know."""
        return term_id == ancestor_id or ancestor_id in self._ancestors[term_id]

    def ancestors(self, term_id: str) -> frozenset[str]:
        """Return all classes above a term, without the term."""
        return self._ancestors[term_id]

    def descendants(self, term_id: str) -> frozenset[str]:
        """Return everything below a term, without the term."""
        return self._descendants[term_id]

    def overlaps(self, term_id: str, other_id: str) -> bool:
        """Say whether something could be both: one is above the other, or they share a term below.

        A patient with "small intestine" may or may not have a midgut tumour: neither contains the other, yet
        the ileum is in both. That several treatments can be given as one (chemoradiotherapy) does not make
        radiotherapy perhaps chemotherapy: a combination counts only where it is itself one of the two.
        Where `is_a` is false and this is true, the answer is unknown, not no.
        """
        mine = self._descendants[term_id] | {term_id}
        shared = mine & (self._descendants[other_id] | {other_id})
        return any(one in (term_id, other_id) or not self.terms[one].combination for one in shared)

    def suggest(self, name: str) -> tuple[str, ...]:
        """Return up to three labels that a misspelt name may have meant, the closest first."""
        close = difflib.get_close_matches(fold(name), self._by_name, n=2 * _SUGGESTIONS, cutoff=0.7)
        labels = dict.fromkeys(self._by_name[folded].label for folded in close)
        return tuple(labels)[:_SUGGESTIONS]


def _records(kind: Kind) -> list[_LabRecord]:
    text = files("resources").joinpath("vocabulary", f"{kind}.json").read_text(encoding="utf-8")
    content = json.loads(text)
    if content["format"] != FORMAT or content["kind"] != kind:
        message = f"resources/vocabulary/{kind}.json is not a vocabulary of this version; reinstall the program"
        raise ValueError(message)
    terms: list[_LabRecord] = content["terms"]
    return terms


def _term(record: _LabRecord) -> Term:
    return Term(
        id=record["id"],
        label=record["label"],
        plain=record["plain"],
        parents=tuple(record.get("parents", ())),
        synonyms=tuple(record.get("synonyms", ())),
        is_class=record.get("is_class", False),
        isotope=record.get("isotope"),
        combination=record.get("combination", False),
    )


def _bound(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _lab_test(record: _LabRecord) -> LabTest:
    substance = tuple(
        Equivalent(
            unit=equivalent["unit"],
            factor=Fraction(equivalent["factor"]),
            offset=Fraction(equivalent.get("offset", "0")),
            source=equivalent["source"],
        )
        for equivalent in record.get("substance", ())
    )
    return LabTest(
        id=record["id"],
        label=record["label"],
        plain=record["plain"],
        unit=record["units"][0],
        units=tuple(record["units"]),
        plausible_low=_bound(record.get("plausible_low")),
        plausible_high=_bound(record.get("plausible_high")),
        plausible_reason=record.get("plausible_reason", ""),
        substance=substance,
        document=record.get("document", "blood test report"),
        loinc=tuple(record.get("loinc", ())),
    )


@cache
def vocabulary(kind: Kind) -> Vocabulary:
    """Return the vocabulary of one kind, read on first use."""
    return Vocabulary.of(kind, (_term(record) for record in _records(kind)))


@cache
def lab_tests() -> Mapping[str, LabTest]:
    """Return every laboratory test by its id; `vocabulary("lab_test")` maps names to these ids."""
    return MappingProxyType({record["id"]: _lab_test(record) for record in _records("lab_test")})
