"""A trial over time in the detail pane: bars, their sentences, and the keys that go from one to the next."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from criteria.library import Library
from gui.models.time_axis import FEWEST_MONTHS, axis_until, months_from
from gui.plain_text import PlainLabel
from gui.session import Session
from gui.theme import DARK, LIGHT, Scheme
from gui.views.span_look import PATTERNS, Pattern, sign_of
from matcher.explain import Register
from matcher.result import Outcome, Verdict
from matcher.wording.voice import Voice
from tests.matcher.made import KI67_UP_TO_20, TRIAL, WASHOUT_28, everolimus, inclusion, trial

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gui.main_window import MainWindow
    from gui.views.timeline_picture import TimelinePicture

ENDED = TODAY - timedelta(days=10)
LONG = "Everolimus stopped for as long as the protocol asks before the very first dose of the study treatment is given"
FRESH = {"rule": "lab", "test": "alt", "at_most": 100, "unit": "U/L", "max_age": {"days": 28}}
TIMELESS = "NCT00000002"


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """A session on a library of two trials: one with a 28-day washout, and one that no date touches."""
    timed = trial(
        inclusion(KI67_UP_TO_20, 1),
        inclusion(WASHOUT_28, 2, text=LONG, plain="You stopped everolimus 28 days ago."),
        inclusion(FRESH, 3),
    )
    timeless = trial(inclusion(KI67_UP_TO_20, 1), id=TIMELESS)
    made = Session(Library((timed, timeless), (), None), lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def made(window: MainWindow, tmp_path: Path, settled: Callable[[Session], None]) -> MainWindow:
    """The window with a patient who stopped everolimus ten days ago."""
    opened(window, tmp_path, settled)
    window.results.choose(TRIAL)
    window.detail.finish()
    return window


def opened(window: MainWindow, folder: Path, settled: Callable[[Session], None], **facts: Any) -> None:  # noqa: ANN401
    path = folder / "patient.json"
    patient = {
        "format": "zebramatch.patient/1",
        "diagnosis": {"ki67": 12},
        "therapies": everolimus(end=ENDED.isoformat()),
        "labs": [{"test": "ALT", "value": 20, "unit": "U/L", "date": TODAY.isoformat()}],
    }
    path.write_text(json.dumps(patient | facts), "utf-8")
    window.files.open(path)
    settled(window.session)


def picture(window: MainWindow) -> TimelinePicture:
    return window.detail.timeline.picture


def sentence(window: MainWindow) -> str:
    return window.detail.timeline.texts[2]


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(picture(window), key)


def test_a_28_day_washout_is_drawn_in_two_stretches_that_meet_on_day_28(made: MainWindow) -> None:
    whole, washout = picture(made).courses
    turn = ENDED + timedelta(days=28)
    for course, states in (
        (whole, (Verdict.LATER, Verdict.ELIGIBLE)),
        (washout, (Outcome.VIOLATED, Outcome.SATISFIED)),
    ):
        assert [(bar.start, bar.end) for bar in course.bars] == [(TODAY, turn - timedelta(days=1)), (turn, None)]
        assert tuple(bar.state for bar in course.bars) == states
        assert [bar.after for bar in course.bars] == [turn, None]


def test_each_stretch_is_told_with_its_first_and_last_day_and_why(made: MainWindow) -> None:
    _, washout = picture(made).courses
    before, after = (bar.sentence for bar in washout.bars)
    assert before.startswith("2026-11-21 to 2026-12-08: Against")
    assert "everolimus" in before
    assert after.startswith("From 2026-12-09 on: In favour")


def test_the_timeline_stands_below_the_dates_and_above_the_criteria(made: MainWindow) -> None:
    placed = made.detail._placed
    above = [widget.text() for widget in placed[: placed.index(made.detail.timeline)] if isinstance(widget, PlainLabel)]
    assert any(text.startswith("By the dates alone") for text in above)
    assert len(above) < 7
    assert placed.index(made.detail.timeline) < min(placed.index(card) for card in made.detail.cards if card in placed)


def test_arrow_keys_go_from_stretch_to_stretch_and_the_sentence_follows(made: MainWindow) -> None:
    picture(made).setFocus()
    assert sentence(made) == "The whole trial\n2026-11-21 to 2026-12-08: not yet"
    press(made, Qt.Key.Key_Right)
    assert sentence(made) == "The whole trial\nFrom 2026-12-09 on: no conflict found"
    press(made, Qt.Key.Key_Right)  # there is none further
    assert picture(made).current == (0, 1)
    press(made, Qt.Key.Key_Down)
    assert sentence(made).startswith(f"I02  {LONG}\n2026-11-21 to 2026-12-08: Against")
    press(made, Qt.Key.Key_End)
    assert picture(made).current == (1, 1)
    press(made, Qt.Key.Key_Home)
    press(made, Qt.Key.Key_Up)
    assert picture(made).current == (0, 0)


def test_strip_and_timeline_are_reached_with_tab_from_the_pane_each_after_its_buttons(made: MainWindow) -> None:
    made.detail.take_focus()
    seen: list[QWidget] = [made.detail._area]
    for _ in range(6):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now)
    strip, timeline = made.detail.strip, made.detail.timeline
    assert seen[1:] == [
        *(strip.frame.as_table, strip.frame.save, strip.strip),
        *(timeline.frame.as_table, timeline.frame.save, picture(made)),
    ]


def test_a_key_that_leads_nowhere_scrolls_the_page(made: MainWindow) -> None:
    made.resize(1366, 400)
    picture(made).setFocus()
    for _ in range(2):
        press(made, Qt.Key.Key_Down)
    before = made.detail._area.verticalScrollBar().value()
    press(made, Qt.Key.Key_Down)
    assert made.detail._area.verticalScrollBar().value() > before


def test_a_click_tells_the_stretch_under_it(made: MainWindow) -> None:
    there = picture(made).shape(1, 1).area.center().toPoint()
    QTest.mouseClick(picture(made), Qt.MouseButton.LeftButton, pos=there)
    assert picture(made).current == (1, 1)
    assert "From 2026-12-09 on" in sentence(made)


def test_a_resting_pointer_is_told_the_stretch_or_the_whole_of_a_long_text(made: MainWindow) -> None:
    shown = picture(made)
    bar = shown.shape(1, 0).area
    assert shown.tip_at(bar.center()) == shown.courses[1].said(0)
    assert shown.tip_at(QPointF(bar.left() + 8, bar.top() - 8)) == f"I02  {LONG}"
    assert shown.tip_at(QPointF(1, 1)) == ""


def test_a_screen_reader_is_given_every_stretch_in_words(made: MainWindow) -> None:
    described = picture(made).accessibleDescription()
    assert picture(made).accessibleName().startswith("Over time")
    for course in picture(made).courses:
        assert course.label in described
        for bar in course.bars:
            assert bar.sentence in described


def test_a_point_that_rests_on_a_date_but_does_not_turn_is_folded_away(made: MainWindow) -> None:
    timeline = made.detail.timeline
    assert [course.label[:3] for course in picture(made).courses] == ["The", "I02"]
    assert timeline.steady.text() == "1 more point rests on a date and stays as it is"
    timeline.steady.click()
    assert [course.label[:3] for course in picture(made).courses] == ["The", "I02", "I03"]
    timeline.steady.click()
    assert len(picture(made).courses) == 2


def test_a_trial_that_no_date_touches_has_no_timeline(made: MainWindow) -> None:
    made.results.choose(TIMELESS)
    made.detail.finish()
    assert not made.detail.timeline.isVisible()
    made.results.choose(TRIAL)
    made.detail.finish()
    assert made.detail.timeline.isVisible()


def test_nothing_of_a_former_patient_stays_in_the_timeline(
    made: MainWindow, tmp_path: Path, settled: Callable[[Session], None]
) -> None:
    opened(made, tmp_path, settled, therapies={"complete": True, "items": []})
    made.results.choose(TRIAL)
    made.detail.finish()
    assert not made.detail.timeline.isVisible()
    assert not any("everolimus" in text for text in made.detail.timeline.texts)
    assert "everolimus" not in picture(made).accessibleDescription()


def test_plain_words_promise_nothing(made: MainWindow) -> None:
    made.switch_words()
    made.detail.finish()
    texts = [bar.sentence for course in picture(made).courses for bar in course.bars]
    assert texts[1] == "From 9 December 2026 on: may fit"
    assert made.detail.timeline.texts[0] == "What time may change"
    assert picture(made).courses[1].label == "I02  You stopped everolimus 28 days ago."


def test_today_is_named_and_marked_where_it_is_not_the_as_of_date(
    made: MainWindow, settled: Callable[[Session], None]
) -> None:
    assert made.detail.timeline.texts[1] == "Counted from today, 2026-11-21."
    made.session.set_day(TODAY - timedelta(days=30))
    settled(made.session)
    made.detail.finish()
    assert made.detail.timeline.texts[1] == "Counted from the as-of date, 2026-10-22. ▼ Today: 2026-11-21."
    made.session.set_day(TODAY + timedelta(days=1))
    settled(made.session)
    made.detail.finish()
    assert made.detail.timeline.texts[1] == "Counted from the as-of date, 2026-11-22. Today: 2026-11-21."


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("width", [320, 700])
def test_a_bar_is_drawn_in_its_own_ink_where_its_shape_says(made: MainWindow, scheme: Scheme, width: int) -> None:
    made.theme.choose(scheme)
    shown = picture(made)
    shown.resize(width, shown.height())
    image = shown.grab().toImage()
    scale = image.devicePixelRatio()
    area = shown.shape(1, 1).area
    assert area.right() <= width
    colours = DARK if scheme is Scheme.DARK else LIGHT
    ground = image.pixelColor(int((area.center().x() + 5) * scale), int(area.center().y() * scale)).name()
    assert ground == colours.eligible.ground


def test_states_that_can_stand_in_one_row_differ_in_pattern_and_in_sign() -> None:
    for states in (list(Outcome), list(Verdict)):
        assert len({PATTERNS[state] for state in states}) == len(states) == len(Pattern)
        assert len({sign_of(state) for state in states}) == len(states)


def test_the_axis_has_six_months_at_least_and_room_after_the_last_turn() -> None:
    assert axis_until(TODAY, []).last == date(2027, 5, 21)
    turn = date(2027, 10, 26)
    assert axis_until(TODAY, [TODAY, turn]).last > turn + timedelta(days=13)
    assert axis_until(date(2028, 2, 29), []).last == date(2028, 8, 29)


def test_a_turn_years_away_does_not_squeeze_the_weeks_that_matter() -> None:
    assert axis_until(TODAY, [TODAY, date(2041, 3, 8)]).last == date(2027, 5, 21)


@given(st.dates(date(1990, 1, 1), date(2199, 12, 31)), st.lists(st.integers(0, 9000)), st.integers(1, 12))
def test_days_stand_in_their_order_on_any_axis_and_few_enough_months_are_named(
    first: date, after: list[int], most: int
) -> None:
    days = [first + timedelta(days=number) for number in sorted(after)]
    axis = axis_until(first, days)
    shares = [axis.share(day) for day in days]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert (axis.last - first).days >= 28 * FEWEST_MONTHS
    ticks = axis.ticks(Voice(Register.CLINICIAN), most)
    assert len(ticks) <= max(most, 3)  # of up to three years a January each
    assert all(axis.holds(tick.day) and tick.day.day == 1 for tick in ticks)


def test_january_stands_as_the_year() -> None:
    ticks = months_from(TODAY, 6).ticks(Voice(Register.CLINICIAN), 9)
    assert [tick.text for tick in ticks] == ["Dec", "2027", "Feb", "Mar", "Apr", "May"]


def test_another_trial_begins_at_its_first_stretch(made: MainWindow) -> None:
    picture(made).go_to(1, 1)
    made.switch_words()  # the same trial keeps its place
    assert picture(made).current == (1, 1)
    made.results.choose(TIMELESS)
    made.results.choose(TRIAL)
    made.detail.finish()
    assert picture(made).current == (0, 0)
