"""The way of the Tab key: along what stands in the window, not along what was made first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.form.row_card import focusable

if TYPE_CHECKING:
    from collections.abc import Iterable


def chain(before: QWidget, parts: Iterable[QWidget]) -> None:
    """Have Tab go from `before` through these parts of the window, one after another."""
    last = before
    for part in parts:
        is_stop = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None
        stops = [part] if is_stop else _stops_of(part)
        for stop in stops:
            QWidget.setTabOrder(last, stop)
            last = stop


def _stops_of(part: QWidget) -> list[QWidget]:
    """Return what takes the cursor in a part, as Tab goes through it now."""
    wanted = set(focusable(part))
    found: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part and len(found) < len(wanted):
        if widget in wanted:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
