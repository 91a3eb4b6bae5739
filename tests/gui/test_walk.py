"""The walk, driven as a patient would: by keys and clicks in the real window, one question a screen."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget

from criteria.patient_file import parse_patient
from gui.rooms import Room
from gui.walk.figures import STEPS
from gui.walk.options import Choice, Tick
from gui.walk.outcome import groups_of
from matcher.explain import Register
from matcher.result import Verdict
from tests.gui.test_access import nameless, reading_place, tab_stops

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.walk.room import WalkRoom

ENTER, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down
LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000
MOST_SCREENS = 120


class Patient:
    """Somebody at the keyboard and the mouse."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def room(self) -> WalkRoom:
        return self.window.walk.room

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def click(self, button: QWidget) -> None:
        assert button.isVisible()
        QTest.mouseClick(button, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(12, button.height() // 2))

    def come_in(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        self.rest()

    def rest(self) -> None:
        """Wait for the next screen."""
        session = self.window.session
        self.qtbot.waitUntil(lambda: session.is_settled and not self.room.is_waiting, timeout=PATIENCE_MS)
        QTest.qWait(1)
        self.window.activateWindow()  # without a screen no window is active once offered names have been put away
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def next(self) -> None:
        self.key(ENTER)
        self.rest()

    def unknown(self) -> None:
        self.click(self.room.unknown)
        self.rest()

    def get_to(self, question: str) -> None:
        for _ in range(MOST_SCREENS):
            if self.room.question == question:
                return
            self.unknown()
        pytest.fail(f"{question} was not asked")

    def choose(self, text: str) -> None:
        self.click(self.option(text))

    def option(self, text: str) -> QAbstractButton:
        found = [one for kind in (Choice, Tick) for one in self.room.page.findChildren(kind) if one.isVisible()]
        return next(one for one in found if one.text().startswith(text))

    def options(self) -> list[str]:
        return [one.text() for kind in (Choice, Tick) for one in self.room.page.findChildren(kind) if one.isVisible()]

    def line(self, caption: str) -> QLineEdit:
        """Go to the line below a caption."""
        label = next(one for one in self.room.page.findChildren(QLabel) if one.text() == caption and one.isVisible())
        buddy = label.buddy()
        assert buddy is not None
        line = buddy.focusProxy()
        assert isinstance(line, QLineEdit)
        self.click(line)
        return line

    def so_far(self) -> None:
        self.click(next(one for one in self.room.findChildren(QPushButton) if one.text().startswith("&Show me")))
        self.rest()


@pytest.fixture
def patient(qtbot: QtBot, window: MainWindow) -> Patient:
    """Somebody who has just come into the walk, of whom nothing is known."""
    made = Patient(qtbot, window)
    made.come_in()
    return made


def test_the_sparse_example_can_be_answered_from_an_empty_start(patient: Patient) -> None:
    session = patient.window.session
    assert patient.room.question == "age"
    patient.type("58")
    patient.next()
    patient.key(DOWN)
    patient.next()
    patient.choose("Small bowel")
    patient.next()
    patient.choose("NET")
    patient.next()
    patient.unknown()  # the grade
    patient.choose("Spread to other parts")
    patient.next()
    patient.choose("Liver")
    patient.next()
    patient.unknown()  # how she is
    patient.choose("Hormone injections")
    patient.next()
    patient.click(next(one for one in patient.room.page.findChildren(QAbstractButton) if one.text() == "Yes, still"))
    patient.line("When did it begin? (If you know)")
    patient.type("2024")
    patient.line("Which one was it? (If you know)")
    patient.type("lanreotide")
    session.settle()
    patient.rest()
    example = json.loads(files("resources").joinpath("examples", "sparse.json").read_text("utf-8"))
    wanted = parse_patient({key: example[key] for key in ("format", "age", "sex", "diagnosis", "therapies")}, "")
    found = session.profile
    assert (found.age, found.sex, found.diagnosis.extent) == (58, "female", "metastatic")
    assert found.therapies == wanted.therapies
    assert found.diagnosis.metastatic_sites == wanted.diagnosis.metastatic_sites
    before = {match.trial.id: match.verdict for match in session.result.matches} if session.result else {}
    session.discard_changes()
    patient.window.files.open_example("sparse")
    session.set_day(None)
    session.settle()
    patient.rest()
    assert session.result is not None
    assert before == {match.trial.id: match.verdict for match in session.result.matches}


def test_who_knows_nothing_comes_to_a_kind_end(patient: Patient) -> None:
    seen = []
    while not patient.room.shows_result:
        assert patient.room.question not in seen
        seen.append(patient.room.question)
        patient.unknown()
    assert len(seen) <= 40
    assert not any(question.startswith(("labs.", "conditions.")) for question in seen), "families have one way in"
    assert "life_expectancy_months" not in seen
    shown = " ".join(label.text() for label in patient.room.result.findChildren(QLabel))
    assert "Thank you" in shown
    assert "It is all right to know only a part" in shown
    assert patient.window.session.draft == {"format": "zebramatch.patient/1"}


def test_enter_alone_leaves_a_question_open_too(patient: Patient) -> None:
    patient.next()
    assert patient.room.question == "sex"
    assert patient.window.session.value("age") is None


def test_back_changes_an_answer(patient: Patient) -> None:
    patient.type("58")
    patient.next()
    patient.choose("Female")
    patient.next()
    patient.click(patient.room.back)
    assert patient.room.question == "sex"
    assert patient.option("Female").isChecked()
    patient.choose("Male")
    patient.next()
    assert patient.room.question == "diagnosis.primary_site"
    assert patient.window.session.value("sex") == "male"


def test_back_is_off_at_the_first_question(patient: Patient) -> None:
    assert not patient.room.back.isEnabled()
    patient.unknown()
    assert patient.room.back.isEnabled()


def test_what_is_not_ticked_is_not_no(patient: Patient) -> None:
    session = patient.window.session
    patient.get_to("therapies")
    patient.choose("Chemotherapy")
    assert session.value("therapies") == {"complete": False, "items": [{"class": "chemotherapy"}]}
    patient.choose("Chemotherapy")
    assert session.value("therapies") is None
    patient.choose("That is all")
    assert session.value("therapies") == {"complete": True, "items": []}


def test_to_untick_and_tick_again_keeps_what_was_told(patient: Patient) -> None:
    session = patient.window.session
    patient.get_to("therapies")
    patient.line("Another one. Write its name, then press Enter:")
    patient.type("Lutathera")
    patient.key(ENTER)
    patient.next()
    patient.line("When did the last one end?")
    patient.type("2025-03")
    patient.click(patient.room.back)
    assert patient.room.question == "therapies"
    told = {"complete": False, "items": [{"agent": "Lutathera", "end": "2025-03"}]}
    assert session.value("therapies") == told
    patient.choose("Radioactive medicine")
    assert session.value("therapies") is None
    patient.choose("Radioactive medicine")
    assert session.value("therapies") == told


def test_a_brand_name_ticks_its_box_and_says_more_than_the_bare_class(patient: Patient) -> None:
    session = patient.window.session
    patient.get_to("therapies")
    patient.choose("Radioactive medicine")
    patient.line("Another one. Write its name, then press Enter:")
    patient.type("Lutathera")
    patient.key(ENTER)
    assert patient.room.question == "therapies", "the first Enter takes the name"
    assert session.value("therapies") == {"complete": False, "items": [{"agent": "Lutathera"}]}
    assert patient.option("Radioactive medicine").isChecked()


def test_a_name_that_was_typed_and_not_confirmed_is_not_lost(patient: Patient) -> None:
    patient.get_to("therapies")
    patient.line("Another one. Write its name, then press Enter:")
    patient.type("interferon")
    patient.click(patient.room.next)
    patient.rest()
    assert patient.window.session.value("therapies") == {"complete": False, "items": [{"class": "interferon"}]}
    assert patient.room.page.question.text() == "Tell us more: Immunotherapy"


def test_what_still_goes_on_has_no_end(patient: Patient) -> None:
    patient.get_to("therapies")
    patient.choose("Chemotherapy")
    patient.next()
    line = patient.line("When did the last one end?")
    patient.type("2025")
    patient.click(next(one for one in patient.room.page.findChildren(QAbstractButton) if one.text() == "Yes, still"))
    assert line.isHidden() or not line.isVisible()
    assert patient.window.session.value("therapies") == {
        "complete": False,
        "items": [{"class": "chemotherapy", "ongoing": True}],
    }


def test_i_do_not_know_keeps_what_a_list_holds(patient: Patient) -> None:
    patient.get_to("therapies")
    patient.choose("An operation")
    patient.unknown()
    assert patient.window.session.value("therapies") == {"complete": False, "items": [{"class": "surgery"}]}


def test_i_do_not_know_takes_a_single_answer_back(patient: Patient) -> None:
    patient.type("58")
    patient.unknown()
    assert patient.window.session.value("age") is None


def test_a_date_of_birth_does_as_well_as_an_age(patient: Patient) -> None:
    patient.type("17 May 1968")
    patient.next()
    assert patient.window.session.value("birth_date") == "1968-05-17"
    assert patient.window.session.value("age") is None
    patient.click(patient.room.back)
    focused = patient.focus
    assert isinstance(focused, QLineEdit)
    focused.selectAll()
    patient.type("58")
    patient.next()
    assert (patient.window.session.value("age"), patient.window.session.value("birth_date")) == (58, None)


@pytest.mark.parametrize("text", ["fifty", "999"])
def test_what_cannot_be_read_is_told_calmly_and_never_shuts_a_person_in(patient: Patient, text: str) -> None:
    patient.type(text)
    patient.next()
    assert patient.room.question == "age"
    assert patient.room.page.note.isVisible()
    patient.unknown()
    assert patient.room.question == "sex"
    assert patient.window.session.problems == {}


def test_the_drawings_are_chosen_by_click_and_by_arrow_keys_and_have_names(patient: Patient) -> None:
    patient.get_to("performance.ecog")
    options = patient.room.page.findChildren(Choice)
    shown = [one for one in options if one.isVisible()]
    assert len(shown) == len(STEPS)
    assert all(one.accessibleName() == one.text() for one in shown)
    assert not any(one.isChecked() for one in shown)
    patient.key(DOWN)
    assert patient.window.session.value("performance.ecog") == {"value": 0}
    patient.key(DOWN, DOWN)
    assert patient.window.session.value("performance.ecog") == {"value": 2}
    patient.click(shown[4])
    assert patient.window.session.value("performance.ecog") == {"value": 4}


def test_the_same_data_stand_on_the_desk_and_in_the_walk(patient: Patient) -> None:
    window = patient.window
    patient.type("58")
    patient.next()
    patient.key(Qt.Key.Key_Escape)
    assert window.rooms.room is Room.DESK
    assert window.session.register is Register.PLAIN
    assert window.session.value("age") == 58
    assert window.form.field("age").editor.reading().value == 58
    window.session.edit("sex", "male")
    patient.come_in()
    assert patient.room.question == "sex"
    assert patient.option("Male").isChecked()


def test_undo_shows_the_question_that_it_was_about(patient: Patient) -> None:
    patient.type("58")
    patient.next()
    patient.choose("Female")
    patient.next()
    QTest.keyClick(patient.focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    patient.rest()
    assert patient.room.question == "sex"
    assert not patient.option("Female").isChecked()
    assert patient.window.session.value("age") == 58


def test_what_a_file_knows_is_not_asked_again_but_can_be_gone_back_to(qtbot: QtBot, filled: MainWindow) -> None:
    patient = Patient(qtbot, filled)
    patient.come_in()
    assert patient.room.question not in ("age", "sex", "therapies")
    patient.click(patient.room.back)
    assert patient.room.question == "therapies"
    assert filled.session.is_saved


def test_the_result_counts_every_trial_and_folds_what_does_not_seem_to_fit(qtbot: QtBot, filled: MainWindow) -> None:
    patient = Patient(qtbot, filled)
    patient.come_in()
    patient.so_far()
    result = filled.session.result
    assert result is not None
    groups = groups_of(result)
    assert sum(len(group.matches) for group in groups) == len(result.matches)
    for group in groups:
        against = [match for match in group.matches if match.verdict is Verdict.INELIGIBLE]
        assert group.is_folded or not against
        assert any(label.text() == group.title for label in patient.room.result.findChildren(QLabel))
        assert str(len(group.matches)) in group.title


def test_a_person_can_stop_look_and_go_on_where_they_were(patient: Patient) -> None:
    patient.get_to("diagnosis.grade")
    patient.so_far()
    assert patient.room.shows_result
    assert not patient.room.sheet.isVisible() or "sheet" in patient.window.actions_.by_name
    patient.click(patient.room.more)
    patient.rest()
    assert patient.room.question == "diagnosis.grade"


def test_a_trial_of_the_result_is_seen_in_full_at_the_desk(qtbot: QtBot, filled: MainWindow) -> None:
    patient = Patient(qtbot, filled)
    patient.come_in()
    patient.so_far()
    result = patient.room.result
    patient.click(next(one for one in result.findChildren(QPushButton) if one.text() == "Show" and one.isVisible()))
    button = next(one for one in result.findChildren(QPushButton) if one.text() == "See all about this one")
    button.setFocus()
    patient.key(ENTER)
    assert filled.rooms.room is Room.DESK
    match = filled.results.match
    assert match is not None
    assert match.trial.title in button.accessibleName()


def test_without_the_sheet_no_number_is_asked_for(patient: Patient) -> None:
    patient.get_to("labs")
    patient.choose("No, not now")
    patient.next()
    while not patient.room.shows_result:
        assert not patient.room.question.startswith("labs.")
        patient.unknown()


def test_a_blood_test_is_kept_as_the_form_keeps_it_and_taken_back_by_i_do_not_know(patient: Patient) -> None:
    patient.get_to("labs")
    patient.choose("Yes, I have it here")
    patient.next()
    assert patient.room.question == "labs.platelets"
    patient.type("180")
    patient.line("Unit")
    patient.type("10*9/L")
    patient.next()
    told = [{"test": "platelets", "value": 180, "unit": "10*9/L"}]
    assert patient.window.session.value("labs") == told
    patient.click(patient.room.back)
    assert patient.room.question == "labs.platelets"
    patient.unknown()
    assert patient.window.session.value("labs") is None


SCREENS = ("age", "diagnosis.primary_site", "performance.ecog", "therapies", "progression", "conditions", "labs")


def cut_off(room: WalkRoom) -> list[str]:
    """Return the words that stand wider or higher than their place."""
    found = []
    for button in room.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            need = button.heightForWidth(button.width()) if button.hasHeightForWidth() else button.sizeHint().height()
            if button.height() < need or (
                not button.hasHeightForWidth() and button.width() < button.sizeHint().width()
            ):
                found.append(button.text())
    labels = [label for label in room.findChildren(QLabel) if label.isVisible() and label.text()]
    return found + [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]


@pytest.mark.parametrize("size", [(1366, 768), (900, 600), (683, 384)])
def test_nothing_is_cut_and_all_have_names_in_reading_order(patient: Patient, size: tuple[int, int]) -> None:
    patient.window.resize(*size)
    for question in SCREENS:
        patient.get_to(question)
        QTest.qWait(30)
        assert patient.window.width() == size[0]
        assert cut_off(patient.room) == []
        assert nameless(patient.room) == []
        inside = patient.room.page.viewport()
        places = [reading_place(widget, inside) for widget in tab_stops(patient.window, inside)]
        assert places == sorted(places)
        assert patient.room.unknown.isVisible()
        assert not patient.room.page.horizontalScrollBar().isVisible()
    patient.so_far()
    QTest.qWait(30)
    assert cut_off(patient.room) == []
    assert nameless(patient.room) == []


@pytest.mark.parametrize("size", [(1366, 768), (900, 600)])
def test_the_five_drawings_stand_in_one_view(patient: Patient, size: tuple[int, int]) -> None:
    patient.window.resize(*size)
    patient.get_to("performance.ecog")
    QTest.qWait(30)
    view = patient.room.page.viewport()
    lowest = max(one.mapTo(view, QPoint(0, one.height())).y() for one in patient.room.page.findChildren(Choice))
    assert lowest <= view.height()


def test_what_belongs_to_the_desk_is_out_of_reach_in_the_walk(patient: Patient) -> None:
    actions = patient.window.actions_.by_name
    assert not actions["answer"].isEnabled()
    assert actions["save"].isEnabled()
    assert patient.window.tool_bar.isHidden()
    patient.key(Qt.Key.Key_Escape)
    assert actions["answer"].isEnabled()
    assert not patient.window.tool_bar.isHidden()


def test_another_patient_begins_anew(patient: Patient, settled: Callable[[object], None]) -> None:
    patient.type("58")
    patient.next()
    patient.window.session.discard_changes()
    patient.window.files.new()
    settled(patient.window.session)
    assert patient.room.question == "age"
    assert not patient.room.back.isEnabled()
