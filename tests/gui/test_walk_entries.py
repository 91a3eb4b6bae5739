"""What the walk writes into lists: no answer is lost, doubled, put beside another entry or made of "I don't know"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from gui.walk.journey import items_of
from tests.gui.test_walk import ENTER, Patient, patient  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.strict_json import Json

LINE = "Another one. Write its name, then press Enter:"
TREATMENTS: list[Json] = [{"agent": "octreotide LAR", "ongoing": True}, {"agent": "everolimus", "end": "2026"}]
GIVEN: dict[str, Json] = {
    "labs": [
        {"test": "platelets", "value": 150, "unit": "10*9/L", "date": "2026-11-15"},
        {"test": "AST", "value": 50, "unit": "U/L", "date": "2026-11-15", "lln": 5},
    ],
    "therapies": {"complete": False, "items": TREATMENTS},
    "progression": {"complete": True, "items": [{"date": "2024-08-27"}, {"on": "everolimus"}]},
    "conditions": {"complete": False, "items": [{"name": "hypertension"}]},
}


@pytest.fixture
def known(patient: Patient, settled: Callable[[object], None]) -> Patient:  # noqa: F811
    """Somebody of whom much is known, with the walk open."""
    for path, value in GIVEN.items():
        patient.window.session.edit(path, value)
    patient.window.session.settle()
    settled(patient.window.session)
    return patient


def entries(patient: Patient, path: str) -> list[dict[str, Json]]:  # noqa: F811
    """Return the entries of a list as they are kept."""
    found = [one for one in items_of(patient.window.session.value(path)) if isinstance(one, dict)]
    assert len(found) == len(items_of(patient.window.session.value(path)))
    return found


def ask(patient: Patient, question: str) -> None:  # noqa: F811
    """Have a question asked next, whichever is the best."""
    patient.room.journey.step_to(question)
    patient.room.take_focus()
    assert patient.room.question == question


@pytest.mark.parametrize(
    "question", ["labs.ast.uln", "labs.ast", "therapies[1].end", "progression", "progression[1].date", "conditions.hiv"]
)
def test_i_do_not_know_leaves_what_was_known_before(known: Patient, question: str) -> None:
    before = known.window.session.draft
    ask(known, question)
    known.unknown()
    assert known.window.session.draft == before


def test_i_do_not_know_takes_back_only_what_was_filled_in_here(known: Patient) -> None:
    ask(known, "labs.ast.uln")
    known.line("Normal up to")
    known.type("35")
    assert entries(known, "labs")[1]["uln"] == 35
    known.unknown()
    assert known.window.session.value("labs") == GIVEN["labs"]


def test_a_changed_course_comes_back_with_i_do_not_know(known: Patient) -> None:
    ask(known, "progression")
    known.choose("No, my doctors")
    assert known.window.session.value("progression") == {"complete": True, "items": []}
    known.unknown()
    assert known.window.session.value("progression") == GIVEN["progression"]


def test_fields_that_were_emptied_leave_what_else_an_entry_holds(known: Patient) -> None:
    ask(known, "progression")
    line = known.line("When was it last seen to grow?")
    known.type("2026-05")
    line.clear()
    assert known.window.session.value("progression") == GIVEN["progression"]


def test_a_growth_after_none_was_said_is_not_the_whole_course(patient: Patient) -> None:  # noqa: F811
    session = patient.window.session
    ask(patient, "progression")
    patient.choose("No, my doctors")
    ask(patient, "progression")
    patient.choose("Yes, it has grown")
    patient.line("When was it last seen to grow?")
    patient.type("2026-05")
    assert session.value("progression") == {"complete": False, "items": [{"date": "2026-05"}]}


@pytest.mark.parametrize("leave", ["whole", "back", "escape"])
def test_a_name_that_stands_in_the_line_is_never_left_out_of_a_list(patient: Patient, leave: str) -> None:  # noqa: F811
    patient.get_to("therapies")
    patient.line(LINE)
    patient.type("everolimus")
    if leave == "back":
        patient.click(patient.room.back)
    elif leave == "escape":
        patient.key(Qt.Key.Key_Escape, Qt.Key.Key_Escape)  # the first one puts the offered names away
    else:
        patient.choose("That is all")
    whole = leave == "whole"
    told = {"complete": whole, "items": [{"agent": "everolimus"}]}
    assert patient.window.session.value("therapies") == told


def test_i_do_not_know_unsays_that_a_list_is_complete(patient: Patient) -> None:  # noqa: F811
    patient.get_to("therapies")
    patient.choose("Chemotherapy")
    patient.choose("That is all")
    patient.unknown()
    assert patient.window.session.value("therapies") == {"complete": False, "items": [{"class": "chemotherapy"}]}


def test_i_do_not_know_is_not_none_at_all(patient: Patient) -> None:  # noqa: F811
    patient.get_to("therapies")
    patient.choose("That is all")
    patient.unknown()
    assert patient.window.session.value("therapies") is None


def test_a_name_that_is_written_twice_is_one_treatment(patient: Patient) -> None:  # noqa: F811
    patient.get_to("therapies")
    for name in ("Lutathera", "lutathera", "lutetium Lu 177 dotatate"):
        patient.line(LINE)
        patient.type(name)
        patient.key(ENTER)
    assert len(entries(patient, "therapies")) == 1


def test_a_second_course_is_a_treatment_of_its_own(known: Patient) -> None:
    ask(known, "therapies")
    known.line(LINE)
    known.type("everolimus")
    known.key(ENTER)
    assert [item.get("end") for item in entries(known, "therapies")] == [None, "2026", None]


def test_details_of_a_new_treatment_never_change_an_older_one_of_its_kind(known: Patient) -> None:
    ask(known, "therapies")
    known.line(LINE)
    known.type("sunitinib")
    known.key(ENTER)
    known.next()
    assert known.room.question == "therapies@targeted_therapy"
    known.click(next(one for one in known.room.page.findChildren(QAbstractButton) if one.text() == "Yes, still"))
    assert entries(known, "therapies")[:2] == TREATMENTS
    assert entries(known, "therapies")[2:] == [{"agent": "sunitinib", "ongoing": True}]
    known.click(known.room.back)
    known.next()
    assert known.room.question == "therapies@targeted_therapy"
    known.click(next(one for one in known.room.page.findChildren(QAbstractButton) if one.text() == "No, it has ended"))
    assert entries(known, "therapies")[:2] == TREATMENTS
    assert entries(known, "therapies")[2:] == [{"agent": "sunitinib", "ongoing": False}]


def test_i_do_not_know_takes_back_a_date_that_cannot_be_read(patient: Patient) -> None:  # noqa: F811
    patient.get_to("therapies")
    patient.choose("Chemotherapy")
    patient.next()
    patient.line("When did the last one end?")
    patient.type("long ago")
    patient.next()
    assert patient.room.page.note.isVisible()
    patient.unknown()
    assert patient.window.session.problems == {}
    assert patient.window.session.value("therapies") == {"complete": False, "items": [{"class": "chemotherapy"}]}


def test_what_cannot_be_read_holds_a_person_up_on_its_own_screen_alone(patient: Patient) -> None:  # noqa: F811
    patient.get_to("therapies")
    patient.choose("Chemotherapy")
    patient.next()
    patient.line("When did the last one end?")
    patient.type("long ago")
    patient.click(patient.room.back)
    assert patient.room.question == "therapies"
    patient.next()
    assert patient.room.question == "therapies@chemotherapy"
    patient.next()
    assert patient.room.question == "therapies@chemotherapy"
    assert patient.room.page.note.isVisible()


def test_a_question_about_a_treatment_names_it(known: Patient) -> None:
    ask(known, "therapies[1].end")
    assert known.room.page.question.text() == "What do your papers say about everolimus: when it ended?"


def test_a_question_goes_with_its_treatment_and_never_to_the_next_one(known: Patient) -> None:
    ask(known, "therapies")
    ask(known, "therapies[1].end")
    known.click(known.room.back)
    known.choose("Hormone injections")
    known.next()
    assert known.room.question != "therapies[1].end"
    assert entries(known, "therapies") == [{"agent": "everolimus", "end": "2026"}]


def test_a_treatment_that_was_removed_at_the_desk_is_not_asked_about(known: Patient) -> None:
    ask(known, "therapies[1].end")
    known.key(Qt.Key.Key_Escape)
    known.window.session.edit("therapies", None)
    known.come_in()
    assert known.room.question != "therapies[1].end"
    assert known.window.session.value("therapies") is None


def test_an_illness_that_is_known_is_not_written_twice(known: Patient) -> None:
    ask(known, "conditions.hypertension")
    known.key(Qt.Key.Key_Down)
    items = entries(known, "conditions")
    assert [item["name"] for item in items] == ["hypertension"]
    assert "status" in items[0]


def test_who_never_took_a_medicine_is_not_made_to_say_that_it_ended(patient: Patient) -> None:  # noqa: F811
    ask(patient, "medications.steroid")
    shown = " ".join(label.text() for label in patient.room.page.findChildren(QLabel) if label.isVisible())
    assert "Do you take this medicine, or did you: cortisone? If you never did, press Next." in shown
    buttons = [one.text() for one in patient.room.page.findChildren(QAbstractButton) if one.isVisible()]
    assert "No" not in buttons
    assert "No, it has ended" in buttons


def test_the_list_of_medicines_is_asked_before_any_of_them(patient: Patient) -> None:  # noqa: F811
    assert patient.room.journey.asked_as("medications.steroid") == "medications"


def test_to_choose_the_same_option_again_keeps_its_date(known: Patient) -> None:
    dated: Json = {"value": 1, "date": "2026-11-02"}
    known.window.session.edit("performance.ecog", dated)
    ask(known, "performance.ecog")
    options = known.options()
    known.choose(options[1])
    assert known.window.session.value("performance.ecog") == dated
    known.choose(options[2])
    assert known.window.session.value("performance.ecog") == {"value": 2}


def test_a_day_without_a_result_does_not_stand_in_for_the_result_before(known: Patient) -> None:
    session = known.window.session
    ask(known, "labs.ast")
    known.line("When")
    known.type("2026-11-20")
    assert session.value("labs") == GIVEN["labs"]
    result = known.line("Result")
    known.type("44,5")
    new = {"test": "AST", "value": 44.5, "date": "2026-11-20"}
    assert [{**one, "test": str(one["test"]).upper()} for one in entries(known, "labs")[2:]] == [new]
    result.clear()
    assert session.value("labs") == GIVEN["labs"]


def test_a_specimen_is_kept_in_the_form_of_its_list(known: Patient) -> None:
    session = known.window.session
    session.edit("diagnosis.specimens", [{"site": "liver", "date": "2026-05-19"}])
    ask(known, "diagnosis.specimens[0].grade")
    known.key(Qt.Key.Key_Tab)
    answer = known.room.page.answer
    assert answer is not None
    answer.editor.tell()
    assert isinstance(session.value("diagnosis.specimens"), list)
