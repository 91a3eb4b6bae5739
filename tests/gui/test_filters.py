"""The filter bar in the window: it hides rows, says how many, and one key brings all back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from gui.dialogs import ReportChoice
from gui.models.rows import GroupRow, MatchRow
from gui.reporting import document_of
from matcher.explain import Register
from matcher.filters import NOT_KNOWN, Filter, Standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gui.filters.bar import FilterBar
    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.session import Session
    from matcher.result import Match

SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def bar(window: MainWindow) -> FilterBar:
    return window.results.filters


def listed(window: MainWindow) -> list[str]:
    return [row.match.trial.id for row in window.results.model.rows if isinstance(row, MatchRow)]


def remarks(window: MainWindow) -> list[str]:
    return [row.text for row in window.results.model.rows if isinstance(row, GroupRow) and row.is_remark]


def total(window: MainWindow) -> str:
    return window.results._total.text()


def tick(window: MainWindow, name: str, *choices: str) -> None:
    """Open a filter by its button and tick choices with the space bar."""
    if not bar(window).switch.isChecked():
        bar(window).switch.click()
    bar(window).buttons[name].click()
    popup = bar(window).popup
    assert popup.isVisible()
    for choice in choices:
        rows = range(popup.list.count())
        popup.list.setCurrentRow(
            next(row for row in rows if popup.list.item(row).data(Qt.ItemDataRole.UserRole) == choice)
        )
        QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_a_ticked_choice_hides_the_others_in_place_and_says_how_many(filled: MainWindow) -> None:
    before = listed(filled)
    tick(filled, "verdict", "possible")
    after = listed(filled)
    assert 0 < len(after) < len(before)
    assert after == [trial for trial in before if trial in after]
    assert total(filled) == f"{len(after)} of 51 shown; {51 - len(after)} hidden by filters; Esc shows all"


@pytest.mark.parametrize("key", ["Esc", "Ctrl+Shift+F", "chip"])
def test_one_key_or_the_chip_brings_all_back(filled: MainWindow, key: str) -> None:
    before = listed(filled)
    tick(filled, "kind", "label")
    assert len(listed(filled)) == 7
    filled.results.take_focus()
    if key == "Esc":
        QTest.keyClick(filled.results.list, Qt.Key.Key_Escape)
    elif key == "chip":
        QTest.keyClick(bar(filled).chips["kind"], Qt.Key.Key_Space)
    else:
        QTest.keyClick(filled.results.list, Qt.Key.Key_F, SHIFT_CONTROL)
    assert listed(filled) == before
    assert "none left out" in total(filled)
    assert not bar(filled).chips["kind"].isVisible()


def test_esc_takes_off_look_up_and_filters_at_once(filled: MainWindow) -> None:
    before = listed(filled)
    tick(filled, "kind", "trial")
    filled.results.look_up.setFocus()
    QTest.keyClicks(filled.results.look_up, "lanreotide")
    assert len(listed(filled)) < 44
    QTest.keyClick(filled.results.look_up, Qt.Key.Key_Escape)
    assert (listed(filled), filled.results.look_up.text()) == (before, "")


def test_a_country_hides_no_trial_whose_countries_are_not_known_until_a_person_says_so(filled: MainWindow) -> None:
    library = filled.session.library
    unknown = [trial.id for trial in library.trials if not any(site.country for site in trial.sites)]
    tick(filled, "country", "Spain")
    assert set(unknown) <= set(listed(filled))
    assert bar(filled).chips["country"].text().startswith("Country: Spain or country not known")
    tick(filled, "country", NOT_KNOWN)
    assert not set(unknown) & set(listed(filled))
    assert bar(filled).chips["country"].text().startswith("Country: Spain  ")
    tick(filled, "country", "Spain")
    assert bar(filled).chips["country"].text().startswith("Country: without “Country not known”")
    assert len(listed(filled)) == 51 - len(unknown)


def test_every_choice_stands_with_its_count_and_the_not_known_first(filled: MainWindow) -> None:
    bar(filled).switch.click()
    bar(filled).open_choices("country")
    rows = [bar(filled).popup.list.item(row) for row in range(bar(filled).popup.list.count())]
    texts = [item.text() for item in rows]
    bar(filled).popup.hide()
    missing = sum(not trial.sites for trial in filled.session.library.trials)
    assert texts[0].startswith("Country not known  (")
    assert int(texts[0].partition("(")[2][:-1]) >= missing
    assert rows[0].checkState() is Qt.CheckState.Checked
    assert all(item.checkState() is Qt.CheckState.Unchecked for item in rows[1:])
    assert texts[1:] == sorted(texts[1:])


def test_filters_that_hide_every_trial_say_so(filled: MainWindow) -> None:
    tick(filled, "kind", "label")
    tick(filled, "phase", "3")
    tick(filled, "phase", NOT_KNOWN)
    assert listed(filled) == []
    assert remarks(filled) == ["The filters hide every trial; Esc shows all"]
    assert filled.results.match is None


def test_a_trial_that_is_looked_up_and_filtered_away_is_told_of(filled: MainWindow) -> None:
    tick(filled, "kind", "label")
    filled.results.look_up.setText("NCT03043664")
    assert listed(filled) == []
    assert remarks(filled) == ["1 with these words hidden by the filters; Esc shows all"]


def test_another_patient_begins_without_filters(
    filled: MainWindow, example_file: Path, settled: Callable[[Session], None]
) -> None:
    tick(filled, "kind", "label")
    filled.files.open(example_file)
    settled(filled.session)
    assert len(listed(filled)) == 51
    assert "none left out" in total(filled)


def test_filters_stay_while_the_patient_is_edited(filled: MainWindow, settled: Callable[[Session], None]) -> None:
    tick(filled, "kind", "label")
    filled.session.edit("performance.ecog", {"value": 3, "date": "2026-11-01"})
    settled(filled.session)
    assert len(listed(filled)) == 7


def test_neither_report_nor_calendar_is_filtered_and_the_calendar_says_so(filled: MainWindow) -> None:
    filled.switch_calendar()
    before = filled.results.calendar.model.rows
    plain = total(filled)
    document = document_of(filled.session.question(), ReportChoice(Register.CLINICIAN))
    filled.switch_calendar()
    tick(filled, "kind", "label")
    assert document_of(filled.session.question(), ReportChoice(Register.CLINICIAN)) == document
    filled.switch_calendar()
    assert [row.match.trial.id for row in filled.results.calendar.model.rows] == [row.match.trial.id for row in before]
    assert total(filled) == f"{plain} Filters and what is set aside hide nothing here."
    assert not bar(filled).isVisible()
    filled.switch_calendar()
    assert bar(filled).isVisible()


def test_what_another_view_chooses_is_brought_into_sight(filled: MainWindow) -> None:
    tick(filled, "kind", "label")
    filled.results.find_and_choose("NCT03043664")
    assert filled.results.match is not None
    assert filled.results.match.trial.id == "NCT03043664"


def test_a_further_filter_has_a_button_a_chip_and_three_values(filled: MainWindow) -> None:
    here = filled.session.library.trials[0].id

    def standing(match: Match) -> Standing:
        is_here = match.trial.id == here
        return Standing(frozenset({"near"} if is_here else ()), is_complete=is_here)

    bar(filled).add_filter(Filter("distance", standing))
    tick(filled, "distance", "near")
    assert len(listed(filled)) == 51
    tick(filled, "distance", NOT_KNOWN)
    assert listed(filled) == [here]


@pytest.mark.parametrize("register", list(Register))
def test_the_bar_fits_the_narrowest_pane_and_every_button_has_a_name(filled: MainWindow, register: Register) -> None:
    filled.resize(filled.minimumSize())
    filled.session.set_register(register)
    for name, choice in (("country", "Spain"), ("treatment", "prrt"), ("status", "RECRUITING")):
        tick(filled, name, choice)
    QApplication.processEvents()
    assert filled.results.width() <= 402
    for button in bar(filled).findChildren(QToolButton):
        if button.isVisible():
            assert button.accessibleName()
            assert button.geometry().right() <= bar(filled).width()
            assert button.fontMetrics().horizontalAdvance(button.text()) < button.width()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in bar(filled).findChildren(QLabel))


def test_no_filter_is_kept_in_the_settings(filled: MainWindow, preferences: Preferences, tmp_path: Path) -> None:
    tick(filled, "country", "Spain")
    assert filled.close()
    preferences._settings.sync()
    assert "Spain" not in (tmp_path / "window.ini").read_text("utf-8")
