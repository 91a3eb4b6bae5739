"""An assumption about a patient, read from `FACT=VALUE` as the catalogue says what kind of fact it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn, cast

from criteria.dates import PartialDate
from criteria.fact_words import DETAIL_WORDS
from criteria.facts import find_fact, suggest_facts
from criteria.notation import number_of, quantity_and_unit
from criteria.problems import InputError, Problem
from criteria.shape import meant
from criteria.thousands import refuse_point_thousands
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from criteria.facts import FactEntry
    from criteria.strict_json import Json
    from criteria.vocabulary import Kind

OPTION: Final = "--if"
NAMED_LISTS: Final = (
    "labs",
    "biomarkers",
    "conditions",
    "medications",
    "therapies",
    "diagnosis.metastatic_sites",
)
_ANSWERS: Final = {"yes": True, "true": True, "no": False, "false": False}
_EXAMPLES: Final = {
    "labs": 'labs.platelets="120 10*9/L"',
    "biomarkers": "biomarkers.MSI=MSI-H",
    "conditions": "conditions.hiv=absent",
    "medications": "medications.steroid=no",
    "therapies": "therapies.prrt=never or therapies[0].end=2026-10-01",
    "diagnosis.metastatic_sites": "diagnosis.metastatic_sites.brain=absent",
    "diagnosis.specimens": "diagnosis.specimens[0].ki67=12",
    "progression": "progression[0].date=2026-10-01",
}
_NUMBERED: Final = re.compile(r"\[[0-9]+\]")
_SAMPLE_MEASURES: Final = (".ki67", ".mitotic_count")
_COUNTED_IN: Final = {".mitotic_count": ("/2mm2", "/10HPF"), "biomarkers.tmb": ("mut/Mb",)}
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Assumption:
    """A fact, the value assumed for it as a patient file would hold it, and that value as it was written."""

    fact: str
    value: Json
    text: str


class _UnreadError(ValueError):
    """A value that cannot be read: what is wrong, and the cure."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def read_assumption(given: str) -> Assumption:
    """Read `FACT=VALUE`.

    Raises:
        InputError: one sentence that names the fact and how to write it.
    """
    path, sign, text = (part.strip() for part in given.partition("="))
    if not sign or not path:
        refuse(_short(given), "this is no assumption", "write FACT=VALUE, such as performance.ecog=1")
    entry = find_fact(path)
    if entry is None:
        refuse(_short(path), "there is no such fact", _closest(path))
    if entry.kind == "list":
        shown = _EXAMPLES.get(_NUMBERED.sub("", entry.path), "performance.ecog=1")
        refuse(entry.path, "this is a whole list or entry; assume one thing of it", f"such as {shown}")
    if not text:
        refuse(entry.path, "the value is missing", "to leave a fact open, leave it out of the file")
    try:
        return Assumption(entry.path, _value(entry, text), text)
    except _UnreadError as error:
        refuse(entry.path, str(error), error.hint)


def refuse(fact: str, message: str, hint: str = "") -> NoReturn:
    """Refuse an assumption.

    Raises:
        InputError: always.
    """
    raise InputError(Problem("", f"{OPTION} {fact}", message, hint))


def is_measure(path: str) -> bool:
    """Whether a fact is a measured number, which has a date of its own."""
    if "[" in path:
        return path.endswith(_SAMPLE_MEASURES)
    return not list_of(path) and find_fact(f"{path}.date") is not None


def list_of(path: str) -> str:
    """Return the list that a path names an entry of (`labs.ast`, `labs.ast.uln`); "" for other facts."""
    return next((base for base in NAMED_LISTS if path.startswith(f"{base}.")), "")


def _value(entry: FactEntry, text: str) -> Json:  # noqa: PLR0911 - one table
    """Read a value as the fact's kind asks; what it may be is for the patient file's own reader to say."""
    named = list_of(entry.path)
    is_detail = named != "" and entry.path.removeprefix(f"{named}.").count(".") > 0
    if named and not is_detail:
        return _of_entry(named, entry, text)
    match entry.kind:
        case "flag":
            return _yes_or_no(text)
        case "date":
            return _date(text)
        case "number":
            return _number(entry, text)
        case "scale":
            return _number(entry, text) if is_measure(entry.path) else _step(entry, text)
        case "choice":
            return _choice(entry, text)
        case _:
            return _name(entry.vocabulary, text)


def _of_entry(base: str, entry: FactEntry, text: str) -> Json:
    """Read what is said of a named entry of a list: a result, a state, whether it was given."""
    match base:
        case "labs":
            return _with_unit(entry, text)
        case "biomarkers":
            is_number = re.match(r"[<>≤≥]?=?\s*-?[0-9]", text) is not None
            return _counted(entry, text) if is_number else {"result": _name(entry.vocabulary, text)}
        case "therapies":
            return False if text.casefold() == "never" else _yes_or_no(text, " or never")
        case "medications":
            return _yes_or_no(text)
        case _:
            return _choice(entry, text)


def _yes_or_no(text: str, more: str = "") -> bool:
    answer = _ANSWERS.get(text.casefold())
    if answer is None:
        raise _UnreadError(f"{_quoted(text)} is no answer", f"write yes or no{more}")
    return answer


def _date(text: str) -> str:
    try:
        return PartialDate.parse(text).text
    except ValueError as error:
        raise _UnreadError(f"{_quoted(text)} is not a date ({error})", "write it like 2026-11-21") from None


def _measured(text: str) -> dict[str, Json]:
    try:
        found, unit = quantity_and_unit(text)
    except ValueError as error:
        raise _UnreadError(f"{_quoted(text)} cannot be read", str(error)) from None
    return {**found, "unit": unit} if unit else found


def _counted(entry: FactEntry, text: str) -> dict[str, Json]:
    """Read a number; a count without what it is counted in would decide nothing."""
    found = _measured(text)
    units = next((units for name, units in _COUNTED_IN.items() if entry.path.endswith(name)), ())
    if units and "unit" not in found:
        shown = " or ".join(f'"{text} {unit}"' for unit in units)
        raise _UnreadError("the unit is missing", f"write it behind the number: {shown}")
    return found


def _with_unit(entry: FactEntry, text: str) -> Json:
    """Read a laboratory result; without its unit it would decide nothing."""
    found = _measured(text)
    test = vocabulary("lab_test").find(entry.path.rpartition(".")[2])
    try:
        if test is not None:
            refuse_point_thousands(text, str(found.get("unit") or ""), test)
    except ValueError as error:
        raise _UnreadError(f"{_quoted(text)} cannot be read", str(error)) from None
    if "unit" not in found:
        if not entry.unit.startswith("{"):
            raise _UnreadError("the unit is missing", f'write it behind the number: "{text} {entry.unit}"')
        found["unit"] = entry.unit
    return found


def _number(entry: FactEntry, text: str) -> Json:
    found = _counted(entry, text)
    if is_measure(entry.path):
        return found
    if set(found) != {"value"}:
        raise _UnreadError(f"{_quoted(text)} is not one number", "write one number alone, such as 4")
    return found["value"]


def _step(entry: FactEntry, text: str) -> Json:
    """Read a step of a scale: `G2` or `2`."""
    values = {choice.value.casefold(): choice.value for choice in entry.choices}
    digits = {value[-1]: value for value in values.values()}
    found = values.get(text.casefold()) or digits.get(text)
    if found is None:
        raise _UnreadError(f"{_quoted(text)} is none of its steps", f"use {', '.join(values.values())}")
    return number_of(found) if found.isdigit() else found


def _choice(entry: FactEntry, text: str) -> Json:
    values = [choice.value for choice in entry.choices]
    found = next((value for value in values if value.casefold() == text.casefold()), None)
    if found is None:
        raise _UnreadError(f"{_quoted(text)} is none of its values", meant(text, values))
    return found


def _name(kind: Kind | None, text: str) -> Json:
    """Read a name; one that the vocabulary lacks would only count as not known."""
    if kind is not None and vocabulary(kind).find(text) is None:
        close = vocabulary(kind).suggest(text)
        hint = f"did you mean {' or '.join(close)}?" if close else "docs/vocabulary.md says where the names stand"
        raise _UnreadError(f"{_quoted(text)} is no name that is known here", hint)
    return text


def _closest(path: str) -> str:
    """Return the cure for a misspelt fact, entry of a list (`conditions.hvi`) or detail of one (`therapies[1].ned`)."""
    base = list_of(path.lower())
    numbered, dot, detail = path.rpartition("].")
    if dot:
        return meant(detail, [name for name in DETAIL_WORDS if find_fact(f"{numbered}].{name}")])
    close = _close_names(base, path[len(base) + 1 :]) if base else suggest_facts(path)
    return f"did you mean {' or '.join(close)}?" if close else "docs/patient-file.md names the facts"


def _close_names(base: str, name: str) -> tuple[str, ...]:
    entry = find_fact(base)
    if entry is None or entry.vocabulary is None:
        return ()
    terms = vocabulary(entry.vocabulary)
    labels: Sequence[str] = terms.suggest(name)
    found = (terms.find(label) for label in labels)
    return tuple(f"{base}.{term.id}" for term in found if term is not None)


def _quoted(text: str) -> str:
    return f"'{_short(text)}'"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def entry_of(assumption: Assumption) -> FactEntry:
    """Return what is known of the fact that is assumed."""
    return cast("FactEntry", find_fact(assumption.fact))
