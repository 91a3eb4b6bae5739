"""Shape faults in words: pydantic's findings about a file, told by place, with the cure, and without its values."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel, ValidationError

from criteria.facts import catalogue
from criteria.problems import InputError, Problem
from criteria.shape_keys import keys_at
from criteria.shape_words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails

    from criteria.strict_json import Json

MAX_PROBLEMS: Final = 50
_PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)
_OWN_TAG: Final = re.compile(r"zebramatch\.([a-z]{1,20})/([0-9]{1,6})", re.ASCII)
_LONGEST_KEY: Final = 60
_FEW: Final = 12
Model = TypeVar("Model", bound=BaseModel)
Step = str | int


@dataclass(frozen=True, slots=True)
class _Fault:
    """One finding: the steps that lead to it in the data, and the branches of unions that pydantic tried."""

    error: ErrorDetails
    steps: tuple[Step, ...]
    given: Json
    branches: tuple[tuple[int, str], ...]

    @property
    def type(self) -> str:
        return self.error["type"]


def check_format(data: Json, expected: str, name: str) -> None:
    """Refuse what is not a file of this kind and version, before anything else in it is looked at.

    Raises:
        InputError: saying what the file is and what was expected.
    """
    kind = expected.removeprefix("zebramatch.").partition("/")[0]
    if not isinstance(data, dict):
        raise InputError(Problem(name, "", f"this is not a {kind} file", "the file holds one object in braces"))
    if "format" not in data:
        raise InputError(Problem(name, "", "the format is missing", f'write "format": "{expected}"'))
    tag = data["format"]
    if tag == expected:
        return
    own = _OWN_TAG.fullmatch(tag) if isinstance(tag, str) else None
    if own is None:
        raise InputError(Problem(name, "format", "not a format of this program", f'it needs "{expected}"'))
    if own[1] != kind:
        message = f"this is a {own[1]} file, not a {kind} file"
        raise InputError(Problem(name, "format", message, f'it needs "{expected}"'))
    message = f"the file was written by a newer version of this program ({tag}) and was left untouched"
    raise InputError(Problem(name, "format", message, f"update the program; this one reads {expected}"))


def validated(model: type[Model], data: Json, name: str) -> Model:
    """Return the data as a model, read as strictly as a file.

    Raises:
        InputError: with a problem for each fault of its shape.
    """
    try:
        text = json.dumps(data, allow_nan=False, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError:
        message = "holds half a character (a lone surrogate)"
        raise InputError(Problem(name, "", message, "type the text again")) from None
    except ValueError:
        message = "holds a number without end, or one that is none"
        raise InputError(Problem(name, "", message, "leave out what is not known")) from None
    try:
        return model.model_validate_json(text, by_alias=True, by_name=False)
    except ValidationError as error:
        raise InputError(*shape_problems(error, data, model, name)) from None


def shape_problems(error: ValidationError, data: Json, model: type[BaseModel], name: str) -> tuple[Problem, ...]:
    """Return what is wrong with the data's shape, one problem for each fault a person can mend."""
    details = error.errors(include_input=False, include_url=False)
    faults = _chosen(_primary([_fault(detail, data) for detail in details]))
    problems = list(dict.fromkeys(_problem(fault, model, name) for fault in faults))
    more = len(problems) - MAX_PROBLEMS
    if more > 0:
        problems[MAX_PROBLEMS:] = [Problem(name, "", f"and {more} more problems", "mend these first")]
    return tuple(problems)


def place(steps: Iterable[Step]) -> str:
    """Return a place in a file as people write it: `labs[3].unit`."""
    parts: list[str] = []
    for step in steps:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _PLAIN_KEY.fullmatch(step):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{quoted(step)}]")
    return "".join(parts)


def quoted(key: str) -> str:
    """Return a key from a file for a sentence: on one line, its odd characters visible, not too long."""
    shown = key if len(key) <= _LONGEST_KEY else key[: _LONGEST_KEY - 1] + "…"
    return json.dumps(shown, ensure_ascii=not shown.isprintable())


def meant(name: str, known: Iterable[str]) -> str:
    """Return the cure for a misspelt word: the known one that is nearest, or all where they are few."""
    words = list(known)
    folded = {word.casefold(): word for word in words}
    close = difflib.get_close_matches(name.casefold()[:_LONGEST_KEY], folded, n=2, cutoff=0.7)
    if close:
        return f"did you mean {' or '.join(quoted(folded[word]) for word in close)}?"
    return f"known here: {', '.join(words)}" if 0 < len(words) <= _FEW else ""


def elsewhere(key: str) -> str:
    """Return the cure for a fact's key that stands in the wrong section."""
    paths = [path for path in catalogue() if path.rpartition(".")[2] == key.casefold() and "." in path]
    return f"did you mean {' or '.join(paths)}?" if paths else ""


def _fault(error: ErrorDetails, data: Json) -> _Fault:
    """Follow an error's location through the data; what is no key of the data is a branch of a union."""
    steps: list[Step] = []
    branches: list[tuple[int, str]] = []
    here = data
    tag_seen = False
    last = len(error["loc"]) - 1
    for index, part in enumerate(error["loc"]):
        if isinstance(part, int):
            steps.append(part)
            here = here[part] if isinstance(here, list) and part < len(here) else None
            tag_seen = False
        elif isinstance(here, dict) and here.get("rule") == part and not tag_seen:
            tag_seen = True
        elif isinstance(here, dict) and (part in here or (error["type"] == "missing" and index == last)):
            steps.append(part)
            here = here.get(part)
            tag_seen = False
        else:
            branches.append((len(steps), part))
    return _Fault(error, tuple(steps), here, tuple(branches))


def _primary(faults: Sequence[_Fault]) -> list[_Fault]:
    """Leave out that a list is too short where it only seems so because its items are at fault."""

    def is_secondary(fault: _Fault) -> bool:
        least = fault.error.get("ctx", {}).get("min_length", 0)
        return fault.type == "too_short" and isinstance(fault.given, list) and len(fault.given) >= least

    return [fault for fault in faults if not is_secondary(fault)]


def _chosen(faults: list[_Fault]) -> list[_Fault]:
    """Keep, of each union, the findings about the branch that the data comes closest to."""
    kept = faults
    for level in range(max((len(fault.branches) for fault in faults), default=0)):
        groups: dict[tuple[object, ...], dict[str, list[_Fault]]] = {}
        for fault in kept:
            if len(fault.branches) > level:
                depth, branch = fault.branches[level]
                place_of = (fault.steps[:depth], fault.branches[:level])
                groups.setdefault(place_of, {}).setdefault(branch, []).append(fault)
        lost = {
            id(fault)
            for branches in groups.values()
            for branch in branches
            if branch != min(branches, key=lambda one: _distance(branches[one], level))
            for fault in branches[branch]
        }
        kept = [fault for fault in kept if id(fault) not in lost]
    return kept


def _distance(faults: Sequence[_Fault], level: int) -> float:
    """Say how far the data is from a branch: its own keys tell more than what lies deeper."""
    total = 0.0
    for fault in faults:
        depth = len(fault.steps) - fault.branches[level][0]
        is_mismatch = depth == 0 and (fault.type.endswith("_type") or fault.type == "literal_error")
        is_key = depth == 1 and fault.type in ("missing", "extra_forbidden")
        total += 100 if is_mismatch else 2 if is_key else 0.01
    return total


def _problem(fault: _Fault, model: type[BaseModel], name: str) -> Problem:
    where = place(fault.steps)
    if fault.type == "extra_forbidden":
        key = fault.steps[-1]
        known = keys_at(model, fault.error["loc"][:-1])
        return Problem(name, where, "unknown key", meant(str(key), known) or elsewhere(str(key)))
    message, hint = sentence(fault.error, fault.given, is_whole=not _is_number(fault))
    return Problem(name, where, message, hint)


def _is_number(fault: _Fault) -> bool:
    """Whether any number would do: pydantic tries whole ones first and speaks of both."""
    return any(branch in ("int", "float") for _, branch in fault.branches)
