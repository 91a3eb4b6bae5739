"""The catalogue of facts: what can be asked about a patient, declared once on the models and read only here.

A path names a fact: `diagnosis.ki67`, a named entry of a list (`labs.ast`, `conditions.hiv`), a detail of one
(`labs.ast.uln`), or a detail of the nth entry, counted from nought (`therapies[1].end`).
"""

from __future__ import annotations

import difflib
import re
import types
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Final, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel

from criteria.dates import PartialDate
from criteria.declaration import Asked, Section
from criteria.entries import Lab
from criteria.fact_words import CHOICE_WORDS, DETAIL_QUESTIONS, DETAIL_WORDS, ENTRY_WORDS, NAMED_QUESTIONS
from criteria.measures import Quantity
from criteria.parts import Listing
from criteria.plain_questions import PLAIN_QUESTIONS
from criteria.profile import PatientProfile
from criteria.vocabulary import lab_tests, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo

    from criteria.vocabulary import Kind as VocabularyKind

FactKind = Literal["number", "choice", "flag", "date", "name", "scale", "list"]

SCALES: Final = ("performance.ecog", "diagnosis.grade", "sstr_imaging.krenning")
_NAMED_KINDS: Final[dict[str, FactKind]] = {
    "labs": "number",
    "biomarkers": "name",
    "conditions": "choice",
    "medications": "flag",
    "therapies": "flag",
    "diagnosis.metastatic_sites": "choice",
}
_QUESTION: Final = "What is the {detail} of {entry}?"
_ENTRY: Final = re.compile(r"(?P<base>[a-z_.]+)\[(?P<index>[0-9]{1,6})\](?:\.(?P<rest>.+))?")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a fact can take, in the file's spelling and in words."""

    value: str
    label: str
    plain: str


@dataclass(frozen=True, slots=True)
class FactEntry:
    """What is known about a fact itself: its names, how it is asked, its kind, unit, bounds and choices."""

    path: str
    label: str
    plain: str
    section: Section
    question: str
    found_in: str
    unit: str
    low: int | None
    high: int | None
    kind: FactKind
    choices: tuple[Choice, ...] = ()
    vocabulary: VocabularyKind | None = None

    @property
    def plain_question(self) -> str:
        """The question as it is put to the patient; "" for a detail or a named entry."""
        return PLAIN_QUESTIONS.get(self.path, "")


class UnknownFactError(KeyError):
    """No fact has this path: a fault of the program or of a trial file that was not checked."""

    def __str__(self) -> str:
        """Return the sentence, without the quotation marks that `KeyError` adds."""
        return str(self.args[0])


@cache
def catalogue() -> Mapping[str, FactEntry]:
    """Return every fact that is declared on the models, by path, in the models' order."""
    return types.MappingProxyType({entry.path: entry for entry in _declared(PatientProfile, "")})


def fact(path: str) -> FactEntry:
    """Return what is known about the fact at `path`; names are looked up without regard to case.

    Raises:
        UnknownFactError: when no such fact exists.
    """
    entry = find_fact(path)
    if entry is None:
        close = suggest_facts(path)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise UnknownFactError(f"there is no fact {path!r}{hint}")
    return entry


@lru_cache(maxsize=4096)
def find_fact(path: str) -> FactEntry | None:
    """Return what is known about the fact at `path`, or None when no such fact exists."""
    found = catalogue().get(path) or catalogue().get(path.lower())
    if found is not None:
        return found
    entry = _ENTRY.fullmatch(path)
    if entry is not None:
        return _nth(entry["base"], int(entry["index"]), entry["rest"] or "")
    return _named(path) or _detail_of(path)


def suggest_facts(path: str) -> tuple[str, ...]:
    """Return up to three catalogue paths that a misspelt one may have meant."""
    last = path.rpartition(".")[2]
    ending = [known for known in catalogue() if known.rpartition(".")[2] == last]
    return tuple(ending or difflib.get_close_matches(path, catalogue(), n=3, cutoff=0.7))


def _declared(model: type[BaseModel], prefix: str) -> Iterator[FactEntry]:
    for name, field in model.model_fields.items():
        path = prefix + name
        asked = next((item for item in field.metadata if isinstance(item, Asked)), None)
        inner = _bare(field.annotation)
        if asked is not None:
            yield _entry(path, asked, inner)
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _declared(inner, f"{path}.")


def _entry(path: str, asked: Asked, inner: object) -> FactEntry:
    return FactEntry(
        path,
        asked.label,
        asked.plain,
        asked.section,
        asked.question,
        asked.found_in,
        asked.unit,
        asked.low,
        asked.high,
        "scale" if path in SCALES else _kind(inner),
        _choices(path, inner),
        cast("VocabularyKind", asked.vocabulary) if asked.vocabulary else None,
    )


def _bare(annotation: object) -> object:
    """Take None and `Annotated` off a type."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        kept = [part for part in get_args(annotation) if part is not type(None)]
        if float in kept:
            return float
        return _bare(kept[0])
    return annotation


def _kind(inner: object) -> FactKind:
    if get_origin(inner) is Literal:
        return "choice"
    if get_origin(inner) is tuple or not isinstance(inner, type):
        return "list"
    kinds: tuple[tuple[type, FactKind], ...] = (
        (bool, "flag"),
        (int, "number"),
        (float, "number"),
        (PartialDate, "date"),
        (Quantity, "number"),
        (Listing, "list"),
    )
    return next((kind for base, kind in kinds if issubclass(inner, base)), "name")


def _choices(path: str, inner: object) -> tuple[Choice, ...]:
    words = CHOICE_WORDS.get(re.split(r"[.\]]", path)[-1], {})
    if get_origin(inner) is Literal:
        values = [str(value) for value in get_args(inner)]
    else:
        values = list(words) if path in SCALES else []
    return tuple(Choice(value, *words.get(value, (value, value))) for value in values)


def _item(list_path: str) -> type[BaseModel] | None:
    """Return the model of the entries of a list of the profile."""
    model: type[BaseModel] = PatientProfile
    *sections, last = list_path.split(".")
    for section in sections:
        inner = _bare(model.model_fields[section].annotation)
        model = cast("type[BaseModel]", inner)
    inner = _bare(model.model_fields[last].annotation)
    if isinstance(inner, type) and issubclass(inner, Listing):
        inner = _bare(inner.model_fields["items"].annotation)
    found = _bare(get_args(inner)[0]) if get_origin(inner) is tuple else None
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _nth(base: str, index: int, rest: str) -> FactEntry | None:
    """Resolve `therapies[1]` and `therapies[1].end`."""
    whole = catalogue().get(base)
    model = _item(base) if whole is not None and whole.kind == "list" else None
    if whole is None or model is None:
        return None
    label, plain = ENTRY_WORDS[base]
    numbered = f"{base}[{index}]"
    entry = replace(whole, path=numbered, label=f"{label} {index + 1}", plain=f"{plain} {index + 1}")
    for name in rest.split(".") if rest else ():
        detail = _detail(entry, model, name)
        if detail is None:
            return None
        entry, model = detail
    return entry


def _detail(entry: FactEntry, model: type[BaseModel], name: str) -> tuple[FactEntry, type[BaseModel]] | None:
    field = _field(model, name)
    if field is None or name not in DETAIL_WORDS:
        return None
    inner = _bare(field.annotation)
    label, plain = DETAIL_WORDS[name]
    named = name in ("agent", "class", "name", "test", "on", "site")
    path = f"{entry.path}.{name}"
    found = replace(
        entry,
        path=path,
        label=f"{entry.label}: {label}",
        plain=f"{entry.plain}: {plain}",
        question=DETAIL_QUESTIONS.get(name, _QUESTION).format(entry=entry.label, detail=label),
        unit=entry.unit if name in ("value", "low", "high", "below", "above", "uln", "lln") else "",
        low=None,
        high=None,
        kind=_kind(inner),
        choices=_choices(path, inner),
        vocabulary="biomarker_result" if name == "result" else _names_of(entry, name) if named else None,
    )
    return found, inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model


def _names_of(entry: FactEntry, name: str) -> VocabularyKind | None:
    details: dict[str, VocabularyKind] = {"on": "therapy", "site": "site"}
    return details.get(name, entry.vocabulary)


def _field(model: type[BaseModel], name: str) -> FieldInfo | None:
    for key, field in model.model_fields.items():
        if name == (field.alias or key):
            return field
    return None


def _named(path: str) -> FactEntry | None:
    """Resolve `labs.ast`, `conditions.hiv`, `diagnosis.metastatic_sites.brain`."""
    for base, kind in _NAMED_KINDS.items():
        if path.lower().startswith(f"{base}."):
            whole = catalogue()[base]
            return None if whole.vocabulary is None else _named_in(whole, kind, path[len(base) + 1 :])
    return None


def _named_in(whole: FactEntry, kind: FactKind, name: str) -> FactEntry | None:
    terms = vocabulary(cast("VocabularyKind", whole.vocabulary))
    term = terms.find(name)
    if term is None:
        return None
    question, found_in = NAMED_QUESTIONS[whole.path]
    test = lab_tests().get(term.id) if whole.path == "labs" else None
    path = f"{whole.path}.{term.id}"
    status = _field(cast("type[BaseModel]", _item(whole.path)), "status")
    return replace(
        whole,
        path=path,
        label=term.label,
        plain=term.plain,
        question=question.format(label=term.label),
        found_in=test.document if test else found_in,
        unit=test.unit if test else "",
        kind=kind,
        choices=_choices(f"{path}.status", _bare(status.annotation)) if status and kind == "choice" else (),
        vocabulary="biomarker_result" if kind == "name" else None,
    )


def _detail_of(path: str) -> FactEntry | None:
    """Resolve a detail of a named entry or of a measure: `labs.ast.uln`, `diagnosis.ki67.date`."""
    parent, _, name = path.rpartition(".")
    entry = catalogue().get(parent) or _named(parent)
    if entry is None:
        return None
    base = next((base for base in _NAMED_KINDS if entry.path.startswith(f"{base}.")), None)
    model = _item(base) if base else _measure(entry.path)
    detail = _detail(entry, model, name) if model else None
    return detail[0] if detail else None


def _measure(path: str) -> type[BaseModel] | None:
    model: type[BaseModel] = PatientProfile
    for name in path.split("."):
        field = _field(model, name)
        inner = _bare(field.annotation) if field else None
        if not isinstance(inner, type) or not issubclass(inner, BaseModel):
            return None
        model = inner
    return model if issubclass(model, Quantity) and not issubclass(model, Lab) else None
