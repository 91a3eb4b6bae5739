"""How each question of the walk is answered: its editor, and the path of the patient's data that it is kept at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate
from criteria.facts import fact, find_fact
from criteria.vocabulary import vocabulary
from gui.form.editors import editor_for
from gui.form.entry_editors import AgentEditor
from gui.form.jump import place_of
from gui.form.lines import LineEditor
from gui.form.notation import DATE, WHOLE, Notation, UnreadableError
from gui.form.row_card import Cell
from gui.form.segments import SegmentEditor
from gui.form.tables import TABLES
from gui.walk import words
from gui.walk.boxes import BOXES, key_of, name_of
from gui.walk.entries import EntryEditor, GivenEditor, GrowthEditor, Place
from gui.walk.figures import STEPS, Figure
from gui.walk.journey import GATES
from gui.walk.picks import NamePick, PickEditor
from gui.walk.ticks import TickEditor
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from criteria.facts import FactEntry
    from criteria.strict_json import Json
    from criteria.vocabulary import Kind
    from gui.form.editor import Editor, Reading
    from gui.session import Session
    from gui.walk.journey import Journey

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
    "medications": ("start", "end", "ongoing"),
}


class Answer:
    """The editor of one question, and where its value goes: into the session, as from the form."""

    def __init__(self, path: str, editor: Editor, session: Session) -> None:
        """Show what is known already."""
        self.path, self.editor, self._session = path, editor, session

    @property
    def is_given(self) -> bool:
        """Whether there is an answer."""
        return self.editor.reading().value is not None

    def load(self) -> None:
        """Show what the session has."""
        self.editor.show_value(self._session.value(self.path))

    def write(self, reading: Reading) -> None:
        """Hand a change to the session."""
        self._session.edit(self.path, reading.value, reading.unread)

    def take_back(self) -> None:
        """Make it not known; what a list holds stays, because not to know more does not unsay it."""
        if isinstance(self.editor, EntryEditor):
            self.editor.clear()
        elif self.path not in BOXES and self._session.value(self.path) is not None:
            self._session.edit(self.path, None)

    def finish(self) -> None:
        """Take what was typed and not confirmed yet."""
        if isinstance(self.editor, TickEditor):
            self.editor.take_typed()


class DetailAnswer(Answer):
    """Details of an entry that was ticked on the screen before: not to know them takes nothing back."""

    def take_back(self) -> None:
        """Leave the entry as it is."""


class AgeAnswer(Answer):
    """An age or the date of birth, whichever is written."""

    def load(self) -> None:
        """Show the date of birth, else the age."""
        born = self._session.value("birth_date")
        self.editor.show_value(born if born is not None else self._session.value("age"))

    def write(self, reading: Reading) -> None:
        """Keep one of the two: both could contradict each other."""
        is_date = isinstance(reading.value, str) and not reading.unread
        path, other = ("birth_date", "age") if is_date else ("age", "birth_date")
        if self._session.value(other) is not None:
            self._session.edit(other, None)
        self._session.edit(path, reading.value, reading.unread)
        self.path = path

    def take_back(self) -> None:
        """Make both not known."""
        for path in ("age", "birth_date"):
            if self._session.value(path) is not None:
                self._session.edit(path, None)


class GateAnswer(Answer):
    """Whether a paper is at hand: no fact about the patient, only about this walk."""

    def __init__(self, journey: Journey, question: str, session: Session) -> None:
        """Ask for the paper of a question."""
        options = [(True, words.HAVE_SHEET), (False, words.NO_SHEET)]
        super().__init__("", PickEditor(options), session)
        self._journey, self._question = journey, question

    def load(self) -> None:
        """Show what was said before."""
        self.editor.show_value(self._journey.has_paper.get(self._question))

    def write(self, reading: Reading) -> None:
        """Remember it for this walk."""
        self._journey.has_paper[self._question] = reading.value is True

    def take_back(self) -> None:
        """Forget it."""
        self._journey.has_paper.pop(self._question, None)


def answer_to(question: str, session: Session, journey: Journey) -> Answer:
    """Return a new answer to a question, showing what is known."""
    made = _made(question, session, journey)
    made.load()
    return made


def _made(question: str, session: Session, journey: Journey) -> Answer:
    base, _, key = question.partition("@")
    if question == "age":
        return AgeAnswer("age", LineEditor(AGE), session)
    if question in GATES:
        return GateAnswer(journey, question, session)
    if key:
        return DetailAnswer(base, _detail(base, key), session)
    if question in BOXES or question == "progression":
        return Answer(question, TickEditor(question) if question in BOXES else _growth(), session)
    place = place_of(question, {path: session.value(path) for path in TABLES})
    if not place.is_entry:
        return Answer(question, _scalar(fact(question)), session)
    written = question in journey.written
    return Answer(
        place.path, _named(question, place.path, place.key, is_old=written or place.index is not None), session
    )


def _scalar(entry: FactEntry) -> Editor:
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


def _detail(base: str, key: str) -> Editor:
    """Return the editor of what is asked about a ticked entry."""
    boxes = BOXES[base]
    box = next((one for one in boxes.boxes if one.term == key), None)
    place = Place(lambda items: _first(items, base, key), _offered(base, key), stays=True)
    if base == "conditions":
        return EntryEditor(_illness(was_ticked=True), place)
    end = Cell(("end",), words.WHEN_WAS if box and box.once else words.WHEN_ENDED, _date)
    still = [] if box and box.once else [Cell(("ongoing",), words.STILL, _still)]
    which = [Cell(("agent", "class"), words.WHICH_ONE, partial(AgentEditor, "therapy", "agent"))] if box else []
    began = [] if box and box.once else [Cell(("start",), words.WHEN_BEGAN, _date)]
    return GivenEditor([*still, end, *began, *which], place)


def _offered(base: str, key: str) -> dict[str, Json]:
    boxes = BOXES[base]
    term = vocabulary(boxes.kind).terms.get(key)
    return {boxes.key if term else "agent" if base == "therapies" else "name": term.label if term else key}


def _first(items: Sequence[Json], base: str, key: str) -> int | None:
    return next((number for number, item in enumerate(items) if key_of(item, BOXES[base]) == key), None)


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


def _growth() -> Editor:
    seen = [(one.value, _capital(one.plain)) for one in fact("progression[0].criteria").choices[1:]]
    cells = [
        Cell(("date",), words.WHEN_GREW, _date),
        Cell(("criteria",), words.HOW_SEEN, partial(PickEditor, seen)),
    ]
    last = Place(lambda items: len(items) - 1 if items else None, {})
    return GrowthEditor(PickEditor([(True, words.IT_GREW), (False, words.DID_NOT_GROW)]), EntryEditor(cells, last))


def _named(question: str, path: str, key: str, *, is_old: bool) -> Editor:
    """Return the editor of a named entry: the form's own fields, as many as a patient can fill in."""
    name = question.removeprefix(path).removeprefix(".").partition(".")[0]
    numbered = question.removeprefix(path).startswith("[")
    cells = [cell for cell in TABLES[path]().cells if any(one in cell.keys for one in FIELDS.get(path, (key,)))]
    if numbered:
        cells = [cell for cell in TABLES[path]().cells if key in cell.keys] or cells
        index = int(question.removeprefix(path)[1:].partition("]")[0])
        return EntryEditor(cells, Place(lambda _items: index, {}, stays=True))
    kind = fact(path).vocabulary
    term = vocabulary(kind).find(name) if kind else None
    label = term.label if term else name

    def last(items: Sequence[Json]) -> int | None:
        same = [number for number, item in enumerate(items) if _is_named(item, name, kind)]
        return same[-1] if same and is_old else None

    place = Place(last, {"test" if path == "labs" else "name": label}, TABLES[path]().asks_complete)
    return EntryEditor(_illness() if path == "conditions" else cells, place)


def _is_named(item: Json, name: str, kind: Kind | None) -> bool:
    given = str(item["test"]) if isinstance(item, dict) and "test" in item else name_of(item)
    found = vocabulary(kind).find(given) if kind and given else None
    return found is not None and found.id == name


def _read_age(text: str) -> Json:
    if text.isdecimal() and len(text) <= OLDEST_DIGITS:
        return WHOLE.read(text)
    try:
        read = DATE.read(text)
        PartialDate.parse(str(read))
    except (UnreadableError, ValueError):
        raise UnreadableError(words.NO_AGE.clinician) from None
    return read


AGE: Final = Notation(_read_age, lambda value: "" if value is None else str(value), "")


def question_entry(question: str) -> FactEntry | None:
    """Return the catalogue's entry of a question, None for what only the walk asks."""
    return find_fact(question.partition("@")[0])
