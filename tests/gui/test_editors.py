"""The editors: what is typed is what is told, and not known is one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton

from criteria.facts import catalogue, fact
from criteria.patient_file import parse_patient
from gui.form.editors import choice_editor, editor_for, flag_editor
from gui.form.entry_editors import AgentEditor, UnitEditor
from gui.form.lines import NameEditor
from gui.form.measures import MeasureEditor, MitosesEditor
from gui.form.notation import TEXT
from gui.form.pages import BESIDE_FACTS, PAGES
from gui.form.rows import RowTable
from gui.form.segments import ListEditor, SegmentEditor
from gui.form.tables import TABLES, labs, therapies
from matcher.explain import Register

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.form.editor import Editor


def shown(qtbot: QtBot, editor: Editor) -> Editor:
    qtbot.addWidget(editor)
    editor.set_name("Question")
    editor.set_register(Register.CLINICIAN)
    with qtbot.waitExposed(editor):
        editor.show()
    return editor


def type_into(qtbot: QtBot, editor: Editor, text: str) -> None:
    target = editor
    while target.focusProxy() is not None:
        target = target.focusProxy()  # type: ignore[assignment]
    QTest.keyClicks(target, text)


def test_every_fact_of_the_catalogue_stands_on_exactly_one_page() -> None:
    asked = [path for page in PAGES for path in page.paths if path not in BESIDE_FACTS]
    assert sorted(asked) == sorted(catalogue())
    for page in PAGES:
        assert {catalogue()[path].section for path in page.paths if path in catalogue()} == {page.section}


@pytest.mark.parametrize("path", sorted(set(catalogue()) - set(TABLES)))
def test_every_fact_has_an_editor_that_begins_with_not_known(qtbot: QtBot, path: str) -> None:
    editor = shown(qtbot, editor_for(fact(path)))
    assert editor.reading().value is None
    assert editor.reading().unread == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_not_known_is_one_key_away_from_a_flag(qtbot: QtBot, key: Qt.Key) -> None:
    editor = shown(qtbot, flag_editor())
    told: list[object] = []
    editor.edited.connect(lambda reading: told.append(reading.value))
    buttons = editor.findChildren(QRadioButton)
    QTest.keyClick(buttons[0], Qt.Key.Key_Y)
    QTest.keyClick(buttons[1], Qt.Key.Key_N)
    QTest.keyClick(buttons[2], key)
    assert told == [True, False, None]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_not_known_is_one_key_away_from_a_list(qtbot: QtBot, key: Qt.Key) -> None:
    editor = shown(qtbot, choice_editor(fact("diagnosis.grade")))
    assert isinstance(editor, ListEditor)
    editor.show_value("G2")
    QTest.keyClick(editor.findChildren(QComboBox)[0], key)
    assert editor.reading().value is None


def test_arrow_keys_move_through_the_options(qtbot: QtBot) -> None:
    editor = shown(qtbot, flag_editor())
    told: list[object] = []
    editor.edited.connect(lambda reading: told.append(reading.value))
    first = editor.findChildren(QRadioButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert told == [True]


def test_a_wheel_turning_over_a_list_changes_nothing(qtbot: QtBot) -> None:
    editor = shown(qtbot, choice_editor(fact("diagnosis.grade")))
    editor.show_value("G2")
    combo = editor.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    middle = QPointF(combo.rect().center())
    turn = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)
    assert editor.reading().value == "G2"


@pytest.mark.parametrize("value", ["well", "unheard of"])
def test_a_choice_shows_any_value_of_a_file_and_gives_it_back(qtbot: QtBot, value: str) -> None:
    editor = shown(qtbot, choice_editor(fact("diagnosis.differentiation")))
    editor.show_value(value)
    assert editor.reading().value == value


def test_segments_show_a_foreign_value_as_an_option_of_its_own(qtbot: QtBot) -> None:
    editor = shown(qtbot, SegmentEditor([]))
    for value in ("one", "two"):
        editor.show_value(value)
        assert editor.reading().value == value
    assert len(editor.findChildren(QRadioButton)) == 2


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), ("10-15", {"low": 10, "high": 15}), ("<3", {"below": 3}), (">20", {"above": 20})],
)
def test_a_measure_takes_numbers_ranges_and_bounds(qtbot: QtBot, typed: str, value: Any) -> None:  # noqa: ANN401
    editor = shown(qtbot, MeasureEditor("%"))
    type_into(qtbot, editor, typed)
    assert editor.reading().value == value


def test_a_measure_keeps_what_it_does_not_show(qtbot: QtBot) -> None:
    editor = shown(qtbot, MeasureEditor("%"))
    editor.show_value({"value": 12, "unit": "%", "date": "2026-05"})
    assert editor.reading().value == {"value": 12, "unit": "%", "date": "2026-05"}
    type_into(qtbot, editor, "3")
    assert editor.reading().value["unit"] == "%"  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    "value",
    [6, {"value": 6, "unit": "/10HPF", "field_mm2": 0.2, "date": "2026"}, {"low": 2, "high": 4, "unit": "/2mm2"}],
)
def test_mitoses_come_back_as_they_were_shown(qtbot: QtBot, value: Any) -> None:  # noqa: ANN401
    editor = shown(qtbot, MitosesEditor())
    editor.show_value(value)
    assert editor.reading().value == value


@pytest.mark.parametrize("value", [{"value": 1, "date": "2026-11"}, 1, {"low": 0, "high": 1}])
def test_ecog_may_have_a_date_or_be_a_range(qtbot: QtBot, value: Any) -> None:  # noqa: ANN401
    editor = shown(qtbot, editor_for(fact("performance.ecog")))
    editor.show_value(value)
    assert editor.reading().value == value


@pytest.mark.parametrize("value", ["both ends", {"above": 3, "high": 9}, {"low": 3, "below": 9}])
def test_a_quantity_that_no_short_form_writes_comes_back_untouched(qtbot: QtBot, value: Any) -> None:  # noqa: ANN401
    editor = shown(qtbot, MeasureEditor("%"))
    editor.show_value(value)
    assert editor.reading().value in (value, {"value": value})


def test_an_unreadable_text_is_told_with_a_sentence_and_its_text(qtbot: QtBot) -> None:
    editor = shown(qtbot, MeasureEditor("%"))
    type_into(qtbot, editor, "1,500")
    reading = editor.reading()
    assert reading.value == "1,500"
    assert list(reading.unread) == [""]


def test_a_name_outside_the_vocabulary_is_taken_and_marked(qtbot: QtBot) -> None:
    editor = NameEditor("therapy", TEXT)
    shown(qtbot, editor)
    type_into(qtbot, editor, "herbal drops")
    assert editor.reading().value == "herbal drops"
    assert "not in the vocabulary: it will count as unknown" in editor.remark()
    editor.set_register(Register.PLAIN)
    assert "not known" in editor.remark()


def test_a_misspelt_name_gets_a_suggestion(qtbot: QtBot) -> None:
    editor = NameEditor("therapy", TEXT)
    shown(qtbot, editor)
    type_into(qtbot, editor, "everolimmus")
    assert "did you mean everolimus" in editor.remark()


def test_a_brand_name_shows_what_it_is_understood_as(qtbot: QtBot) -> None:
    editor = NameEditor("therapy", TEXT)
    shown(qtbot, editor)
    type_into(qtbot, editor, "Afinitor")
    assert editor.reading().value == "Afinitor"
    assert editor.remark() == "= everolimus (mTOR inhibitor)"


def test_typing_ahead_offers_names_of_the_vocabulary(qtbot: QtBot) -> None:
    editor = NameEditor("therapy", TEXT)
    shown(qtbot, editor)
    type_into(qtbot, editor, "everol")
    completer = editor.line.completer()
    offered = [completer.completionModel().index(n, 0).data() for n in range(completer.completionCount())]
    assert "everolimus" in offered


@pytest.mark.parametrize(("typed", "value"), [("PRRT", {"class": "PRRT"}), ("everolimus", {"agent": "everolimus"})])
def test_a_class_of_treatments_is_told_from_an_agent(qtbot: QtBot, typed: str, value: object) -> None:
    editor = shown(qtbot, AgentEditor("therapy", "agent"))
    type_into(qtbot, editor, typed)
    assert editor.reading().value == value


def test_the_unit_offers_what_is_printed_for_the_test(qtbot: QtBot) -> None:
    editor = UnitEditor()
    shown(qtbot, editor)
    editor.see_entry({"test": "creatinine"})
    assert {"mg/dL", "µmol/L"} <= set(editor.units)


def test_an_empty_row_is_no_entry_and_a_list_without_entries_is_not_known(qtbot: QtBot) -> None:
    editor = RowTable(therapies())
    shown(qtbot, editor)
    editor.add_row()
    assert editor.reading().value is None


def test_a_list_is_complete_only_when_somebody_says_so(qtbot: QtBot) -> None:
    editor = RowTable(therapies())
    shown(qtbot, editor)
    editor.add_row()
    QTest.keyClicks(editor.cards[0].findChild(AgentEditor).line, "everolimus")  # type: ignore[union-attr]
    assert editor.reading().value == {"complete": False, "items": [{"agent": "everolimus"}]}
    complete = editor.findChild(SegmentEditor)
    assert isinstance(complete, SegmentEditor)
    QTest.keyClick(complete.findChildren(QRadioButton)[0], Qt.Key.Key_Y)
    assert editor.reading().value == {"complete": True, "items": [{"agent": "everolimus"}]}


def test_rows_are_added_and_removed_by_keyboard(qtbot: QtBot) -> None:
    editor = RowTable(labs())
    shown(qtbot, editor)
    for name in ("ast", "alt"):
        editor.add_row()
        line = editor.cards[-1].findChild(NameEditor).line  # type: ignore[union-attr]
        QTest.keyClicks(line, name)
    QTest.keyClick(editor.cards[0], Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert editor.reading().value == [{"test": "alt"}]


def test_the_problem_of_a_row_stands_on_its_card_with_the_name_of_the_field(qtbot: QtBot) -> None:
    editor = RowTable(labs())
    shown(qtbot, editor)
    editor.show_value([{"test": "ast", "value": 30}, {"test": "alt", "value": 3, "date": "soon"}])
    assert editor.show_problems({"[1].date": "not a date", "[0]": "look again", "": "too long"}) == "too long"
    assert editor.cards[1].note == "Date: not a date"
    assert editor.cards[0].note == "look again"


def every_table_entry() -> dict[str, Any]:
    """One entry of each list with every detail that the public format has."""
    given = {"start": "2024-01", "end": "2025", "ongoing": False, "dose": 10, "dose_unit": "mg"}
    therapy = {
        **given,
        "agent": "everolimus",
        "setting": "first line",
        "outcome": "stable",
        "intent": "systemic",
        "line": 1,
        "cycles": 4,
        "isotope": "177Lu",
        "formulation": "long_acting",
        "stable_since": "2024-02",
    }
    specimen = {
        "site": "liver",
        "kind": "biopsy",
        "date": "2025",
        "ki67": {"low": 3, "high": 5},
        "mitotic_count": {"value": 2, "unit": "/2mm2"},
        "grade": "G2",
        "differentiation": "well",
    }
    condition = {"name": "hiv", "status": "past", "date": "2001", "stable_since": "2002", "detail": "ANC <1.5"}
    lab = {"test": "ast", "above": 3, "unit": "U/L", "date": "2026-01-01", "uln": 40, "lln": 5, "method": "measured"}
    marker = {"name": "tmb", "value": 10, "unit": "mut/Mb", "result": "positive", "date": "2025"}
    return {
        "therapies": {"complete": False, "items": [therapy, {"class": "prrt", "never": True}]},
        "medications": {"complete": True, "items": [{"name": "prednisone", **given}]},
        "conditions": {"complete": True, "items": [condition]},
        "progression": {"complete": True, "items": [{"date": "2026-01", "criteria": "clinical", "on": "everolimus"}]},
        "diagnosis.metastatic_sites": {"complete": True, "items": [{"name": "liver", "status": "active"}]},
        "diagnosis.specimens": [specimen],
        "labs": [lab],
        "biomarkers": [marker],
    }


@pytest.mark.parametrize("path", sorted(TABLES))
def test_every_detail_of_the_public_format_is_shown_and_comes_back(qtbot: QtBot, path: str) -> None:
    value = every_table_entry()[path]
    editor = RowTable(TABLES[path]())
    shown(qtbot, editor)
    editor.show_value(value)
    assert editor.reading().value == value
    assert all(card.hidden_keys == () for card in editor.cards)
    section, _, name = path.rpartition(".")
    data: dict[str, Any] = {"format": "zebramatch.patient/1"}
    parse_patient(data | ({section: {name: value}} if section else {name: value}), "test")
