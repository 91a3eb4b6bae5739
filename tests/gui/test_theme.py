"""Colours that can be read, in both schemes, chosen or following the system."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QRawFont
from PySide6.QtWidgets import QDialog, QRadioButton

from gui.theme import DARK, FAMILIES, LIGHT, STYLE, Colours, Ink, Scheme, Theme, style_sheet
from gui.views.criterion_card import SIGNS
from matcher.explain import verdict_symbol
from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ENOUGH_FOR_TEXT, ENOUGH_FOR_EDGES = 4.5, 3.0


def luminance(name: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_text_can_be_read_on_its_ground(colours: Colours) -> None:
    weak = [ink for ink in colours.inks() if contrast(ink.text, ink.ground) < ENOUGH_FOR_TEXT]
    assert weak == []


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_edges_of_controls_and_the_focus_stand_out(colours: Colours) -> None:
    for ground in (colours.panel, colours.card):
        assert contrast(colours.edge, ground) >= ENOUGH_FOR_EDGES
        assert contrast(colours.focus, ground) >= ENOUGH_FOR_EDGES


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_choice_that_is_not_taken_can_be_seen(theme: Theme, qtbot: QtBot, scheme: Scheme) -> None:
    theme.choose(scheme)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    choice = QRadioButton("", dialog)
    dialog.show()
    picture = choice.grab().toImage()
    middle = picture.height() // 2
    drawn = [picture.pixelColor(across, middle).name() for across in range(picture.width())]
    assert max(contrast(colour, theme.colours.panel) for colour in drawn) >= ENOUGH_FOR_EDGES


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_each_verdict_and_outcome_has_colours_that_are_checked(colours: Colours) -> None:
    checked = set(colours.inks())
    assert {colours.verdict(verdict) for verdict in Verdict} <= checked
    assert {colours.outcome(outcome) for outcome in Outcome} <= checked
    assert len({colours.verdict(verdict) for verdict in Verdict}) == len(Verdict)
    assert isinstance(colours.verdict(Verdict.LATER), Ink)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_style_sheet_names_no_colour_that_does_not_exist(colours: Colours) -> None:
    assert "$" not in style_sheet(colours)


def test_every_colour_of_letters_in_the_style_sheet_is_among_those_measured() -> None:
    named = set(re.findall(r"(?<![-a-z])color: \$(\w+)", STYLE.template))
    single = {"text", "faint", "problem", "link"}
    paired = {f"{name}_text" for name in ("accent", "selected", "warning", *(verdict.value for verdict in Verdict))}
    assert named <= single | paired


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_letters_and_edges_can_be_seen_on_each_ground_that_the_style_sheet_puts_them_on(colours: Colours) -> None:
    names = {"link": colours.accent.ground, **{f: getattr(colours, f) for f in Colours.__dataclass_fields__}}
    for body in re.findall(r"\{([^}]*)\}", STYLE.template):
        ink = re.search(r"(?<![-a-z])color: \$(\w+)", body)
        ground = re.search(r"background: \$(\w+)", body)
        if ink and ground:
            assert contrast(_colour(names, ink[1]), _colour(names, ground[1])) >= ENOUGH_FOR_TEXT, body
    for place in (colours.window, colours.panel, colours.card):
        assert contrast(colours.edge, place) >= ENOUGH_FOR_EDGES
    for place in (colours.window, colours.panel, colours.card, colours.selected.ground):
        assert contrast(colours.focus, place) >= ENOUGH_FOR_EDGES


def _colour(names: dict[str, object], name: str) -> str:
    base, _, part = name.rpartition("_")
    found = getattr(names[base], part) if base in names and part in ("text", "ground") else names[name]
    assert isinstance(found, str)
    return found


def test_a_chosen_scheme_is_kept_and_the_system_s_is_followed(qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.DARK)
    assert theme.colours is DARK
    theme.choose(Scheme.LIGHT)
    assert theme.colours is LIGHT
    theme.choose(Scheme.SYSTEM)
    is_dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.colours is (DARK if is_dark else LIGHT)


def test_a_change_of_the_system_s_scheme_is_followed_live(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme(qapp, Scheme.SYSTEM)

    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
            return Qt.ColorScheme.Dark

    class App:
        def styleHints(self) -> Hints:  # noqa: N802
            return Hints()

        def setPalette(self, palette: object) -> None:  # noqa: N802
            pass

        def setStyleSheet(self, sheet: str) -> None:  # noqa: N802
            pass

    monkeypatch.setattr(theme, "_app", App())
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colours is DARK
    theme.choose(Scheme.LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colours is LIGHT


def test_the_bundled_fonts_draw_every_sign(qapp: QApplication, theme: Theme) -> None:
    assert set(FAMILIES) <= set(QFontDatabase.families())
    assert qapp.font().families() == FAMILIES
    folder = files("resources").joinpath("fonts")
    fonts = []
    for name in ("Inter-Regular.otf", "DejaVuSans.ttf"):
        font = QRawFont()
        font.loadFromData(folder.joinpath(name).read_bytes(), 12, QRawFont().hintingPreference())
        fonts.append(font)
    signs = {verdict_symbol(verdict) for verdict in Verdict} | set(SIGNS.values()) | set("⚠·–≤≥“”")
    missing = {sign for sign in signs if not any(font.supportsCharacter(ord(sign)) for font in fonts)}
    assert missing == set()
    assert QFontMetrics(qapp.font()).height() > 10
