"""Published results side by side as rows of words and numbers: the picture and the table show the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.words import Words
from matcher.explain import Register, visible
from matcher.published import comparable_results
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject

    from criteria.trial import Trial
    from matcher.published import Estimate

Index = QModelIndex | QPersistentModelIndex
LONGEST_TITLE = 60  # of a trial without a short name; its number stands beside it
SAMPLE, INTERVAL = Words("n = {n}"), Words("{low} to {high}")
COLUMNS = (
    Words("Outcome"),
    Words("Trial"),
    Words("In whom"),
    Words("Result"),
    Words("Interval"),
    Words("Remark"),
    Words("Reference"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One published value: as a number to be drawn, and in words."""

    value: float
    interval: tuple[float, float] | None
    trial: str
    whom: str
    value_words: str
    interval_words: str
    note: str
    reference: str

    @property
    def result_words(self) -> str:
        """The value with its interval, where one was published."""
        return f"{self.value_words} ({self.interval_words})" if self.interval_words else self.value_words

    @property
    def row(self) -> tuple[str, ...]:
        """The value as cells of a table."""
        return self.trial, self.whom, self.value_words, self.interval_words, self.note


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome in one unit, with the values of two trials or more."""

    name: str
    unit: str
    lines: tuple[Line, ...]


def measures_of(trials: Iterable[Trial]) -> tuple[Measure, ...]:
    """Return what two or more of these trials report alike; values that one trial alone reports stay in its detail."""
    voice = Voice(Register.CLINICIAN)
    return tuple(
        Measure(
            visible(found.measure),
            visible(values.unit_words(found.unit or "", voice)),
            tuple(_line(estimate, found.unit or "", voice) for estimate in found.estimates),
        )
        for found in comparable_results(trials)
        if len({estimate.trial for estimate in found.estimates}) > 1
    )


def references_of(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Return where the values were published, each once, in the order of the values."""
    return tuple(dict.fromkeys(one.reference for measure in measures for one in measure.lines))


def _line(estimate: Estimate, unit: str, voice: Voice) -> Line:
    sample = SAMPLE.of(voice.register).format(n=estimate.n) if estimate.n is not None else ""
    low, high = (values.number(end) for end in estimate.interval) if estimate.interval else ("", "")
    title = shorten(estimate.title, LONGEST_TITLE, placeholder=" ...")
    return Line(
        estimate.value,
        estimate.interval,
        visible(f"{title} ({estimate.trial})"),
        visible(", ".join(part for part in (estimate.population, sample) if part)),
        visible(values.with_unit(values.number(estimate.value), unit, voice)),
        INTERVAL.of(voice.register).format(low=low, high=high) if estimate.interval else "",
        visible(estimate.note or ""),
        visible(estimate.reference),
    )


class ComparisonModel(QAbstractTableModel):
    """A row a published value."""

    def __init__(self, measures: Sequence[Measure], parent: QObject | None = None) -> None:
        """Hold the values of all measures, one below the other."""
        super().__init__(parent)
        references = references_of(measures)
        self._rows = [
            (
                measure.name,
                *one.row,
                str(references.index(one.reference) + 1),
            )
            for measure in measures
            for one in measure.lines
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many values there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how much is told of each value."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words."""
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        if index.isValid() and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].of(Register.CLINICIAN) if 0 <= section < len(COLUMNS) else None
        return None
