"""The chosen trial's criteria at a glance: the strip, what its signs mean, and the criterion that is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.models.strip import HEADINGS, counts_words, strip_of
from gui.picture_export import WIDE, Picture, paper
from gui.plain_text import wrapped_label
from gui.views.heat_strip import HeatStrip
from gui.views.picture_frame import PictureFrame
from gui.words import Words
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from gui.theme import Theme
    from matcher.result import Match

TITLE = Words("{n} criteria at a glance", "{n} points at a glance")
NAME = Words(
    "{title}. The arrow keys move; Enter goes to the criterion.",
    "{title}. The arrow keys move; Enter goes to the point.",
)
FILE_TITLE = Words("{id}: {title}")


class CriteriaStrip(QWidget):
    """Shows how each criterion of a trial stands, in the trial's order."""

    wanted = Signal(str)  # a criterion, to be shown in full

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._trial, self._counts, self._register = "", "", Register.CLINICIAN
        self.strip = HeatStrip(theme, self)
        self.frame = PictureFrame(self.strip, (1, 2, 6), self)
        self.frame.export = self.picture
        self._words = wrapped_label("caption", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.frame)
        column.addWidget(self._words)
        self.strip.moved.connect(self._tell)
        self.strip.wanted.connect(self.wanted)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in sight."""
        return self.frame.title.text(), self._words.text()

    def clear(self) -> None:
        """Keep nothing of the trial before, nor of its patient."""
        self._trial, self._counts = "", ""
        self.strip.show_cells(())
        self.frame.show_table(("",) * len(HEADINGS), ())
        self._words.clear()

    def show_match(self, match: Match, register: Register) -> None:
        """Show a trial's criteria; the place in the strip is kept while it is the same trial."""
        cells = strip_of(match, register)
        title = TITLE.of(register).format(n=len(cells))
        if match.trial.id != self._trial:
            self._trial, self.strip.current = match.trial.id, 0
        self._register, self._counts = register, counts_words(cells, register)
        self.frame.file_name = f"criteria-{match.trial.id}.svg"
        self.frame.reword(title, register)
        self.frame.show_table([words.of(register) for words in HEADINGS], [cell.row for cell in cells])
        self.strip.setAccessibleName(NAME.of(register).format(title=title))
        self.strip.show_cells(cells)

    def picture(self) -> Picture:
        """Return the strip for a file."""
        drawn = HeatStrip(paper())
        drawn.show_cells(self.strip.cells)
        drawn.resize(WIDE, drawn.heightForWidth(WIDE))
        title = FILE_TITLE.of(self._register).format(id=visible(self._trial), title=self.frame.title.text())
        told = "\n".join(cell.sentence for cell in drawn.cells)
        return Picture(title, told, drawn.size(), drawn.draw, self._counts)

    @Slot()
    def _tell(self) -> None:
        self._words.setText(self.strip.sentence if self.strip.hasFocus() else self._counts)
