"""How the walk looks: large letters, big things to press, in the colours of the window."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gui.theme import Colours

STYLE: Final = Template("""
QWidget { font-size: 13pt; }
QLabel[role="walk question"] { font-size: 17pt; font-weight: bold; }
QLabel[role="title"] { font-size: 17pt; }
QLabel[role="heading"] { font-size: 14pt; }
QLabel[role="walk why"], QLabel[role="faint"] { color: $faint; font-size: 12pt; }
QLabel[role="hint"], QLabel[role="question"], QLabel[role="caption"], QLabel[role="problem"] { font-size: 12pt; }
QLabel[role="walk words"] { color: $text; background: $card; border: 1px solid $line; border-radius: 6px;
    font-size: 12pt; padding: 8px 10px; }
QRadioButton[walk="option"], QCheckBox[walk="option"] { background: $panel; border: 1px solid $edge;
    border-radius: 6px; padding-left: 9px; }
QRadioButton[walk="option"]:hover, QCheckBox[walk="option"]:hover { background: $card; }
QRadioButton[walk="option"]:checked, QCheckBox[walk="option"]:checked {
    background: $selected; border: 2px solid $focus; padding-left: 8px; }
QRadioButton[walk="option"]:focus, QCheckBox[walk="option"]:focus {
    border: 3px solid $text; padding-left: 7px; }
QRadioButton[walk="option"]::indicator { width: 14px; height: 14px; border-radius: 9px; }
QCheckBox[walk="option"]::indicator { width: 14px; height: 14px; border: 2px solid $edge; border-radius: 3px;
    background: $panel; }
QCheckBox[walk="option"]::indicator:checked { background: $focus; border-color: $focus; image: url("$tick"); }
QPushButton { padding: 8px 18px; }
QPushButton:focus { padding: 7px 17px; }
QPushButton[flat="true"] { padding: 6px 8px; }
QPushButton[flat="true"]:focus { padding: 5px 7px; }
QPushButton[walk="next"] { color: $on_accent; background: $accent; border-color: $accent; font-weight: bold; }
QPushButton[walk="next"]:focus { border: 3px solid $text; padding: 6px 16px; }
QLineEdit, QComboBox { padding: 6px 8px; }
QLineEdit:focus, QComboBox:focus { padding: 5px 7px; }
""")


def style_sheet(colours: Colours, tick: str) -> str:
    """Return the style sheet of the walk; `tick` is the file of the sign in a ticked box."""
    return STYLE.substitute(
        text=colours.text,
        faint=colours.faint,
        card=colours.card,
        panel=colours.panel,
        line=colours.line,
        edge=colours.edge,
        focus=colours.focus,
        selected=colours.selected.ground,
        accent=colours.accent.ground,
        on_accent=colours.accent.text,
        tick=tick,
    )
