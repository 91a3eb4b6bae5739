"""What an audit of access looks at in any window or dialog: names, roles, order, targets, and text that is cut."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from gui.views.panes import Pane

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_TARGET: Final = 24  # WCAG 2.2, 2.5.8
SLACK: Final = 2
Roles = QAccessible.Role
ROLES: Final[tuple[tuple[type[QWidget], set[QAccessible.Role]], ...]] = (
    (QRadioButton, {Roles.RadioButton}),
    (QToolButton, {Roles.Button, Roles.CheckBox, Roles.ButtonMenu, Roles.RadioButton}),
    (QPushButton, {Roles.Button, Roles.CheckBox, Roles.ButtonMenu}),
    (QLineEdit, {Roles.EditableText}),
    (QComboBox, {Roles.ComboBox}),
    (QTabBar, {Roles.PageTabList}),
    (QAbstractItemView, {Roles.List, Roles.Table, Roles.Tree}),
)
NO_ROLE: Final = {Roles.NoRole, Roles.Window, Roles.Application}


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def name_of(widget: QWidget) -> str:
    """Return what a person is told; of a list to choose from Qt tells its value on Linux, and the label beside it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox):
        beside = widget.parentWidget()
        labels = [one for one in (beside.findChildren(QLabel) if beside else ()) if one.buddy() is widget]
        return labels[0].text() if labels else ""
    return interface.text(QAccessible.Text.Name)


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def said_of(widget: QWidget) -> str:
    """Return words by which a person finds the widget in the code."""
    text = getattr(widget, "text", str)
    where = "/".join(type(one).__name__ for one in list(ancestors(widget))[:4])
    return f"{type(widget).__name__} {name_of(widget) or text()!r} in {where}"


def is_a_part_of_qt(widget: QWidget) -> bool:
    """Scroll bars, what pops up, and what is inside of a list to choose from or of a date: Qt speaks for them."""
    return (
        isinstance(widget, (QAbstractSlider, QHeaderView))
        or widget.objectName().startswith("qt_")
        or any(isinstance(parent, QComboBox) for parent in ancestors(widget))
        or (isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), (QTabBar, QLineEdit)))
    )


def shown_in(top: QWidget) -> list[QWidget]:
    """Return the program's own widgets that are shown in a window, without those of other windows."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisible() and widget.window() is top and not is_a_part_of_qt(widget)
    ]


def tab_stops(top: QWidget) -> list[QWidget]:
    """Return the widgets of a window that Tab comes to, in its order."""
    chain = []
    widget = top.nextInFocusChain()
    while widget is not None and widget is not top:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    return [
        widget
        for widget in chain
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is top
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not is_a_part_of_qt(widget)
    ]


def nameless(top: QWidget) -> Iterator[str]:
    for widget in tab_stops(top):
        if not name_of(widget).strip():
            yield f"no name: {said_of(widget)}"
        elif "&" in name_of(widget).replace(" & ", ""):
            yield f"a mark of a key in the name: {said_of(widget)}"


def odd_roles(top: QWidget) -> Iterator[str]:
    for widget in tab_stops(top):
        wanted = next((roles for kind, roles in ROLES if isinstance(widget, kind)), None)
        role = role_of(widget)
        if role in NO_ROLE or (wanted is not None and role not in wanted):
            yield f"the role {role.name}: {said_of(widget)}"


def same_neighbours(top: QWidget) -> Iterator[str]:
    stops = tab_stops(top)
    for one, other in pairwise(stops):
        if name_of(one) == name_of(other) and role_of(one) == role_of(other):
            yield f"two neighbours of one name: {said_of(one)}"


def part_of(widget: QWidget) -> QWidget:
    """Return the pane, the page that scrolls, or the window inside of which the order is to be the eye's."""
    return next((one for one in ancestors(widget) if isinstance(one, (Pane, QScrollArea, QDialog))), widget.window())


def out_of_order(top: QWidget) -> Iterator[str]:
    """Tab may go down, or to the right in one row, or to the head of a column further to the right."""
    stops = tab_stops(top)
    for one, other in pairwise(stops):
        part = part_of(one)
        if part is not part_of(other):
            continue
        before, after = (QRect(stop.mapToGlobal(QPoint()), stop.size()) for stop in (one, other))
        is_up = after.bottom() <= before.top() and after.left() <= before.right()
        in_row = before.top() < after.center().y() < before.bottom()
        if name_of(other).startswith("Remove"):
            continue  # what takes an entry away comes after what is in it, wherever it stands
        if is_up or (in_row and after.left() < before.left()):
            yield f"Tab goes back from {said_of(one)} to {said_of(other)}"


def panes_out_of_order(top: QWidget) -> Iterator[str]:
    panes: list[Pane] = []
    for stop in tab_stops(top):
        pane = next((one for one in ancestors(stop) if isinstance(one, Pane)), None)
        if pane is not None and (not panes or panes[-1] is not pane):
            panes.append(pane)
    places = [pane.mapToGlobal(QPoint()).x() for pane in panes]
    if places != sorted(places):
        yield f"Tab goes through the panes as {[type(pane).__name__ for pane in panes]}"


def small_targets(top: QWidget) -> Iterator[str]:
    for widget in shown_in(top):
        if isinstance(widget, (QAbstractButton, QComboBox, QLineEdit)):
            size = widget.size()
            if min(size.width(), size.height()) < LEAST_TARGET:
                yield f"{size.width()} x {size.height()} pixels to hit: {said_of(widget)}"
        elif isinstance(widget, QTabBar):
            for number in range(widget.count()):
                if min(widget.tabRect(number).size().toTuple()) < LEAST_TARGET:
                    yield f"a tab of {widget.tabRect(number).size().toTuple()}: {said_of(widget)}"
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None and widget.model().rowCount():
            height = widget.visualRect(widget.model().index(0, 0)).height()
            if 0 < height < LEAST_TARGET:
                yield f"a row of {height} pixels: {said_of(widget)}"


def cut_texts(top: QWidget) -> Iterator[str]:
    """Name every text that needs more room than it has."""
    for widget in shown_in(top):
        found = ""
        if isinstance(widget, QLabel) and widget.text():
            found = _cut_label(widget)
        elif isinstance(widget, QAbstractButton) and widget.text():
            found = _cut_button(widget)
        elif isinstance(widget, (QLineEdit, QComboBox)):
            found = _cut_line(widget)
        elif isinstance(widget, QAbstractScrollArea) and isinstance(widget, QAbstractItemView):
            found = _cut_header(widget)
        if found:
            yield f"{found}: {said_of(widget)}"
        yield from _pushed_out(widget)


def _cut_label(label: QLabel) -> str:
    if not label.pixmap().isNull():
        return ""
    have = label.contentsRect()
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        return f"text of {need} pixels in {label.height()}" if need > label.height() + SLACK else ""
    need_size = QFontMetrics(label.font()).size(0, label.text())
    too_wide = need_size.width() > have.width() + SLACK
    return f"text of {need_size.toTuple()} in {have.size().toTuple()}" if too_wide else ""


def _cut_button(button: QAbstractButton) -> str:
    metrics = QFontMetrics(button.font())
    need = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())
    room = button.contentsRect().size()
    if isinstance(button, QRadioButton) and not button.property("segment"):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, button).size()
    if button.hasHeightForWidth() or button.height() > 2 * metrics.height():  # it breaks its text into lines
        lines = metrics.boundingRect(QRect(0, 0, room.width(), 9999), Qt.TextFlag.TextWordWrap, button.text())
        need = QSize(min(need.width(), lines.width()), lines.height())
    short = need.width() > room.width() + SLACK or need.height() > button.height() + SLACK
    return f"text of {need.toTuple()} in {room.toTuple()}" if short else ""


def _cut_line(widget: QLineEdit | QComboBox) -> str:
    height = QFontMetrics(widget.font()).height()
    return f"a line of {height} in {widget.height()}" if height > widget.height() - 2 else ""


def _cut_header(view: QAbstractItemView) -> str:
    for header in view.findChildren(QHeaderView):
        if header.isVisible() and header.orientation() is Qt.Orientation.Horizontal:
            for section in range(header.count()):
                title = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
                need = header.sectionSizeFromContents(section).width() if title else 0
                if need > header.sectionSize(section) + SLACK and not header.isSectionHidden(section):
                    return f"the heading {title!r} of {need} in {header.sectionSize(section)}"
    return ""


def _pushed_out(widget: QWidget) -> Iterator[str]:
    """Name what stands beyond the edge of what holds it, unless that scrolls."""
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea) or isinstance(widget, QDialog):
        return
    if not isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox)):
        return
    beyond = widget.geometry().right() > parent.width() + SLACK or widget.geometry().bottom() > parent.height() + SLACK
    if beyond:
        yield f"beyond the edge of {type(parent).__name__}: {said_of(widget)}"


def kind_of(widget: QWidget) -> tuple[str, ...]:
    """Return what decides how a widget is dressed."""
    return (type(widget).__name__, *(str(widget.property(name)) for name in ("role", "segment", "flat", "checked")))


def of_new_kinds(top: QWidget, seen: set[tuple[str, ...]]) -> Iterator[tuple[QWidget, QWidget]]:
    """Yield a widget of each kind that was not seen yet, with another from which the focus can come to it."""
    stops = tab_stops(top) if top.isActiveWindow() else []
    for widget in stops:
        away = next((stop for stop in stops if stop is not widget and part_of(stop) is not widget), None)
        if away is not None and kind_of(widget) not in seen:
            yield widget, away


def unseen_focus(top: QWidget, seen: set[tuple[str, ...]]) -> Iterator[str]:
    """Give each kind of widget the focus, and name those that look the same with it."""
    before = QApplication.focusWidget()
    for widget, away in of_new_kinds(top, seen):
        seen.add(kind_of(widget))
        away.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        without = _picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and _picture(widget) == without:
            yield f"looks the same with the focus: {said_of(widget)}"
    if before is not None:
        before.setFocus()


def _picture(widget: QWidget) -> bytes:
    image = widget.grab(QRect(QPoint(), widget.size().boundedTo(QSize(1400, 900)))).toImage()
    return bytes(image.constBits())
