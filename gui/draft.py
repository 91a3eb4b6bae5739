"""The working copy of a patient file while a person edits it, and the soundest profile that it holds.

A field that cannot be read is left out, which makes it unknown. Where that takes a whole entry off a list, the list
is no longer complete, and no older result of the same test stands in for the one that is being corrected.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from criteria.patient_file import parse_patient
from criteria.problems import InputError
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.profile import PatientProfile
    from criteria.strict_json import Json
    from criteria.vocabulary import Kind

JsonObject: TypeAlias = "dict[str, Json]"

FORMAT = "zebramatch.patient/1"
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_ROUNDS = 20
_WHOLE = "age"  # the one rule on the profile as a whole is that age and birth date agree
TESTS: dict[str, Kind] = {"labs": "lab_test", "biomarkers": "biomarker"}


@dataclass(frozen=True, slots=True)
class Sound:
    """The profile without what cannot be read, and a sentence for each of these fields, by path."""

    profile: PatientProfile
    problems: Mapping[str, str] = field(default_factory=dict)


def empty_draft() -> JsonObject:
    """Return the working copy of a patient of whom nothing is known."""
    return {"format": FORMAT}


def value_at(draft: JsonObject, path: str) -> Json:
    """Return what stands at a dotted path, or None."""
    here: Json = draft
    for name in path.split("."):
        here = here.get(name) if isinstance(here, dict) else None
    return here


def with_value(draft: JsonObject, path: str, value: Json) -> JsonObject:
    """Return a copy with `value` at a dotted path; None takes it out, and what becomes empty with it."""
    name, _, rest = path.partition(".")
    changed = dict(draft)
    if rest:
        inner = changed.get(name)
        value = with_value(inner if isinstance(inner, dict) else {}, rest, value) or None
    if value is None:
        changed.pop(name, None)
    else:
        changed[name] = value
    return changed


def soundest(draft: JsonObject) -> Sound:
    """Return the profile that a draft holds without its unreadable fields, and what is wrong with these."""
    working = copy.deepcopy(draft)
    problems: dict[str, str] = {}
    for _ in range(_ROUNDS):
        kept = _Kept(working)
        try:
            return Sound(parse_patient(kept.json, ""), problems)
        except InputError as error:
            for problem in error.problems:
                where = kept.original(problem.where) or _WHOLE
                problems.setdefault(where, _sentence(problem.message, problem.hint))
                _leave_out(working, _steps(where))
    return Sound(parse_patient(empty_draft(), ""), problems)


def _sentence(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message


def _steps(path: str) -> list[str | int]:
    plain = path.replace(".items[", "[")
    return [int(index) if index else name for name, index in _STEP.findall(plain)]


class _Kept:
    """A draft without the entries that were left out of its lists, remembering where the others stood."""

    def __init__(self, working: JsonObject) -> None:
        self._places: dict[str, list[int]] = {}
        self.json = self._without_gaps(working, "")

    def original(self, path: str) -> str:
        """Return the path in the draft of a path in the reduced copy."""
        here = ""
        for step in _steps(path):
            if isinstance(step, int):
                places = self._places.get(here, [])
                here += f"[{places[step] if step < len(places) else step}]"
            else:
                here += f".{step}" if here else step
        return here

    def _without_gaps(self, value: Json, path: str) -> Json:
        if isinstance(value, dict):
            found: JsonObject = {}
            for key, item in value.items():
                place = path if key == "items" else f"{path}.{key}" if path else key
                found[key] = self._without_gaps(item, place)
            items = value.get("items")
            if isinstance(items, list) and None in items:
                found["complete"] = False
            return found
        if isinstance(value, list):
            self._places[path] = [index for index, item in enumerate(value) if item is not None]
            return [self._without_gaps(value[index], f"{path}[{index}]") for index in self._places[path]]
        return value


def _leave_out(here: Json, steps: list[str | int], name: str = "") -> bool:
    """Take out what stands at the end of `steps`; where that is what is missing, take out what it is missing from."""
    step, rest = steps[0], steps[1:]
    if isinstance(here, dict) and isinstance(step, int):
        here = here.get("items")
    if isinstance(here, list) and isinstance(step, int) and name in TESTS:
        return _leave_out_test(here, step, TESTS[name])
    inner = _inner(here, step)
    if inner is None:
        return False
    if not (rest and _leave_out(inner, rest, name if isinstance(step, int) else step)):
        _remove(here, step)
    return True


def _inner(here: Json, step: str | int) -> Json:
    if isinstance(here, dict) and isinstance(step, str):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


def _remove(here: Json, step: str | int) -> None:
    if isinstance(here, dict) and isinstance(step, str):
        here.pop(step, None)
    elif isinstance(here, list) and isinstance(step, int) and step < len(here):
        here[step] = None


def _leave_out_test(entries: list[Json], index: int, kind: Kind) -> bool:
    """Take every result of one test out: an older one must not speak for the one being corrected."""
    entry = entries[index] if index < len(entries) else None
    if not isinstance(entry, dict):
        return False
    name = _test_of(entry, kind)
    for place, other in enumerate(entries):
        if isinstance(other, dict) and (place == index or _test_of(other, kind) == name):
            entries[place] = None
    return True


def _test_of(entry: JsonObject, kind: Kind) -> Json:
    """Return which test an entry is about, by whatever name it goes there."""
    name = entry.get("test") or entry.get("name")
    term = vocabulary(kind).find(name) if isinstance(name, str) else None
    return term.id if term else name.casefold() if isinstance(name, str) else name
