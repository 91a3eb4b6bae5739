"""Windows that nobody needs any more are destroyed on the window's thread, whichever thread allocates."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.garbage import GuiThreadCollector, bulk_load

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Dropped(QObject):
    """Part of a cycle; says on which thread it ends."""

    def __init__(self, told: list[threading.Thread]) -> None:
        super().__init__()
        self.told = told
        self.itself = self

    def __del__(self) -> None:
        self.told.append(threading.current_thread())


def made_on_another_thread() -> list[list[int]]:
    """Make far more objects than Python waits for before it clears cycles of every generation."""
    kept: list[list[int]] = []
    thread = threading.Thread(target=lambda: kept.extend([number] for number in range(400_000)))
    thread.start()
    thread.join()
    return kept


def test_a_thread_that_allocates_destroys_nothing_of_the_window(qapp: object) -> None:
    told: list[threading.Thread] = []
    with GuiThreadCollector() as collector:
        Dropped(told)
        assert made_on_another_thread()
        assert told == []
        kept = made_on_another_thread()
        collector.collect_due()
    assert kept
    assert told == [threading.main_thread()]


def test_cycles_are_cleared_from_time_to_time_by_themselves(qtbot: QtBot) -> None:
    told: list[threading.Thread] = []
    Dropped(told)
    kept = made_on_another_thread()
    assert kept
    qtbot.waitUntil(lambda: told == [threading.main_thread()], timeout=60_000)


def test_little_garbage_waits(qapp: object) -> None:
    told: list[threading.Thread] = []
    gc.collect()
    Dropped(told)
    GuiThreadCollector().collect_due()
    assert told == []
    gc.collect()
    assert told == [threading.main_thread()]


def test_python_takes_over_again_in_the_end(qapp: object) -> None:
    gc.enable()
    with GuiThreadCollector():
        assert not gc.isenabled()
        with GuiThreadCollector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()  # the collector of all tests goes on


def test_what_is_loaded_in_bulk_is_never_searched_for_cycles(qapp: object) -> None:
    before = gc.get_freeze_count()
    with bulk_load():
        assert not gc.isenabled()
        kept = [[number] for number in range(1_000)]
    assert gc.get_freeze_count() >= before + len(kept)
    assert not any(one is kept[0] for one in gc.get_objects())
    gc.unfreeze()
