"""Where the patient lives, chosen by town; and the sites of trials by their distance from there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from criteria.library import Library
from gui.form.home import CHOOSE, NO_TOWN, ONLY_THE_TOWN, HomeEditor
from gui.form.pages import PAGES
from gui.models.rows import MatchRow
from gui.session import Session
from gui.views.result_delegate import ResultDelegate
from gui.views.sites import AT_FIRST
from matcher.explain import Register
from matcher.filters import NOT_KNOWN
from matcher.gazetteer import gazetteer
from tests.matcher.made import trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.views.sites import SitesView

HEIDELBERG = {"latitude": 49.41, "longitude": 8.69}
TOWNS = ("Berlin", "Munich", "Mannheim", "Hamburg", "Atlantis", "Leipzig", "Mainz", "Ulm")
GENERAL = next(number for number, page in enumerate(PAGES) if page.section == "general")
SLOW = 20_000


@pytest.fixture(scope="module", autouse=True)
def towns_read() -> None:
    """Have the list of towns read before anything waits for it."""
    gazetteer()


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """A session on one open trial with eight sites, one of them nowhere, and a closed one."""
    sites = [{"facility": f"Clinic of {town}", "city": town, "country": "Germany"} for town in TOWNS]
    closed = trial(sites=sites[:2], status="COMPLETED").model_copy(update={"id": "NCT00000002"})
    made = Session(Library.of([trial(sites=sites), closed]))
    yield made
    made.close()


@pytest.fixture
def home(window: MainWindow) -> HomeEditor:
    window.form.show_page(GENERAL)
    editor = window.form.field("location").editor
    assert isinstance(editor, HomeEditor)
    editor.town.setFocus()
    return editor


@pytest.fixture
def at_home(window: MainWindow, qtbot: QtBot, settled: Callable[[Session], None]) -> MainWindow:
    """The window with a patient who lives in Heidelberg, at rest."""
    session = window.session
    session.edit("location", dict(HEIDELBERG))
    session.settle()
    settled(session)
    qtbot.waitUntil(lambda: not session.journeys.is_busy, timeout=SLOW)
    window.detail.finish()
    return window


def typed(editor: HomeEditor, text: str, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.town, text)
    qtbot.waitUntil(lambda: editor.offered is not None and editor.offered.text == text, timeout=SLOW)


def rows(view: SitesView) -> list[str]:
    return [label.text().split("\n")[0] for label in view.rows if not label.isHidden()]


def near(window: MainWindow, trial_id: str) -> str:
    row = next(one for one in window.results.model.rows if isinstance(one, MatchRow) and one.match.trial.id == trial_id)
    return row.near


def test_a_town_chosen_by_keyboard_fills_in_place_and_country(
    window: MainWindow, home: HomeEditor, qtbot: QtBot
) -> None:
    typed(home, "Heidelb", qtbot)
    popup = home.town.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert home.town.text() == "Heidelberg, Germany"
    assert window.session.value("location") == HEIDELBERG
    assert window.session.value("country") == "DE"
    assert window.form.field("country").editor.reading().value == "DE"
    assert home.hint.text() == ONLY_THE_TOWN.clinician


def test_a_town_that_is_typed_but_not_chosen_is_not_taken(window: MainWindow, home: HomeEditor, qtbot: QtBot) -> None:
    typed(home, "Springfield", qtbot)
    assert home.offered is not None
    assert len(home.offered.towns) > 5
    assert window.session.value("location") is None
    window.session.settle()
    assert window.form.field("location").problem == CHOOSE.clinician


def test_a_new_town_that_is_begun_takes_the_old_place_away(window: MainWindow, home: HomeEditor, qtbot: QtBot) -> None:
    typed(home, "Berlin", qtbot)
    home.choose("Berlin, Germany")
    home.town.clear()
    typed(home, "Par", qtbot)
    assert window.session.value("location") is None
    assert home.parts["latitude"].line.text() == ""


def test_a_town_that_nobody_knows_is_said_to_be_unknown(home: HomeEditor, qtbot: QtBot) -> None:
    typed(home, "Nosuchtown", qtbot)
    assert home.hint.text() == NO_TOWN.clinician


def test_a_place_that_is_typed_is_kept_to_two_decimals_too_and_an_older_one_as_it_was(
    window: MainWindow, home: HomeEditor
) -> None:
    window.session.edit("location", {"latitude": 49.412345, "longitude": 8.691234})
    window.form._load()
    QTest.keyClicks(home.parts["longitude"].line, "5")
    assert window.session.value("location") == {"latitude": 49.412345, "longitude": 58.69}
    home.parts["latitude"].line.setText("52,520008")
    assert window.session.value("location") == {"latitude": 52.52, "longitude": 58.69}


def test_only_two_decimals_of_a_town_s_place_are_kept(window: MainWindow, home: HomeEditor, qtbot: QtBot) -> None:
    typed(home, "Berlin", qtbot)
    home.choose("Berlin, Germany")
    location = window.session.value("location")
    assert isinstance(location, dict)
    assert location == {key: round(float(str(value)), 2) for key, value in location.items()}
    assert "Berlin" not in str(window.session.draft)


def test_coordinates_can_be_typed_instead_and_half_of_them_is_a_problem(
    window: MainWindow, home: HomeEditor, settled: Callable[[Session], None]
) -> None:
    QTest.keyClicks(home.parts["latitude"].line, "49.41")
    window.session.settle()
    settled(window.session)
    assert window.form.field("location").problem
    QTest.keyClicks(home.parts["longitude"].line, "8.69")
    window.session.settle()
    settled(window.session)
    assert not window.form.field("location").problem
    assert window.session.profile.location is not None


def test_coordinates_typed_over_a_town_take_its_name_away(home: HomeEditor, qtbot: QtBot) -> None:
    typed(home, "Berlin", qtbot)
    home.choose("Berlin, Germany")
    QTest.keyClicks(home.parts["latitude"].line, "1")
    assert home.town.text() == ""


def test_the_list_says_how_far_the_nearest_site_is(at_home: MainWindow) -> None:
    assert near(at_home, "NCT00000001") == "nearest site: about 20 km, Mannheim (not known for 1 more)"
    assert near(at_home, "NCT00000002") == ""


def test_how_sure_a_distance_is_is_not_cut_off_in_the_narrow_list(at_home: MainWindow) -> None:
    results = at_home.results
    row = results.model.rows[results.model.find("NCT00000001").row()]
    assert isinstance(row, MatchRow)
    near = "nearest site: about 6050 km, Boston (taken to be Boston, Massachusetts, much the largest of 3 towns)"
    delegate = results.list.itemDelegate()
    assert isinstance(delegate, ResultDelegate)
    *_, facts, _, _ = delegate._texts(replace(row, facts="", near=near), results.list.font(), 330)
    assert " ".join(facts) == near


def test_a_row_with_a_distance_has_room_for_it(at_home: MainWindow) -> None:
    results = at_home.results
    heights = {
        row.match.trial.id: results.list.visualRect(results.model.index(place)).height()
        for place, row in enumerate(results.model.rows)
        if isinstance(row, MatchRow)
    }
    assert heights["NCT00000001"] > heights["NCT00000002"]


def test_the_detail_shows_five_sites_nearest_first_and_the_others_when_asked(at_home: MainWindow) -> None:
    view = at_home.detail.sites
    assert view.title.text() == "Sites: 8"
    nearest = ["Mannheim", "Mainz", "Ulm", "Munich", "Leipzig"]
    assert rows(view) == [f"Clinic of {town}" for town in nearest]
    assert view.more.text() == "Show 3 more of 3"
    assert "No distance for 1" in view.lead.text()
    QTest.mouseClick(view.more, Qt.MouseButton.LeftButton)
    assert len(rows(view)) == 8
    assert rows(view)[-1] == "Clinic of Atlantis"
    assert view.more.isHidden()


def test_sites_of_a_closed_trial_are_folded_away_until_asked_for(at_home: MainWindow) -> None:
    at_home.results.choose("NCT00000002")
    at_home.detail.finish()
    view = at_home.detail.sites
    assert rows(view) == []
    assert "no site is recruiting" in view.lead.text()
    QTest.mouseClick(view.more, Qt.MouseButton.LeftButton)
    assert len(rows(view)) == 2


def test_without_a_home_the_detail_says_what_to_enter(window: MainWindow) -> None:
    window.detail.finish()
    view = window.detail.sites
    assert "where the patient lives is not entered" in view.lead.text()
    assert len(rows(view)) == AT_FIRST
    assert not any("km" in label.text() for label in view.rows)
    assert not window.session.journeys.is_busy


def test_another_patient_s_distances_are_gone_at_once(at_home: MainWindow) -> None:
    at_home.session.new()
    assert near_any(at_home) == []
    assert at_home.session.journeys.sites(at_home.session.library.trials[0]) is None


def near_any(window: MainWindow) -> list[str]:
    return [row.near for row in window.results.model.rows if isinstance(row, MatchRow) and row.near]


def test_plain_words_tell_distances_too(at_home: MainWindow) -> None:
    at_home.session.set_register(Register.PLAIN)
    at_home.detail.finish()
    view = at_home.detail.sites
    assert "Verify before you travel" in view.lead.text()
    assert "nearest place" in near(at_home, "NCT00000001")
    assert view.title.text() == "Where the trial takes place: 8"
    assert any("about 20 km" in text for text in at_home.detail.texts)


def test_the_distances_are_one_object_to_ask(at_home: MainWindow) -> None:
    journeys = at_home.session.journeys
    nearest = journeys.nearest(at_home.session.library.trials[0])
    assert nearest is not None
    assert nearest.distance.high < 25
    assert nearest.unplaced == 1
    assert journeys.nearest(at_home.session.library.trials[1]) is None


def shown(window: MainWindow) -> list[str]:
    return [row.match.trial.id for row in window.results.model.rows if isinstance(row, MatchRow)]


def test_trials_can_be_filtered_by_distance_and_an_unknown_one_stays_until_it_is_taken_off(
    at_home: MainWindow,
) -> None:
    narrowing = at_home.results.filters.narrowing
    assert [one.name for one in narrowing.filters][-1] == "distance"
    everything = {trial.id for trial in at_home.session.library.trials}
    assert set(shown(at_home)) == everything
    at_home.results.filters._take(narrowing.toggled("distance", "50"))
    assert set(shown(at_home)) == everything  # of the closed one nothing is known
    at_home.results.filters._take(at_home.results.filters.narrowing.toggled("distance", NOT_KNOWN))
    assert shown(at_home) == ["NCT00000001"]
    at_home.results.filters.clear()
    assert set(shown(at_home)) == everything
