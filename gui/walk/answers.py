"""How each question of the walk is answered: its editor, and the path of the patient's data that it is kept at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.dates import PartialDate
from criteria.facts import fact, find_fact
from gui.form.editor import Reading
from gui.form.jump import place_of
from gui.form.lines import LineEditor
from gui.form.page_view import problems_of
from gui.form.tables import TABLES
from gui.walk import words
from gui.walk.boxes import BOXES
from gui.walk.editors import AGE, detail_editor, growth_editor, named_editor, scalar_editor
from gui.walk.journey import GATES, items_of
from gui.walk.picks import PickEditor
from gui.walk.ticks import TickEditor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.facts import FactEntry
    from gui.form.editor import Editor
    from gui.session import Session
    from gui.walk.entries import EntryEditor, GrowthEditor
    from gui.walk.journey import Journey


class Answer:
    """The editor of one question, and where its value goes: into the session, as from the form."""

    def __init__(self, path: str, editor: Editor, session: Session) -> None:
        """Show what is known already."""
        self.path, self.editor, self._session = path, editor, session

    @property
    def is_given(self) -> bool:
        """Whether there is an answer."""
        return self.editor.reading().value is not None

    def problems(self) -> Mapping[str, str]:
        """Return what could not be read on this screen, by path."""
        return problems_of(self.path, self._session.problems) if self.path else {}

    def load(self) -> None:
        """Show what the session has."""
        self.editor.show_value(self._session.value(self.path))

    def write(self, reading: Reading) -> None:
        """Hand a change to the session."""
        self._session.edit(self.path, reading.value, reading.unread)

    def take_back(self) -> None:
        """Make it not known."""
        if self._session.value(self.path) is not None:
            self._session.edit(self.path, None)

    def finish(self) -> None:
        """Take what was typed and not confirmed yet."""
        if isinstance(self.editor, TickEditor):
            self.editor.take_typed()


class ListAnswer(Answer):
    """A list to tick: what it holds stays, because not to know more does not unsay it."""

    def problems(self) -> Mapping[str, str]:
        """Return what could not be read of the list as a whole; each entry has a screen of its own."""
        return {path: said for path, said in self._session.problems.items() if path == self.path}

    def take_back(self) -> None:
        """Unsay that the list is complete: who does not know cannot mean that there is nothing else."""
        value = self._session.value(self.path)
        if isinstance(value, dict) and value.get("complete") is True:
            items = items_of(value)
            self._session.edit(self.path, {"complete": False, "items": [*items]} if items else None)


class DetailAnswer(Answer):
    """Details of an entry that was ticked on the screen before: not to know them takes nothing back."""

    def __init__(self, path: str, editor: EntryEditor, session: Session) -> None:
        """Ask for the details."""
        super().__init__(path, editor, session)
        self._entry = editor

    def problems(self) -> Mapping[str, str]:
        """Return what could not be read of this entry."""
        return problems_of(f"{self.path}[{self._entry.number}]", self._session.problems)

    def take_back(self) -> None:
        """Leave the entry as it is, but for what cannot be read."""
        self._entry.clear_unread()


class EntryAnswer(DetailAnswer):
    """One entry of a list: not to know it leaves the entry as it was before it was asked about."""

    def __init__(self, path: str, editor: EntryEditor, session: Session, journey: Journey, question: str) -> None:
        """Remember with the walk what the entry held before."""
        super().__init__(path, editor, session)
        self._before, self._question = journey.before, question

    def load(self) -> None:
        """Show what the session has."""
        super().load()
        self._before.setdefault(self._question, self._entry.entry)

    def take_back(self) -> None:
        """Put the entry back as it was."""
        self._entry.restore(self._before[self._question])


class GrowthAnswer(Answer):
    """The course of the tumour: not to know it leaves the course as it was before it was asked about."""

    def __init__(self, path: str, editor: GrowthEditor, session: Session, journey: Journey) -> None:
        """Remember with the walk what was known before."""
        super().__init__(path, editor, session)
        self._known = journey.before.setdefault(path, session.value(path))

    def take_back(self) -> None:
        """Put back what was known."""
        if self._session.value(self.path) != self._known:
            self._session.edit(self.path, self._known)


class AgeAnswer(Answer):
    """An age or the date of birth, whichever is written."""

    def load(self) -> None:
        """Show the date of birth, else the age."""
        born = self._session.value("birth_date")
        self.editor.show_value(born if born is not None else self._session.value("age"))

    def write(self, reading: Reading) -> None:
        """Keep one of the two: both could contradict each other."""
        is_date = isinstance(reading.value, str) and not reading.unread
        if is_date and PartialDate.parse(str(reading.value)).first > self._session.today:
            is_date, reading = False, Reading(reading.value, {"": words.NO_AGE.clinician})
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
    if key:
        return DetailAnswer(base, detail_editor(base, key), session)
    if question == "age":
        return AgeAnswer("age", LineEditor(AGE), session)
    if question in GATES:
        return GateAnswer(journey, question, session)
    if question == "progression":
        return GrowthAnswer(question, growth_editor(), session, journey)
    if question in BOXES:
        return ListAnswer(question, TickEditor(question), session)
    return _of_fact(question, session, journey)


def _of_fact(question: str, session: Session, journey: Journey) -> Answer:
    place = place_of(question, {path: session.value(path) for path in TABLES})
    if not place.is_entry:
        return Answer(question, scalar_editor(fact(question)), session)
    is_old = question in journey.written or place.index is not None
    stays = journey.before.get(question) is not None
    editor = named_editor(question, place, is_old=is_old, stays=stays)
    return EntryAnswer(place.path, editor, session, journey, question)


def question_entry(question: str) -> FactEntry | None:
    """Return the catalogue's entry of a question, None for what only the walk asks."""
    return find_fact(question.partition("@")[0])
