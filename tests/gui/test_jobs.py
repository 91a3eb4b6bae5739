"""Work off the GUI thread: only the newest request is told."""

from __future__ import annotations

from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING

import pytest

from gui.jobs import LatestJob

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


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
