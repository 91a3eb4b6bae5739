"""Colours by name, light and dark, the bundled fonts, and the style sheet made of them."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from pathlib import Path


_open_files = ExitStack()
POINT_SIZE = 10
SIZES = (1.0, 1.25, 1.5, 2.0)  # of letters: WCAG asks for twice the usual
_GROWING = re.compile(r"(?<=font-size: )([0-9]+)(pt)|(?<=min-height: )([0-9]+)(px)")  # with the letters
FONT_FILES = ("Inter-Regular.otf", "Inter-Bold.otf", "Inter-Italic.otf", "DejaVuSans.ttf")
FAMILIES = ["Inter", "DejaVu Sans"]


class Scheme(Enum):
    """Which colours: the system's choice, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Ink:
    """A text colour with the ground it stands on."""

    text: str
    ground: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window by what it is for."""

    window: str
    panel: str
    card: str
    text: str
    faint: str
    line: str
    edge: str  # of controls: at least 3:1 against the panel
    accent: Ink
    selected: Ink
    focus: str
    problem: str
    warning: Ink
    eligible: Ink
    possible: Ink
    later: Ink
    ineligible: Ink

    def verdict(self, verdict: Verdict) -> Ink:
        """Return the colours of a verdict."""
        return {
            Verdict.ELIGIBLE: self.eligible,
            Verdict.POSSIBLE: self.possible,
            Verdict.LATER: self.later,
            Verdict.INELIGIBLE: self.ineligible,
        }[verdict]

    def outcome(self, outcome: Outcome) -> Ink:
        """Return the colours of a criterion's outcome."""
        return {
            Outcome.SATISFIED: self.eligible,
            Outcome.UNKNOWN: self.possible,
            Outcome.CONFIRM: self.later,
            Outcome.VIOLATED: self.ineligible,
        }[outcome]

    def inks(self) -> tuple[Ink, ...]:
        """Return every pair of text and ground that the window shows."""
        texts = (self.text, self.faint, self.problem)
        grounds = (self.window, self.panel, self.card, self.selected.ground)
        plain = tuple(Ink(text, ground) for text in texts for ground in grounds)
        badges = (self.accent, self.selected, self.warning)
        verdicts = (self.eligible, self.possible, self.later, self.ineligible)
        on_panels = tuple(Ink(ink.text, ground) for ink in verdicts for ground in grounds)
        return (*plain, *badges, *verdicts, *on_panels, Ink(self.accent.ground, self.panel))


LIGHT = Colours(
    window="#f1f3f6",
    panel="#ffffff",
    card="#f8f9fb",
    text="#18222e",
    faint="#4d5a69",
    line="#dbe0e6",
    edge="#7b8694",
    accent=Ink("#ffffff", "#1c5d8f"),
    selected=Ink("#18222e", "#e3eef7"),
    focus="#1c5d8f",
    problem="#a1260d",
    warning=Ink("#5c3d00", "#fdf1d3"),
    eligible=Ink("#17603a", "#e2f3e8"),
    possible=Ink("#1a5587", "#e4eff9"),
    later=Ink("#6b4700", "#fcf0d6"),
    ineligible=Ink("#8c2a2a", "#f9e9e8"),
)
DARK = Colours(
    window="#14191f",
    panel="#1b222a",
    card="#222b35",
    text="#e9edf2",
    faint="#aeb9c6",
    line="#33404d",
    edge="#748494",
    accent=Ink("#0c1a26", "#7fbbe8"),
    selected=Ink("#ffffff", "#274259"),
    focus="#7fbbe8",
    problem="#ffb09e",
    warning=Ink("#ffe2a3", "#3d3113"),
    eligible=Ink("#9fe0b8", "#17392a"),
    possible=Ink("#a8d3f5", "#1a3850"),
    later=Ink("#f5d58e", "#40341a"),
    ineligible=Ink("#f6bab5", "#472727"),
)

STYLE = Template("""
QMainWindow, QDialog, QMenuBar, QStatusBar { background: $window; }
QToolTip { color: $text; background: $card; border: 1px solid $edge; padding: 4px; }
QMenu { background: $panel; border: 1px solid $edge; }
QMenu::item { padding: 5px 26px; }
QMenu::item:selected, QMenuBar::item:selected { color: $selected_text; background: $selected_ground; }
QMenu::item:disabled { color: $faint; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: $panel; }
QFrame[role="pane"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 6px; }
QLabel[role="title"] { font-size: 13pt; font-weight: bold; }
QLabel[role="heading"] { font-size: 11pt; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="caption"], QLabel[role="faint"], QLabel[role="hint"], QLabel[role="unit"] { color: $faint; }
QLabel[role="caption"], QLabel[role="hint"], QLabel[role="question"] { font-size: 9pt; }
QLabel[role="problem"] { color: $problem; font-size: 9pt; font-weight: bold; }
QLabel[role="warning"], QFrame[role="banner"] {
    color: $warning_text; background: $warning_ground; border-radius: 6px; padding: 6px 8px; }
QLabel[role="own"] { color: $selected_text; background: $selected_ground; border-radius: 6px; padding: 6px 8px; }
QFrame[role="banner"] QLabel { color: $warning_text; background: transparent; }
QLabel[role="eligible"] { color: $eligible_text; background: $eligible_ground; }
QLabel[role="possible"] { color: $possible_text; background: $possible_ground; }
QLabel[role="later"] { color: $later_text; background: $later_ground; }
QLabel[role="ineligible"] { color: $ineligible_text; background: $ineligible_ground; }
QLabel[role="eligible"], QLabel[role="possible"], QLabel[role="later"], QLabel[role="ineligible"] {
    border-radius: 6px; padding: 6px 10px; font-weight: bold; }
QLineEdit, QComboBox, QDateEdit, QPlainTextEdit {
    background: $panel; border: 1px solid $edge; border-radius: 4px; padding: 3px 4px; min-height: 18px;
    selection-color: $accent_text; selection-background-color: $accent_ground; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus {
    border: 2px solid $focus; padding: 2px 3px; }
QComboBox QAbstractItemView, QListView {
    background: $panel; border: 1px solid $line; outline: none;
    selection-color: $selected_text; selection-background-color: $selected_ground; }
QPushButton, QToolButton {
    background: $panel; border: 1px solid $edge; border-radius: 4px; padding: 4px 12px; min-height: 18px; }
QPushButton:hover, QToolButton:hover { background: $selected_ground; }
QPushButton:pressed, QToolButton:checked, QPushButton:default {
    color: $accent_text; background: $accent_ground; border-color: $accent_ground; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 3px 11px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $panel; border-color: $line; }
QToolButton[role="switch"] { padding: 2px 8px; }
QToolButton[role="switch"]:focus { border: 2px solid $focus; padding: 1px 7px; }
QFileDialog QToolButton { padding: 2px; min-height: 20px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; color: $link; padding: 2px 6px; }
QPushButton[flat="true"]:focus { border: 2px solid $focus; padding: 1px 5px; }
QPushButton[flat="true"]:checked { color: $link; background: transparent; }
QPushButton[role="swap"]:checked { color: $accent_text; background: $accent_ground; border-color: $accent_ground; }
QPushButton[role="choice"] { background: $card; border: 1px solid $edge; border-radius: 8px; padding: 0; }
QPushButton[role="choice"]:hover { background: $selected_ground; }
QPushButton[role="choice"]:focus { color: $text; background: $card; border: 2px solid $focus; padding: 0; }
QPushButton[role="choice"]:focus:hover { background: $selected_ground; }
QTextBrowser { background: $panel; border: 2px solid $line; border-radius: 6px;
    selection-color: $accent_text; selection-background-color: $accent_ground; }
QTextBrowser:focus { border-color: $focus; }
QPushButton[role="link"] { text-align: left; }
QLabel[role="welcome"] { font-size: 17pt; font-weight: bold; }
QCheckBox::indicator { width: 14px; height: 14px; border: 2px solid $edge; border-radius: 3px; background: $panel; }
QCheckBox::indicator:checked { border-color: $focus; background: $focus; image: url("$checked"); }
QCheckBox:focus { border: 2px solid $focus; border-radius: 4px; }
QCheckBox { border: 2px solid transparent; padding: 2px; }
QRadioButton::indicator { width: 12px; height: 12px; border: 2px solid $edge; border-radius: 8px; background: $panel; }
QRadioButton::indicator:checked { border-color: $focus; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
    fx: 0.5, fy: 0.5, stop: 0 $focus, stop: 0.6 $focus, stop: 0.65 $panel, stop: 1 $panel); }
QRadioButton::indicator:focus { border-color: $text; }
QTabBar, QComboBox, QScrollBar, QAbstractItemView { widget-animation-duration: 0; }
QRadioButton { min-height: 24px; }
QListView::item { min-height: 24px; }
QRadioButton[segment] { background: $panel; border: 1px solid $edge; padding: 4px 10px; margin-right: -1px;
    min-height: 18px; spacing: 0; }
QRadioButton[segment]::indicator { width: 0; height: 0; border: none; image: none; }
QRadioButton[segment="last"] { margin-right: 0; border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QRadioButton[segment="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QRadioButton[segment]:checked { color: $accent_text; background: $accent_ground; border-color: $accent_ground; }
QRadioButton[segment="first"]:checked { color: $text; background: $line; border-color: $edge; }
QRadioButton[segment]:focus { border: 2px solid $focus; padding: 3px 9px; }
QRadioButton[segment]:checked:focus { border: 2px solid $text; padding: 3px 9px; }
QListView[role="sections"] { background: $panel; border: 2px solid transparent; padding: 2px; }
QListView[role="sections"]::item { min-height: 16px; padding: 7px 6px; border-radius: 5px; }
QListView[role="sections"]::item:selected { color: $selected_text; background: $selected_ground; }
QListView[role="choices"]::indicator { width: 12px; height: 12px; border: 1px solid $edge; border-radius: 3px; }
QListView[role="choices"]::indicator:checked { border-color: $focus; background: $focus; image: url("$checked"); }
QTableView { background: $panel; gridline-color: $line; border: 1px solid $line;
    selection-color: $selected_text; selection-background-color: $selected_ground; }
QTableView[role="small"] { font-size: 9pt; }
QTableView:focus { border: 2px solid $focus; }
QHeaderView::section { color: $text; background: $card; border: none; border-bottom: 1px solid $line; padding: 4px; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: $window; border: 1px solid $line; border-bottom: 3px solid $line; padding: 5px 10px; }
QTabBar::tab:selected { background: $panel; border-bottom-color: $focus; }
QTabBar::tab:selected:focus { border: 2px solid $focus; border-bottom-width: 3px; padding: 4px 9px 5px 9px; }
QTabBar QToolButton { padding: 0; border-radius: 0; }
QToolBarExtension { padding: 0; border-radius: 2px; qproperty-icon: url("$chevron"); }
QScrollArea[role="bare"] { border: none; background: $window; }
QListView[role="ranking"], QScrollArea { border: 2px solid transparent; border-radius: 6px; }
QListView:focus, QScrollArea:focus { border: 2px solid $focus; border-radius: 6px; }
QFrame[role="against"], QFrame[role="unknown"], QFrame[role="confirm"], QFrame[role="favour"] {
    background: $card; border: 1px solid $line; border-left: 4px solid $line; border-radius: 4px; }
QFrame[role="against"] { border-left-color: $ineligible_text; }
QFrame[role="unknown"] { border-left-color: $possible_text; }
QFrame[role="confirm"] { border-left-color: $later_text; }
QFrame[role="favour"] { border-left-color: $eligible_text; }
CriterionCard:focus { border: 2px solid $focus; border-left-width: 4px; }
QFrame[role="foot"] { border: none; border-top: 1px solid $line; background: transparent; }
QComboBox { padding-right: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 18px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 28px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 28px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $window; }
QToolBar { background: $window; border: none; spacing: 6px; padding: 6px 8px; }
QStatusBar { color: $faint; }
""")


def enlarged(width: int) -> int:
    """Return what a width for letters of the usual size is for letters of the size in use, in pixels."""
    return round(width * max(QApplication.font().pointSizeF() / POINT_SIZE, 1.0))


@cache
def icons() -> Path:
    """Return the folder of the bundled icons, which is open for as long as the program runs."""
    return _open_files.enter_context(as_file(files("resources").joinpath("icons")))


def style_sheet(colours: Colours, letters: float = 1.0) -> str:
    """Return the application's style sheet in these colours, with letters so many times their usual size."""
    scheme = "dark" if colours is DARK else "light"
    images = {name: (icons() / f"{name}-{scheme}.svg").as_posix() for name in ("chevron", "checked")}
    names: dict[str, str] = {"link": colours.accent.ground, **images}
    for name in Colours.__dataclass_fields__:
        value = getattr(colours, name)
        names |= (
            {f"{name}_text": value.text, f"{name}_ground": value.ground} if isinstance(value, Ink) else {name: value}
        )

    def grown(size: re.Match[str]) -> str:
        return f"{float(size[1] or size[3]) * letters:g}{size[2] or size[4]}"

    return _GROWING.sub(grown, STYLE.substitute(names))


def palette(colours: Colours) -> QPalette:
    """Return what the style draws with where the style sheet is silent."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.Base: colours.panel,
        QPalette.ColorRole.AlternateBase: colours.card,
        QPalette.ColorRole.Button: colours.panel,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.Highlight: colours.selected.ground,
        QPalette.ColorRole.HighlightedText: colours.selected.text,
        QPalette.ColorRole.Link: colours.accent.ground,
        QPalette.ColorRole.PlaceholderText: colours.faint,
    }
    for text in ("WindowText", "Text", "ButtonText", "ToolTipText", "BrightText"):
        roles[QPalette.ColorRole[text]] = colours.text
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for text in ("WindowText", "Text", "ButtonText"):
        made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[text], QColor(colours.faint))
    return made


class Palette(QObject):
    """Colours to draw with, and word when they change."""

    changed = Signal()

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        """Draw with these."""
        super().__init__(parent)
        self.colours = colours


class Theme(Palette):
    """The colours in use; they follow the system's scheme, live, unless a person chose one."""

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        """Dress the application."""
        super().__init__(LIGHT, app)
        self._app = app
        self.scheme = scheme
        self.letters = 1.0
        self._is_dressed = False
        app.setStyle("Fusion")
        _load_fonts()
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPointSize(POINT_SIZE)
        app.setFont(font)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._dress()

    def choose(self, scheme: Scheme) -> None:
        """Use the system's scheme, or light or dark whatever the system has."""
        self.scheme = scheme
        self._dress()

    def enlarge(self, letters: float) -> None:
        """Draw letters this many times their usual size."""
        if letters == self.letters:
            return
        self.letters = letters
        font = self._app.font()
        font.setPointSizeF(POINT_SIZE * letters)
        self._app.setFont(font)
        self._is_dressed = False
        self._dress()

    @Slot()
    def _follow(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        system = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        is_dark = system if self.scheme is Scheme.SYSTEM else self.scheme is Scheme.DARK
        colours = DARK if is_dark else LIGHT
        if colours is self.colours and self._is_dressed:
            return
        self.colours, self._is_dressed = colours, True
        self._app.setStyleSheet("")  # dressing bare widgets takes half as long as changing their dress
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, self.letters))
        self.changed.emit()


def _load_fonts() -> None:
    """Use the fonts that come with the program, so that no sign is missing on any machine."""
    if FAMILIES[0] in QFontDatabase.families():
        return
    for name in FONT_FILES:
        QFontDatabase.addApplicationFontFromData(files("resources").joinpath("fonts", name).read_bytes())
