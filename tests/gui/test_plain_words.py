"""The switch between clinical and plain words changes everything in sight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from gui.form.pages import PAGES
from gui.form.rows import RowTable
from matcher.explain import Register

if TYPE_CHECKING:
    from gui.main_window import MainWindow

# Words that a patient need not know; measures that stand on a patient's own papers are explained, not hidden.
JARGON = re.compile(
    r"\b(ULN|LLN|SSTR|FDG|Measurable disease|Functioning|Resectable|Differentiation|Metastatic|Biomarkers?|Agent|"
    r"Intent|Formulation|inclusion|exclusion|violated|cohort|Performance|Conflict|Medication|Labs|Specimens?|"
    r"histology|biochemical|progression|Childbearing)\b"
)


def words_in(window: MainWindow) -> list[str]:
    """Every text of the window itself on any page, in alphabetical order."""
    found: list[str] = []
    for number in range(len(PAGES)):
        window.form.show_page(number)
        for table in window.form.inside(number).findChildren(RowTable):
            assert len(table.cards) == table.count
        for widget in window.form.inside(number).findChildren(QWidget):
            if isinstance(widget, QLabel | QAbstractButton):
                found.append(widget.text())
            elif isinstance(widget, QComboBox):
                found += [widget.itemText(n) for n in range(widget.count())]
            elif isinstance(widget, QLineEdit):
                found.append(widget.placeholderText())
    found += [index.data() for index in window.form.section_indexes()]
    found += [action.text() for action in window.actions_.by_name.values()]
    return sorted(text for text in found if text)


def test_the_form_and_the_menus_hold_no_jargon_in_plain_words(filled: MainWindow) -> None:
    filled.switch_words()
    assert {text for text in words_in(filled) if JARGON.search(text)} == set()


def test_the_jargon_list_finds_the_clinical_words(filled: MainWindow) -> None:
    clinical = [text for text in words_in(filled) if JARGON.search(text)]
    assert len(clinical) > 20


@pytest.mark.parametrize("trial", ["NCT03043664", "NCT02683941"])
def test_the_ranking_and_the_detail_are_worded_for_patients(filled: MainWindow, trial: str) -> None:
    filled.results.choose(trial)
    clinical = filled.detail.texts
    filled.switch_words()
    plain = filled.detail.texts
    assert len(set(clinical) & set(plain)) < len(clinical) / 3
    rows = " ".join(row.text for row in filled.results.model.rows)
    assert "ask your team" in rows or "some answers are missing" in rows
    assert "Conflict found" not in rows


def test_the_switch_leaves_the_data_alone_and_goes_back(filled: MainWindow) -> None:
    session = filled.session
    before = (session.profile, session.result, words_in(filled))
    filled.switch_words()
    assert session.register is Register.PLAIN
    assert (session.profile, session.result) == before[:2]
    assert session.is_saved
    filled.switch_words()
    assert words_in(filled) == before[2]


def test_the_report_is_proposed_for_the_reader_whose_words_are_on_the_screen(filled: MainWindow) -> None:
    from gui.dialogs import ReportDialog

    filled.switch_words()
    filled.export()
    dialog = filled.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    assert dialog.patient.isChecked()
    dialog.reject()


def test_every_question_is_also_asked_in_the_patients_words(filled: MainWindow) -> None:
    filled.switch_words()
    for path, field in filled.form.all_fields().items():
        if field.entry is not None:
            assert field.entry.plain_question, path
            assert field.entry.plain_question != field.entry.question
            assert not re.search(JARGON.pattern + r"|the patient|RECIST|lesion", field.entry.plain_question), path
            assert field.entry.plain_question in field.label.toolTip().replace("&lt;", "<")
