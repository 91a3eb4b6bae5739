"""Work off the GUI thread: only the newest request is told."""

from __future__ import annotations

from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING

import pytest

from gui.jobs import LatestJob

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.jobs import Tell


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[LatestJob]:
    made = LatestJob()
    yield made
    made.close()


def test_work_runs_in_another_thread_and_is_told_on_this_one(qtbot: QtBot, job: LatestJob) -> None:
    told: list[tuple[object, bool]] = []
    job.finished.connect(lambda outcome: told.append((outcome, current_thread() is main_thread())))
    job.start(lambda: current_thread() is main_thread())
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(False, True)]


def test_a_stale_outcome_never_replaces_a_newer_one(qtbot: QtBot, job: LatestJob) -> None:
    told: list[object] = []
    gate = Event()

    def slow() -> str:
        gate.wait(20)
        return "old"

    job.finished.connect(told.append)
    job.start(slow)
    job.start(lambda: "between")
    job.start(lambda: "new")
    gate.set()
    qtbot.waitUntil(lambda: not job.is_busy)
    assert told == ["new"]


def test_what_was_forgotten_is_not_told(qtbot: QtBot, job: LatestJob) -> None:
    told: list[object] = []
    job.finished.connect(told.append)
    job.start(lambda: "unwanted")
    job.forget()
    qtbot.waitUntil(lambda: not job.is_busy)
    assert told == []


def test_a_failure_is_told_and_the_next_request_runs(qtbot: QtBot, job: LatestJob) -> None:
    failures: list[object] = []
    told: list[object] = []
    job.failed.connect(failures.append)
    job.finished.connect(told.append)
    job.start(lambda: 1 // 0)
    qtbot.waitUntil(lambda: bool(failures))
    job.start(lambda: "on we go")
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(failures[0], ZeroDivisionError)
    assert told == ["on we go"]


def test_work_in_pieces_tells_how_far_it_is_on_this_thread(qtbot: QtBot, job: LatestJob) -> None:
    told: list[tuple[int, int, bool]] = []
    outcomes: list[object] = []
    job.progressed.connect(lambda done, total: told.append((done, total, current_thread() is main_thread())))
    job.finished.connect(outcomes.append)
    job.start_counted(lambda tell: [tell(done, 3) for done in range(3)])
    qtbot.waitUntil(lambda: bool(outcomes))
    assert told == [(0, 3, True), (1, 3, True), (2, 3, True)]
    assert outcomes == [[True, True, True]]


def test_work_that_was_forgotten_learns_so_and_tells_no_more(qtbot: QtBot, job: LatestJob) -> None:
    told: list[int] = []
    answers: list[bool] = []
    begun, gate = Event(), Event()

    def work(tell: Tell) -> None:
        begun.set()
        gate.wait(20)
        answers.append(tell(1, 2))

    job.progressed.connect(lambda done, _total: told.append(done))
    job.start_counted(work)
    assert begun.wait(20)
    job.forget()
    gate.set()
    qtbot.waitUntil(lambda: not job.is_busy)
    assert answers == [False]
    assert told == []


def test_the_progress_of_an_older_request_is_not_taken_for_the_newer_one_s(qtbot: QtBot, job: LatestJob) -> None:
    told: list[int] = []
    outcomes: list[object] = []
    job.progressed.connect(lambda done, _total: told.append(done))
    job.finished.connect(outcomes.append)
    told_old = Event()

    def old(tell: Tell) -> None:
        tell(1, 2)
        told_old.set()

    job.start_counted(old)
    assert told_old.wait(20)  # its word is on the way, and comes after the newer request
    job.start_counted(lambda tell: tell(7, 9))
    qtbot.waitUntil(lambda: bool(outcomes))
    assert told == [7]
