"""Every picture has a table of the same data behind it, and is saved as SVG and PNG without the patient's name."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from criteria.library import load_library
from criteria.problems import InputError
from gui import dialogs
from gui.models.course import bar_cells, course_rows
from gui.picture_export import MARGIN, WIDE, Picture, png_of, save_picture, svg_of
from gui.theme import FAMILIES, LIGHT, Scheme
from gui.views.comparison import CAUTION, ComparisonDialog
from gui.views.picture_frame import SAVED, PictureFrame
from matcher.explain import Register

from .test_access import nameless

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPainter
    from pytestqt.qtbot import QtBot

    from criteria.strict_json import Json
    from gui.main_window import MainWindow
    from gui.session import Session
    from gui.theme import Theme

TURNING = "NCT01824875"  # a washout that ends soon
SVG = "{http://www.w3.org/2000/svg}"
LABEL = "ZQX-4711"


@pytest.fixture
def shown(
    window: MainWindow, example: dict[str, Json], tmp_path: Path, settled: Callable[[Session], None]
) -> MainWindow:
    """The window with a trial over time and the calendar, and a file whose name and label must not leave it."""
    path = tmp_path / f"{LABEL}.json"
    path.write_text(json.dumps(example | {"label": LABEL}), "utf-8")
    window.files.open(path)
    settled(window.session)
    window.results.choose(TURNING)
    window.results.switch.choose(calendar=True)
    window.detail.finish()
    return window


def frames(window: MainWindow) -> dict[str, PictureFrame]:
    return {
        "strip": window.detail.strip.frame,
        "timeline": window.detail.timeline.frame,
        "calendar": window.results.calendar.frame,
    }


@pytest.fixture
def published(qtbot: QtBot, theme: Theme) -> ComparisonDialog:
    made = ComparisonDialog([one for one in load_library().trials if one.results], theme, Register.CLINICIAN)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


NAMES = ["strip", "timeline", "calendar"]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_gives_way_to_its_table_and_comes_back(shown: MainWindow, name: str) -> None:
    frame = frames(shown)[name]
    assert frame.picture.isVisible()
    assert not frame.table.isVisible()
    frame.as_table.setFocus()
    QTest.keyClick(frame.as_table, Qt.Key.Key_Space)
    assert frame.table.isVisible()
    assert not frame.picture.isVisible()
    QTest.keyClick(frame.as_table, Qt.Key.Key_Space)
    assert frame.picture.isVisible()
    assert not frame.table.isVisible()


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("name", NAMES)
def test_buttons_and_table_say_of_which_picture_they_are(shown: MainWindow, name: str, register: Register) -> None:
    shown.session.set_register(register)
    shown.detail.finish()
    frame = frames(shown)[name]
    title = frame.save.accessibleName().partition(":")[0]
    assert title
    assert frame.as_table.accessibleName().startswith(title)
    assert frame.table.accessibleName() == f"{title}, as a table"
    assert frame.as_table.isCheckable()


def test_the_strip_s_table_holds_its_cells(shown: MainWindow) -> None:
    strip = shown.detail.strip
    assert strip.frame.table.words.rows == tuple(cell.row for cell in strip.strip.cells)
    assert len(strip.strip.cells) > 10


def test_the_timeline_s_table_holds_the_stretches_that_are_drawn(shown: MainWindow) -> None:
    view = shown.detail.timeline
    for match in shown.session.result.matches if shown.session.result else ():
        shown.results.choose(match.trial.id)
        if not view.isHidden() and not view.steady.isHidden():
            break
    rows = view.frame.table.words.rows
    drawn = [
        (course.label, *bar_cells(bar, Register.CLINICIAN)) for course in view.picture.courses for bar in course.bars
    ]
    assert list(rows) == drawn
    assert len(rows) > 1
    view.steady.setChecked(True)
    assert view.frame.table.words.rows == course_rows(view.picture.courses, Register.CLINICIAN)
    assert len(view.frame.table.words.rows) > len(rows)


def test_the_calendar_s_table_holds_the_stretches_that_are_drawn(shown: MainWindow) -> None:
    pane = shown.results.calendar
    rows = pane.frame.table.words.rows
    bars = [(row, bar) for row in pane.model.rows for bar in row.bars]
    assert [row[1:] for row in rows] == [bar_cells(bar, Register.CLINICIAN) for _, bar in bars]
    assert all(one.match.trial.id in row[0] for row, (one, _) in zip(rows, bars, strict=True))
    assert len(rows) > len(pane.model.rows) > 5


def test_a_stretch_beyond_the_drawn_months_stands_neither_in_picture_nor_table(shown: MainWindow) -> None:
    pane = shown.results.calendar
    scale = pane._head.scale
    assert scale is not None
    assert all(bar.start < scale.axis.last for row in pane.model.rows for bar in row.bars)


def test_each_chart_s_table_holds_its_values(published: ComparisonDialog) -> None:
    found = published.findChildren(PictureFrame)
    assert len(found) == len(published.charts) > 1
    for chart in published.charts:
        frame = next(one for one in found if one.picture is chart)
        assert frame.table.words.rows == tuple(line.row for line in chart.measure.lines)
    assert nameless(published) == []


def words_of(svg: bytes) -> tuple[str, str, str]:
    """Title, description, and everything that is written in the picture."""
    root = ET.fromstring(svg)  # noqa: S314 - made by the program itself
    title, told = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
    return title or "", told or "", "\n".join(one.text or "" for one in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_svg_has_its_words_as_words_and_none_of_the_patient(
    shown: MainWindow, tmp_path: Path, name: str
) -> None:
    frame = frames(shown)[name]
    path = tmp_path / "saved.svg"
    frame.write(path)
    svg = path.read_bytes()
    title, told, written = words_of(svg)
    assert title.split(":")[-1].strip()
    assert len(told) > 40
    assert written.startswith(title)
    assert LABEL.encode() not in svg
    assert str(tmp_path).encode() not in svg
    assert b"<image" not in svg
    assert f'font-family="{",".join(FAMILIES)},sans-serif"'.encode() in svg
    assert frame.told.text() == SAVED.clinician


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_png_is_twice_as_large_and_dark_on_white_in_any_scheme(
    shown: MainWindow, theme: Theme, tmp_path: Path, name: str
) -> None:
    frame, path = frames(shown)[name], tmp_path / "saved.png"
    frame.write(path)
    light = path.read_bytes()
    theme.choose(Scheme.DARK)
    frame.write(path)
    theme.choose(Scheme.LIGHT)
    assert path.read_bytes() == light
    image = QImage.fromData(light)
    assert image.width() == 2 * (WIDE + 2 * MARGIN)
    assert image.pixelColor(3, 3) == QColor(LIGHT.panel)
    assert image.textKeys() == []
    ink = QColor(LIGHT.eligible.text)
    assert bytes((ink.blue(), ink.green(), ink.red())) in bytes(image.constBits())
    assert LABEL.encode() not in light


def test_a_saved_chart_carries_the_caution_and_its_references(published: ComparisonDialog, tmp_path: Path) -> None:
    frame = published.findChildren(PictureFrame)[0]
    frame.write(tmp_path / "saved.svg")
    _, told, written = words_of((tmp_path / "saved.svg").read_bytes())
    flat = " ".join(written.split())
    assert all(word in flat for word in CAUTION.clinician.split())
    assert all(one.value_words in told for one in published.charts[0].measure.lines)


def test_every_state_in_a_saved_timeline_is_explained_below_it(shown: MainWindow) -> None:
    picture = shown.detail.timeline.drawn()
    for bars in (course.bars for course in shown.detail.timeline.picture.courses):
        assert all(bar_cells(bar, Register.CLINICIAN)[1] in picture.note for bar in bars)


def test_the_place_is_asked_for_and_a_name_is_proposed(
    shown: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proposed: list[Path] = []

    def choose(_parent: object, path: Path) -> Path:
        proposed.append(path)
        return tmp_path / "chosen.svg"

    monkeypatch.setattr(dialogs, "choose_where_to_put_picture", choose)
    QTest.mouseClick(shown.detail.strip.frame.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "chosen.svg").exists()
    assert proposed[0].name == f"criteria-{TURNING}.svg"
    assert LABEL not in str(proposed[0])


def test_the_picture_s_own_menu_saves_and_swaps_too(shown: MainWindow) -> None:
    frame = frames(shown)["strip"]
    assert frame.picture.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    as_table, _save = frame.picture.actions()
    as_table.trigger()
    assert frame.table.isVisible()
    assert frame.table.actions() == frame.picture.actions()


def square(painter: QPainter) -> None:
    painter.fillRect(0, 0, 10, 10, QColor("#000000"))


SQUARE = Picture("A <b> & c", 'With "signs" < and >', QSize(120, 40), square, "A note")


def test_signs_in_the_words_are_kept_and_break_nothing(qapp: object, theme: Theme) -> None:
    title, told, written = words_of(svg_of(SQUARE))
    assert (title, told) == ("A <b> & c", 'With "signs" < and >')
    assert written == "A <b> & c\nA note"


def test_a_picture_is_drawn_at_its_place_below_the_title(qapp: object, theme: Theme) -> None:
    image = QImage.fromData(png_of(SQUARE))
    dark = [y for y in range(image.height()) if image.pixelColor(2 * MARGIN + 8, y).lightness() < 10]
    assert len(dark) >= 20
    assert dark[0] > 2 * MARGIN + 20


def test_another_ending_is_refused_with_the_cure_and_nothing_is_written(
    shown: MainWindow, tmp_path: Path, theme: Theme
) -> None:
    with pytest.raises(InputError, match=r"\.svg or \.png"):
        save_picture(SQUARE, tmp_path / "picture.jpg")
    frame = frames(shown)["strip"]
    frame.write(tmp_path / "no such folder" / "picture.svg")
    assert "no such folder" in frame.told.text()
    assert frame.told.isVisible()
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".jpg", ".svg")]
