"""Text that stays text: the one place where Qt is kept from reading markup in it."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


def plain_tooltip(text: str) -> str:
    """Return a tooltip that shows `text` as it stands: Qt guesses at markup in tooltips, so nothing is left to it."""
    escaped = html.escape(text, quote=False).replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if text else ""


def dress(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        if isinstance(widget, QLabel):
            widget.setFrameShape(QFrame.Shape.NoFrame)  # the style sheet sets one for a role with a box, and leaves it
        widget.style().polish(widget)


class PlainLabel(QLabel):
    """A label that shows its text as it stands and never reads markup in it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        """Show `text`; `role` is the name by which the style sheet dresses it."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self.setText(text)
        if role:
            self.setProperty("role", role)


def wrapped_label(role: str = "", parent: QWidget | None = None) -> PlainLabel:
    """Return a label that wraps its text and lets a person select it."""
    label = PlainLabel("", role, parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
