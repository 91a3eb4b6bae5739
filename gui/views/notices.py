"""What was noticed about the patient's data beside the verdicts: a count that opens into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.plain_text import wrapped_label
from gui.words import Words
from matcher.explain import notice_text

if TYPE_CHECKING:
    from gui.session import Session

NONE = Words("Nothing to note about the data")
ONE, MANY = Words("1 note about the data"), Words("{count} notes about the data")
TALLEST = 170


class NoticeStrip(QFrame):
    """The notices of the session's result."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show a closed strip."""
        super().__init__(parent)
        self._session = session
        self._button = QPushButton(self)
        self._button.setFlat(True)
        self._button.setCheckable(True)
        policy = self._button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the list above it stays where it is
        self._button.setSizePolicy(policy)
        self._text = wrapped_label("", self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._text)
        self._area.setMaximumHeight(TALLEST)
        self._area.hide()
        self._button.toggled.connect(self._area.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 6)
        column.setSpacing(4)
        column.addWidget(self._button)
        column.addWidget(self._area)
        session.result_changed.connect(self.reword)
        session.register_changed.connect(self.reword)
        self.reword()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The notices in words."""
        result = self._session.result
        notices = result.notices if result else ()
        return tuple(notice_text(notice, self._session.register) for notice in notices)

    @Slot()
    def reword(self) -> None:
        """Show the result's notices in the session's register."""
        sentences = self.sentences
        count = len(sentences)
        words = NONE if not count else ONE if count == 1 else MANY
        self._button.setText(words.of(self._session.register).format(count=count))
        self._button.setAccessibleName(self._button.text())
        self._button.setEnabled(bool(count))
        self._button.setVisible(self._session.result is not None)  # before that nobody knows
        if not count:
            self._button.setChecked(False)
        self._text.setText("\n\n".join(sentences))
        self._area.setAccessibleName("\n".join(sentences) or self._button.text())
