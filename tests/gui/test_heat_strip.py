"""A trial's criteria at a glance: cells told apart by sign and pattern in any colours, each a way to its card."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from gui.models.strip import strip_of
from gui.theme import DARK, LIGHT, Colours, Ink
from gui.views import strip_look
from gui.views.span_look import PATTERNS, ink_of, sign_of
from gui.views.strip_look import BAND, paint_cell, places
from matcher.explain import Register, criterion_text, group_title
from matcher.result import Outcome

from .test_theme import contrast

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from gui.main_window import MainWindow
    from gui.views.criterion_card import CriterionCard
    from gui.views.heat_strip import HeatStrip

PLANET = "NCT03043664"
ENOUGH = 3.0
Matrix = tuple[tuple[float, float, float], ...]
# How colours look where one kind of cone is missing, in linear light: Machado, Oliveira, Fernandes, "A physiologically-
# based model for simulation of color vision deficiency", IEEE Trans. Vis. Comput. Graph. 15(6), 2009, severity 1.0.
# The last is the relative luminance of sRGB, for grey print.
EYES: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
CELL = QRectF(1, 1, 17, 30)


def seen(name: str, eyes: str) -> str:
    """A colour as these eyes see it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    def coded(part: float) -> float:
        part = min(1.0, max(0.0, part))
        return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055

    colour = QColor(name)
    parts = [linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF())]
    mixed = (coded(sum(share * part for share, part in zip(row, parts, strict=True))) for row in EYES[eyes])
    return QColor.fromRgbF(*mixed).name()


def drawn(state: Outcome, colours: Colours) -> QImage:
    image = QImage(38, 64, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor(colours.panel))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_cell(painter, CELL, state, colours)
    painter.end()
    return image


def unlike(one: QImage, other: QImage, rows: range) -> float:
    """The share of points in these rows that clearly differ in lightness."""
    points = [(x, y) for x in range(one.width()) for y in rows]
    differ = sum(abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 40 for x, y in points)
    return differ / len(points)


def test_the_simulation_leaves_white_white_and_makes_red_and_green_alike_to_the_colour_blind() -> None:
    assert {seen("#ffffff", eyes) for eyes in EYES} == {"#ffffff"}
    assert contrast("#008000", "#a35a00") < contrast(seen("#008000", "tritanopia"), "#ffffff")
    green, brown = (QColor(seen(name, "deuteranopia")) for name in ("#608000", "#a06000"))
    assert abs(green.hue() - brown.hue()) < 15


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("eyes", list(EYES))
@pytest.mark.parametrize("state", list(Outcome))
def test_edges_and_signs_stand_out_for_all_eyes_and_in_grey(colours: Colours, eyes: str, state: Outcome) -> None:
    ink = ink_of(state, colours)
    for ground in (colours.panel, ink.ground, colours.selected.ground):
        assert contrast(seen(ink.text, eyes), seen(ground, eyes)) >= ENOUGH


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_states_differ_in_sign_and_in_pattern_when_all_have_one_colour(
    theme: object, monkeypatch: pytest.MonkeyPatch, colours: Colours
) -> None:
    one = Ink(colours.text, colours.panel)
    monkeypatch.setattr(strip_look, "ink_of", lambda _state, _colours: one)
    images = {state: drawn(state, colours) for state in Outcome}
    edge = int(2 * (CELL.bottom() - BAND))
    for first, second in combinations(Outcome, 2):
        assert unlike(images[first], images[second], range(edge - 2)) > 0.02, (first, second)
        assert unlike(images[first], images[second], range(edge, images[first].height())) > 0.02, (first, second)


def test_no_two_states_share_a_sign_or_a_pattern() -> None:
    assert len({sign_of(state) for state in Outcome}) == len(Outcome)
    assert len({PATTERNS[state] for state in Outcome}) == len(Outcome)


def test_cells_stand_in_rows_and_never_on_each_other(qapp: QApplication) -> None:
    for count, width in ((1, 20), (54, 330), (9, 900), (30, 10)):
        found = places(count, width, qapp.font())
        assert len(found) == count
        assert not any(one.intersects(other) for one, other in combinations(found, 2))
        assert width < 30 or all(area.right() <= width for area in found)


@pytest.fixture
def shown(filled: MainWindow) -> MainWindow:
    filled.results.choose(PLANET)
    filled.detail.finish()
    return filled


def strip(window: MainWindow) -> HeatStrip:
    return window.detail.strip.strip


def test_the_strip_has_every_criterion_in_the_trial_s_order_with_its_outcome(shown: MainWindow) -> None:
    match = shown.results.match
    assert match is not None
    expected = [(one.criterion.id, one.outcome) for one in match.criteria]
    assert [(cell.id, cell.state) for cell in strip(shown).cells] == expected
    assert len(expected) > 10


def test_a_cell_is_told_in_words_with_its_sign(shown: MainWindow) -> None:
    match = shown.results.match
    assert match is not None
    for register in Register:
        for cell, one in zip(strip_of(match, register), match.criteria, strict=True):
            assert cell.sentence.startswith(f"{sign_of(one.outcome)} {group_title(one.outcome, register)}")
            assert criterion_text(one, register) in cell.sentence
            must_not = {Register.CLINICIAN: "exclusion", Register.PLAIN: "must not be"}[register]
            assert (must_not in cell.name) is (one.criterion.kind == "exclusion")


def test_arrow_keys_walk_the_strip_and_the_words_below_follow(shown: MainWindow) -> None:
    strip(shown).setFocus()
    assert shown.detail.strip.texts[1] == strip(shown).cells[0].sentence
    QTest.keyClick(strip(shown), Qt.Key.Key_Right)
    assert shown.detail.strip.texts[1] == strip(shown).cells[1].sentence
    QTest.keyClick(strip(shown), Qt.Key.Key_End)
    assert strip(shown).current == len(strip(shown).cells) - 1
    QTest.keyClick(strip(shown), Qt.Key.Key_Home)
    assert strip(shown).current == 0


def test_without_the_focus_the_words_below_count_the_signs(shown: MainWindow) -> None:
    strip(shown).setFocus()
    shown.results.take_focus()
    told = shown.detail.strip.texts[1]
    match = shown.results.match
    assert match is not None
    for outcome in Outcome:
        count = len(match.of(outcome))
        part = f"{sign_of(outcome)} {count} {group_title(outcome, Register.CLINICIAN)}"
        assert (part in told.replace("\N{NO-BREAK SPACE}", " ")) is bool(count)


def card_of(window: MainWindow, criterion: str) -> CriterionCard:
    return next(card for card in window.detail.cards if card.row is not None and card.row.id == criterion)


def test_enter_goes_to_the_card_of_the_criterion(shown: MainWindow, qtbot: object) -> None:
    strip(shown).setFocus()
    QTest.keyClick(strip(shown), Qt.Key.Key_End)
    QTest.keyClick(strip(shown), Qt.Key.Key_Return)
    card = card_of(shown, strip(shown).cells[-1].id)
    assert card.hasFocus()
    assert card.visibleRegion().boundingRect().height() > 20


def test_a_click_goes_to_the_card_and_a_resting_pointer_is_told_the_criterion(shown: MainWindow) -> None:
    middle = strip(shown).place(4).center()
    QTest.mouseClick(strip(shown), Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert card_of(shown, strip(shown).cells[4].id).hasFocus()
    assert strip(shown).tip_at(middle) == strip(shown).cells[4].sentence
    assert strip(shown).tip_at(QPointF(-5, -5)) == ""


def test_a_card_is_no_stop_on_the_way_with_tab(shown: MainWindow) -> None:
    assert all(not card.focusPolicy() & Qt.FocusPolicy.TabFocus for card in shown.detail.cards)


def test_another_trial_begins_at_its_first_cell_and_the_same_one_keeps_its_place(
    shown: MainWindow, settled: Callable[[object], None]
) -> None:
    strip(shown).go_to(3)
    shown.session.set_register(Register.PLAIN)
    assert strip(shown).current == 3
    other = next(match for match in shown.session.result.matches if match.trial.id != PLANET)  # type: ignore[union-attr]
    shown.results.choose(other.trial.id)
    assert strip(shown).current == 0


def test_nothing_of_a_former_patient_stays_in_the_strip(shown: MainWindow) -> None:
    shown.session.discard_changes()
    shown.detail.show_match(None)
    assert strip(shown).cells == ()
    assert strip(shown).accessibleDescription() == ""
    assert shown.detail.strip.frame.table.words.rows == ()
