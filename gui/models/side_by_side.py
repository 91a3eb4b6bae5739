"""Two to four trials side by side as rows of ready words: the table, the copy and the file hold the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.models.strip import name_of
from gui.plain_text import plain_tooltip
from gui.views.span_look import sign_of
from gui.words import Words
from matcher.alignment import align
from matcher.alignment_words import patient_words, row_words
from matcher.explain import (
    criterion_text,
    flag_words,
    group_title,
    reason,
    status_words,
    verdict_symbol,
    verdict_words,
    visible,
    windows_words,
)
from matcher.report.trial_section import phase_words
from matcher.result import Outcome
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QObject

    from matcher.alignment import AlignedRow
    from matcher.explain import Register
    from matcher.result import CriterionResult, Match, MatchResult

Index = QModelIndex | QPersistentModelIndex
FIRST_TRIAL: Final = 2  # columns stand before it
SHORT: Final = 110  # letters of a criterion's text in a cell; the whole stands below the table
TITLE: Final = 56
WORST_FIRST: Final = (Outcome.VIOLATED, Outcome.UNKNOWN, Outcome.CONFIRM, Outcome.SATISFIED)
HEAD_LOOK: Final = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
ABOUT, PATIENT = Words("Point"), Words("Patient's data", "Your answers")
VERDICT, STATUS, PHASE = Words("Result"), Words("Status", "Takes patients?"), Words("Phase")
GIVEN = Words("What is given")
WINDOWS = Words("By the dates alone", "Going by the dates alone")
RECORD = Words("Date of the record", "How old this information is")
READ = Words("How the criteria were read", "Who checked this information")
COHORT = Words("Cohort shown", "Group shown")
COUNTS = Words("Criteria", "Points of the study")
NONE = Words("–  not recorded", "–  not known")
SHARED = Words("Asked by two trials or more", "Points that two studies or more have")
ALONE = Words("Beside nothing alike", "Points that stand alone")
COUNTED, SOME = Words("{title}: {all}"), Words("{title}: {all} (showing {shown})")
NOT_ASKED = Words("–  no criterion found that asks this", "–  no such point found")
ELSEWHERE = Words("–  see {ids}, in another row", "–  see {ids}, in another row")


class Told(IntEnum):
    """What a cell tells beside Qt's own roles."""

    STATES = Qt.ItemDataRole.UserRole
    FULL = Qt.ItemDataRole.UserRole + 1
    HEADING = Qt.ItemDataRole.UserRole + 2
    STRIP = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What one trial says in one row: in short, in full, and which criteria in which states; `strip` is to be drawn."""

    text: str
    full: str
    states: tuple[Outcome, ...] = ()
    criteria: tuple[str, ...] = ()
    strip: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a heading has no cells."""

    about: str
    patient: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it only names the rows below it."""
        return not self.cells

    @property
    def differs(self) -> bool:
        """Whether the trials do not all stand alike in it: criteria by their states, all else by its words."""
        if any(cell.criteria for cell in self.cells):
            return len({frozenset(cell.states) for cell in self.cells}) > 1
        return len({cell.text for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is shown of some trials: their names, what they are, and their criteria in two parts."""

    names: tuple[str, ...]
    facts: tuple[Row, ...]
    shared: tuple[Row, ...]
    alone: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows but headings."""
        return (*self.facts, *self.shared, *self.alone)


def sheet_of(matches: Sequence[Match], register: Register, whole: MatchResult | None = None) -> Sheet:
    """Return these trials side by side; every criterion of each stands in it exactly once."""
    aligned = align(matches)

    def rows(found: tuple[AlignedRow, ...]) -> tuple[Row, ...]:
        return tuple(_aligned(row, register, whole) for row in found)

    names = tuple(_name(match) for match in matches)
    return Sheet(names, tuple(_facts(matches, register)), rows(aligned.shared), rows(aligned.alone))


def _name(match: Match) -> str:
    trial = match.trial
    return visible(f"{shorten(trial.acronym or trial.title, TITLE, placeholder=' ...')} ({trial.id})")


def _facts(matches: Sequence[Match], register: Register) -> Iterator[Row]:
    voice = Voice(register)

    def row(words: Words, text: Callable[[Match], str]) -> Row:
        texts = (visible(text(match)) or NONE.of(register) for match in matches)
        return Row(words.of(register), "", tuple(Cell(one, one) for one in texts))

    def record(match: Match) -> str:
        day = match.trial.source.record_date
        return values.day(day, voice) if day else ""

    yield row(VERDICT, lambda match: f"{verdict_symbol(match.verdict)} {verdict_words(match, register)}")
    yield row(STATUS, lambda match: status_words(match.trial, register))
    yield row(PHASE, lambda match: phase_words(match.trial.phase, voice))
    yield row(GIVEN, lambda match: ", ".join(match.trial.interventions))
    yield row(WINDOWS, lambda match: windows_words(match, register))
    yield row(RECORD, record)
    if any(match.flags for match in matches):
        yield row(READ, lambda match: "; ".join(flag_words(flag, register) for flag in match.flags))
    if any(match.cohort for match in matches):
        yield row(COHORT, lambda match: next((one.name for one in match.cohorts if one.id == match.cohort), ""))
    yield Row(COUNTS.of(register), "", tuple(_counted(match, register) for match in matches))


def _counted(match: Match, register: Register) -> Cell:
    lines = (f"{sign_of(outcome)} {len(match.of(outcome))} {group_title(outcome, register)}" for outcome in WORST_FIRST)
    text = "\n".join(lines)
    return Cell(text, text, strip=tuple(result.outcome for result in match.criteria))


def _aligned(row: AlignedRow, register: Register, whole: MatchResult | None) -> Row:
    cells = tuple(
        _cell(results, elsewhere, register, whole) for results, elsewhere in zip(row.cells, row.elsewhere, strict=True)
    )
    return Row(row_words(row, register), patient_words(row, register, whole), cells)


def _cell(
    results: Sequence[CriterionResult], elsewhere: Sequence[str], register: Register, whole: MatchResult | None
) -> Cell:
    if not results:
        words = ELSEWHERE if elsewhere else NOT_ASKED
        text = words.of(register).format(ids=", ".join(map(visible, elsewhere)))
        return Cell(text, text)
    short, full = [], []
    for result in results:
        text = criterion_text(result, register)
        head = (
            f"{sign_of(result.outcome)} {group_title(result.outcome, register)} ({name_of(result.criterion, register)})"
        )
        short.append(f"{head}\n{shorten(text, SHORT, placeholder=' ...')}")
        full.append(f"{head}\n{text}\n{reason(result, register, whole=whole)}")
    states = tuple(result.outcome for result in results)
    return Cell("\n".join(short), "\n\n".join(full), states, tuple(result.criterion.id for result in results))


class SideBySideModel(QAbstractTableModel):
    """The point, the patient's value, and a column a trial; rows in which all stand alike can be left out of sight."""

    def __init__(self, sheet: Sheet, register: Register, parent: QObject | None = None) -> None:
        """Show every row."""
        super().__init__(parent)
        self.sheet, self._register = sheet, register
        self.heads = (ABOUT.of(register), PATIENT.of(register), *sheet.names)
        self.rows: tuple[Row, ...] = ()
        self.hidden = 0
        self.show(only_differing=False)

    def show(self, *, only_differing: bool) -> None:
        """Show every row, or only those in which the trials do not stand alike."""

        def kept(rows: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(row for row in rows if row.differs or not only_differing)

        facts, shared, alone = (kept(rows) for rows in (self.sheet.facts, self.sheet.shared, self.sheet.alone))
        self.beginResetModel()
        self.hidden = len(self.sheet.rows) - len(facts) - len(shared) - len(alone)
        self.rows = (
            *facts,
            *self._part(SHARED, self.sheet.shared, shared),
            *self._part(ALONE, self.sheet.alone, alone),
        )
        self.endResetModel()

    def _part(self, title: Words, rows: tuple[Row, ...], shown: tuple[Row, ...]) -> tuple[Row, ...]:
        words = COUNTED if len(shown) == len(rows) else SOME
        text = words.of(self._register).format(title=title.of(self._register), all=len(rows), shown=len(shown))
        return (Row(text), *shown) if rows else ()

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of a trial; none beside it."""
        row = self.rows[index.row()] if index.isValid() else None
        trial = index.column() - FIRST_TRIAL
        return row.cells[trial] if row is not None and 0 <= trial < len(row.cells) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def text(self, index: Index) -> str:
        """Return what stands in a place of the table."""
        row, cell = self.rows[index.row()], self.cell(index)
        return cell.text if cell else (row.about, row.patient, *("" for _ in self.sheet.names))[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: PLR0911 - a line a role
        """Return a cell's words, and what its look needs."""
        if not index.isValid():
            return None
        cell, row = self.cell(index), self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case Qt.ItemDataRole.ToolTipRole | Told.FULL:
                full = cell.full if cell else self.text(index)
                return full if role == Told.FULL else plain_tooltip(full)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            case Told.STATES:
                return cell.states if cell else ()
            case Told.STRIP:
                return cell.strip if cell else ()
            case Told.HEADING:
                return row.is_heading
            case _:
                return None

    def _spoken(self, index: Index) -> str:
        """Return a cell with its row and column, as it is read out: a cell alone would not say of what it speaks."""
        text = self.text(index)
        if index.column() == 0 or not text:
            return text
        return f"{self.rows[index.row()].about}; {self.heads[index.column()]}: {text}".replace("\n", " ")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return HEAD_LOOK
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None


def table_of(sheet: Sheet, register: Register) -> tuple[tuple[str, ...], ...]:
    """Return all rows with their full words for a file, whatever is in sight; the head first."""
    heads = (ABOUT.of(register), PATIENT.of(register), *sheet.names)
    rows = ((row.about, row.patient, *(cell.full for cell in row.cells)) for row in sheet.rows)
    return (heads, *rows)
