"""The editor of each question of the walk: big options, or the form's own fields, as few as a patient can fill in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate
from criteria.facts import fact
from criteria.vocabulary import vocabulary
from gui.form.editors import editor_for
from gui.form.entry_editors import AgentEditor
from gui.form.lines import LineEditor
from gui.form.notation import DATE, QUANTITY_KEYS, WHOLE, Notation, UnreadableError
from gui.form.row_card import Cell
from gui.form.segments import SegmentEditor
from gui.form.tables import TABLES
from gui.walk import words
from gui.walk.boxes import BOXES, is_without_details, key_of, name_of, says_no
from gui.walk.entries import EntryEditor, GivenEditor, GrowthEditor, Place
from gui.walk.figures import STEPS, Figure
from gui.walk.picks import NamePick, PickEditor
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from criteria.facts import FactEntry
    from criteria.strict_json import Json
    from criteria.vocabulary import Kind
    from gui.form.editor import Editor
    from gui.form.jump import Place as FormPlace

YES, NO = Words("Yes"), Words("No")
ABSENT: Final = "absent"
OLDEST_DIGITS: Final = 3  # a number this short is an age, a longer one a year
SITES_OFTEN: Final = (
    "small_intestine",
    "pancreas",
    "lung",
    "stomach",
    "appendix",
    "colon",
    "rectum",
    "thymus",
    "unknown_primary",
)
KINDS_OFTEN: Final = (
    ("net", Words("NET: neuroendocrine tumour, or carcinoid")),
    ("nec", Words("NEC: neuroendocrine carcinoma")),
    ("minen", Words("MiNEN: a mixed tumour")),
    ("ppgl", Words("Phaeochromocytoma or paraganglioma")),
)
# The fields of an entry that a patient is asked for; the form has them all.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "labs": ("value", "unit", "date", "uln"),
    "biomarkers": ("result", "value", "unit", "date"),
}
# One of these makes an entry a result.
NEEDED: Final[Mapping[str, frozenset[str]]] = {
    "labs": frozenset(QUANTITY_KEYS),
    "biomarkers": frozenset({"result", *QUANTITY_KEYS}),
}
# An illness or a place is there once; of results and medicines there can be several.
ONE_EACH: Final = ("conditions", "diagnosis.metastatic_sites")


def scalar_editor(entry: FactEntry) -> Editor:
    """Return the editor of a single fact: big options where there are few, else the form's own."""
    if entry.path == "performance.ecog":
        steps: list[tuple[Json, Words]] = [({"value": step}, Words(_text(entry, step))) for step in STEPS]
        return PickEditor(steps, [Figure(step) for step in STEPS])
    if entry.path == "diagnosis.primary_site":
        return NamePick("site", [_term("site", one) for one in SITES_OFTEN])
    if entry.path == "diagnosis.tumor_type":
        kinds = [(vocabulary("histology").terms[one].label, label) for one, label in KINDS_OFTEN]
        return NamePick("histology", kinds)
    if entry.kind == "flag":
        return PickEditor([(True, YES), (False, NO)])
    return PickEditor(_options(entry)) if entry.choices else editor_for(entry)


def _options(entry: FactEntry) -> list[tuple[Json, Words]]:
    """Return the choices of a fact; where the report has a word for each, that word stands first."""
    if entry.path == "diagnosis.grade":
        return [(one.value, Words(f"{one.value}: {one.plain.partition(': ')[2]}")) for one in entry.choices]
    if entry.path == "diagnosis.differentiation":
        return [(one.value, Words(f"{_capital(one.label).clinician}: {one.plain}")) for one in entry.choices]
    is_number = entry.kind == "scale"
    return [(int(one.value) if is_number else one.value, _capital(one.plain)) for one in entry.choices]


def _text(entry: FactEntry, step: int) -> str:
    """Return the words of a step without its number, which says nothing to a patient."""
    return _capital(entry.choices[step].plain.partition(" - ")[2]).clinician


def _capital(text: str) -> Words:
    return Words(text[:1].upper() + text[1:])


def _term(kind: Kind, term: str) -> tuple[Json, Words]:
    found = vocabulary(kind).terms[term]
    return found.label, _capital(found.plain)


def detail_editor(base: str, key: str) -> EntryEditor:
    """Return the editor of what is asked about a ticked entry."""
    boxes = BOXES[base]
    box = next((one for one in boxes.boxes if one.term == key), None)
    place = Place(lambda items: _asked(items, base, key), _offered(base, key), stays=True)
    if base == "conditions":
        return EntryEditor(_illness(was_ticked=True), place)
    which = [Cell(("agent", "class"), words.WHICH_ONE, partial(AgentEditor, "therapy", "agent"))] if box else []
    given = [Cell(("end",), words.WHEN_WAS, _date)] if box and box.once else _given()
    return GivenEditor([*given, *which], place)


def _given() -> list[Cell]:
    """Return the fields of what was taken: whether it still goes on, when it ended and when it began."""
    return [
        Cell(("ongoing",), words.STILL, _still),
        Cell(("end",), words.WHEN_ENDED, _date),
        Cell(("start",), words.WHEN_BEGAN, _date),
    ]


def _offered(base: str, key: str) -> dict[str, Json]:
    boxes = BOXES[base]
    term = vocabulary(boxes.kind).terms.get(key)
    return {boxes.key if term else "agent" if base == "therapies" else "name": term.label if term else key}


def _asked(items: Sequence[Json], base: str, key: str) -> int | None:
    """Return the first entry of a box of which no more than its name is known, else the one that came last."""
    mine = [number for number, item in enumerate(items) if key_of(item, BOXES[base]) == key and not says_no(item)]
    bare = (number for number in mine if is_without_details(items[number]))
    return next(bare, mine[-1] if mine else None)


def _illness(*, was_ticked: bool = False) -> list[Cell]:
    """Return the fields of an illness; one that was ticked is not asked whether it was ever there."""
    status = partial(_status, was_ticked=was_ticked)
    return [Cell(("status",), words.HOW_NOW, status), Cell(("date",), words.WHEN_ILL, _date)]


def _status(*, was_ticked: bool) -> Editor:
    choices = fact("conditions[0].status").choices
    return PickEditor([(one.value, _capital(one.plain)) for one in choices if not (was_ticked and one.value == ABSENT)])


def _still() -> Editor:
    return SegmentEditor([(True, words.STILL_HAVE), (False, words.HAS_ENDED)], words.UNSET)


def _date() -> Editor:
    return LineEditor(DATE)


def growth_editor() -> GrowthEditor:
    """Return the editor of whether the tumour has grown."""
    seen = [(one.value, _capital(one.plain)) for one in fact("progression[0].criteria").choices[1:]]
    cells = [
        Cell(("date",), words.WHEN_GREW, _date),
        Cell(("criteria",), words.HOW_SEEN, partial(PickEditor, seen)),
    ]
    last = Place(lambda items: len(items) - 1 if items else None, {})
    return GrowthEditor(PickEditor([(True, words.IT_GREW), (False, words.DID_NOT_GROW)]), EntryEditor(cells, last))


def named_editor(question: str, place: FormPlace, *, is_old: bool, stays: bool) -> EntryEditor:
    """Return the editor of a named entry: the form's own fields, as many as a patient can fill in."""
    path, table = place.path, TABLES[place.path]()
    name = question.removeprefix(path).removeprefix(".").partition(".")[0]
    cells = [cell for cell in table.cells if any(one in cell.keys for one in FIELDS.get(path, (place.key,)))]
    if question.startswith(f"{path}["):
        cells = [cell for cell in table.cells if place.key in cell.keys] or cells
        return EntryEditor(cells, Place(lambda _items: place.index, {}, table.asks_complete, stays=True))
    kind = fact(path).vocabulary
    term = vocabulary(kind).find(name) if kind else None
    label = term.label if term else name

    def last(items: Sequence[Json]) -> int | None:
        same = [number for number, item in enumerate(items) if _is_named(item, name, kind)]
        is_open = path in ONE_EACH or (same and is_without_details(items[same[-1]]))
        return same[-1] if same and (is_old or is_open) else None

    found = Place(
        last, {"test" if path == "labs" else "name": label}, table.asks_complete, stays, NEEDED.get(path, frozenset())
    )
    if path == "medications":
        return GivenEditor(_given(), found)
    return EntryEditor(_illness() if path == "conditions" else cells, found)


def _is_named(item: Json, name: str, kind: Kind | None) -> bool:
    given = str(item["test"]) if isinstance(item, dict) and "test" in item else name_of(item)
    found = vocabulary(kind).find(given) if kind and given else None
    return found is not None and found.id == name


def _read_age(text: str) -> Json:
    if text.isdecimal() and text.isascii() and len(text) <= OLDEST_DIGITS:
        return WHOLE.read(text)
    try:
        read = DATE.read(text)
        PartialDate.parse(str(read))
    except (UnreadableError, ValueError):
        raise UnreadableError(words.NO_AGE.clinician) from None
    return read


AGE: Final = Notation(_read_age, lambda value: "" if value is None else str(value), "")
