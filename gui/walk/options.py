"""Big buttons to choose or tick, with words that wrap and, where it helps, a drawing beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from gui.walk.figures import Figure

PADDING, GAP, SIGN, BESIDE = 10, 10, 18, 3
WIDEST = 10_000
FIGURE = QSize(76, 60)
NARROWEST = 150  # room for words where the window is small


class Face:
    """How an option looks: its sign, its drawing if it has one, and its words on as many lines as they need."""

    def __init__(self, button: QAbstractButton, figure: Figure | None = None) -> None:
        """Draw for a button."""
        self._button, self._figure = button, figure
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)

    @property
    def _left(self) -> int:
        return PADDING + SIGN + GAP + (FIGURE.width() + GAP if self._figure else 0)

    def height(self, width: int) -> int:
        """Return the height that the words, or the drawing, need at a width."""
        words = self._words(QRect(self._left, 0, max(width - self._left - PADDING, 1), WIDEST)).height()
        return max(max(words, SIGN) + 2 * PADDING, FIGURE.height() + 2 * BESIDE if self._figure else 0)

    def hint(self) -> QSize:
        """Return the size at which the words stand in one line."""
        words = self._words(QRect(self._left, 0, WIDEST, WIDEST)).width()
        return QSize(self._left + words + PADDING, self.height(WIDEST))

    def _words(self, room: QRect) -> QRect:
        return self._button.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._button.text())

    def paint(self, style_option: QStyleOptionButton, element: QStyle.ControlElement) -> None:
        """Draw ground and sign as the style has them, then the drawing and the words."""
        button, box = self._button, self._button.rect()
        painter = QStylePainter(button)
        style_option.text = ""
        painter.drawControl(element, style_option)
        colour = button.palette().color(QPalette.ColorRole.WindowText)
        if self._figure:
            corner = QPoint(PADDING + SIGN + GAP, (box.height() - FIGURE.height()) // 2)
            self._figure.draw(painter, QRect(corner, FIGURE), colour)
        painter.setPen(colour)
        room = box.adjusted(self._left, PADDING, -PADDING, -PADDING)
        painter.drawText(room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, button.text())
        painter.end()


class Wrapping:
    """What a button of wrapping words says of its size, as its face has it."""

    _face: Face

    def sizeHint(self) -> QSize:
        """Return the size with the words in one line."""
        return self._face.hint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the words wrap."""
        return QSize(NARROWEST, 2 * PADDING + SIGN)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._face.height(width)


class Choice(Wrapping, QRadioButton):
    """One of several: choosing it lets go of the others."""

    def __init__(self, parent: QWidget, figure: Figure | None = None) -> None:
        """Show no words yet."""
        super().__init__(parent)
        self.setProperty("walk", "option")
        self._face = Face(self, figure)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        style_option = QStyleOptionButton()
        self.initStyleOption(style_option)
        self._face.paint(style_option, QStyle.ControlElement.CE_RadioButton)


class Tick(Wrapping, QCheckBox):
    """One of several that may hold together."""

    def __init__(self, parent: QWidget) -> None:
        """Show no words yet."""
        super().__init__(parent)
        self.setProperty("walk", "option")
        self._face = Face(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        style_option = QStyleOptionButton()
        self.initStyleOption(style_option)
        self._face.paint(style_option, QStyle.ControlElement.CE_CheckBox)
