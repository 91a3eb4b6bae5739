"""The given facts of a patient as a table: what the ranking was computed from."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate
from criteria.entries import Biomarker, Given, Lab, Progression, Therapy
from criteria.fact_words import DETAIL_WORDS
from criteria.facts import catalogue
from criteria.measures import MitoticCount, Quantity
from criteria.parts import Frozen, Listing
from criteria.tumour import Specimen
from matcher.report import words
from matcher.report.document import DataRow, DataSection, PatientData
from matcher.wording import values
from matcher.wording.names import choice_words, fact_words, term_words, word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from criteria.facts import FactEntry
    from criteria.profile import Answer, PatientProfile, YesNo
    from matcher.wording.voice import Phrase, Voice

_NAMES: Final = ("agent", "of_class", "name", "test", "site")
_SAID_APART: Final = (*_NAMES, "start", "end", "ongoing", "date", "never", "dose", "dose_unit")
_UNLABELLED: Final = ("status", "criteria", "outcome", "intent", "kind", "detail", "differentiation", "formulation")


def patient_data(profile: PatientProfile, voice: Voice, trials: Collection[str]) -> PatientData:
    """Return every given fact, by section, and the person's answers that concern these trials."""
    rows = [(entry.section, row) for entry in catalogue().values() for row in _rows(profile, entry, voice)]
    sections = [
        DataSection(voice.say(words.SECTIONS[section]), tuple(row for _, row in found))
        for section, found in groupby(sorted(rows, key=_section_order), key=lambda pair: pair[0])
    ]
    answers = tuple(_answers(profile, voice, trials))
    if answers:
        sections.append(DataSection(voice.say(words.SECTIONS["answers"]), answers))
    return PatientData(
        voice.say(words.DATA),
        voice.say(words.DATA_LEAD) if sections else voice.say(words.DATA_NONE),
        tuple(voice.say(column) for column in words.DATA_COLUMNS),
        tuple(sections),
    )


def _section_order(pair: tuple[str, DataRow]) -> int:
    return list(words.SECTIONS).index(pair[0])


def _rows(profile: PatientProfile, entry: FactEntry, voice: Voice) -> Iterator[DataRow]:
    value = _value_at(profile, entry.path)
    label = voice.translate(entry.plain if voice.is_plain else entry.label)
    if isinstance(value, Listing):
        yield from _listing(entry, label, value, voice)
    elif isinstance(value, tuple):
        yield from _items(entry, value, voice)
    elif isinstance(value, Quantity):
        yield DataRow(label, _measure(entry, value, voice), _when(value, voice))
    elif value is not None:
        yield DataRow(label, _simple(entry.path, value, voice, entry.unit), "")


def _value_at(profile: PatientProfile, path: str) -> object:
    value: object = profile
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _simple(path: str, value: object, voice: Voice, unit: str = "") -> str:
    """Return a flag, a date, a number with its unit, a choice, a term or a text in words."""
    if isinstance(value, bool):
        return word(str(value), voice)
    if isinstance(value, PartialDate):
        return values.partial_date(value, voice)
    if isinstance(value, int | float):
        number = values.number(value)
        shown = choice_words(path, number, voice)
        return values.with_unit(number, unit, voice) if shown == number else shown
    return choice_words(path, str(value), voice)


def _measure(entry: FactEntry, value: Quantity, voice: Voice) -> str:
    if value.value is not None and entry.choices:
        return _simple(entry.path, value.value, voice)
    own: str | None = getattr(value, "unit", None)
    return _amount(value, own or entry.unit, voice, needs_unit=isinstance(value, MitoticCount))


def _amount(value: Quantity, unit: str, voice: Voice, *, needs_unit: bool = True) -> str:
    """Return a number with its unit; where one is needed and missing, say so."""
    text = values.quantity(value, unit, voice)
    if not unit and needs_unit:
        text = voice.say(words.WITHOUT_UNIT, value=text)
    if isinstance(value, MitoticCount) and value.field_mm2 is not None:
        area = values.with_unit(values.number(value.field_mm2), "mm2", voice)
        return f"{text}; {_labelled('field_mm2', area, voice)}"
    return text


def _listing(entry: FactEntry, label: str, listing: Listing[Frozen], voice: Voice) -> Iterator[DataRow]:
    state = voice.say(words.COMPLETE if listing.complete else words.INCOMPLETE)
    if not listing.items:
        yield DataRow(label, voice.say(words.NONE_AT_ALL) if listing.complete else state, "")
        return
    rows = list(_items(entry, listing.items, voice))
    if any(row.value or row.when for row in rows):
        yield DataRow(label, state, "")
        yield from (replace(row, is_entry=True) for row in rows)
    else:
        names = ", ".join(row.fact for row in rows)
        yield DataRow(label, voice.say(words.LISTED, names=names, state=state), "")


def _items(entry: FactEntry, items: Sequence[Frozen], voice: Voice) -> Iterator[DataRow]:
    """Return the entries of a list: the name of each, what is said of it, and when."""
    for index, item in enumerate(items):
        path = f"{entry.path}[{index}]"
        given = next((str(name) for key in _NAMES if (name := getattr(item, key, None))), "")
        name = term_words("site" if isinstance(item, Specimen) else entry.vocabulary, given, voice)
        if isinstance(item, Specimen | Progression):
            name = ": ".join(part for part in (fact_words(path, voice), name) if part)
        yield DataRow(name, "; ".join(_said(path, item, voice)), _when(item, voice))


def _said(path: str, item: Frozen, voice: Voice) -> Iterator[str]:
    if isinstance(item, Lab | Biomarker):
        yield from _result(path, item, voice)
        return
    if isinstance(item, Therapy) and item.never:
        yield voice.say(words.NEVER)
    if isinstance(item, Given) and item.dose is not None:
        dose = values.with_unit(values.number(item.dose), item.dose_unit or "", voice)
        yield _labelled("dose", dose, voice)
    for key in type(item).model_fields:
        value = getattr(item, key)
        if key not in _SAID_APART and value is not None:
            yield _labelled(key, _detail(path, key, value, voice), voice)


def _labelled(key: str, value: str, voice: Voice) -> str:
    if key in _UNLABELLED:
        return value
    label, plain = DETAIL_WORDS[key]
    return voice.say(words.DETAIL, label=voice.translate(plain if voice.is_plain else label), value=value)


def _detail(path: str, key: str, value: object, voice: Voice) -> str:
    if isinstance(value, Quantity):
        own: str | None = getattr(value, "unit", None)
        return _amount(value, own or ("%" if key == "ki67" else ""), voice)
    return _simple(f"{path}.{key}", value, voice)


def _result(path: str, item: Lab | Biomarker, voice: Voice) -> Iterator[str]:
    """Return a laboratory result or a biomarker, with the limits that its report gives."""
    if item.is_given:
        yield _amount(item, item.unit or "", voice)
    if isinstance(item, Biomarker):
        if item.result:
            yield _simple(f"{path}.result", item.result, voice)
        return
    for phrase, end in ((words.LLN, item.lln), (words.ULN, item.uln)):
        if end is not None:
            yield voice.say(phrase, end=values.number(end))
    if item.method:
        yield _simple(f"{path}.method", item.method, voice)


def _when(item: Quantity | Frozen, voice: Voice) -> str:
    date: PartialDate | None = getattr(item, "date", None)
    if date is not None:
        return values.partial_date(date, voice)
    if not isinstance(item, Given):
        return ""
    start, end = (values.partial_date(one, voice) if one else "" for one in (item.start, item.end))
    phrase = _period(item)
    return voice.say(phrase, start=start, end=end) if phrase else ""


def _period(item: Given) -> Phrase | None:
    if item.end is not None:
        return words.PERIOD if item.start else words.UNTIL
    if item.ongoing:
        return words.ONGOING if item.start else words.ONGOING_BARE
    return words.FROM if item.start else None


def _answers(profile: PatientProfile, voice: Voice, trials: Collection[str]) -> Iterator[DataRow]:
    for trial, answers in (profile.answers or {}).items():
        if trial in trials:
            yield from (_answer(trial, criterion, given, voice) for criterion, given in answers.items())


def _answer(trial: str, criterion: str, given: YesNo | Answer, voice: Voice) -> DataRow:
    place = voice.say(words.ANSWER, trial=trial, criterion=criterion)
    if isinstance(given, str):
        return DataRow(place, word(given, voice), "")
    document = voice.say(words.DOCUMENT, document=given.document) if given.document else ""
    said = "; ".join(part for part in (word(given.answer, voice), given.by, document, given.note) if part)
    return DataRow(place, said, values.partial_date(given.date, voice) if given.date else "")
