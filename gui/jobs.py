"""Work off the GUI thread: one piece at a time, and only the newest request is ever told."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable


class LatestJob(QObject):
    """Runs work in a thread of its own; a newer request makes an older outcome worthless.

    A request that comes while another runs waits, and replaces any that waited before it. `finished` carries
    the newest outcome; `failed` the exception of the newest request. Both are told on the GUI thread.
    """

    finished = Signal(object)
    failed = Signal(object)
    _ended = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start idle."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="match")
        self._generation = 0
        self._running = False
        self._waiting: Callable[[], object] | None = None
        # Queued also where the work ends at once, on the thread that asked: nothing is told before `start` returns.
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether an outcome is still to come."""
        return self._running

    def start(self, work: Callable[[], object]) -> None:
        """Run `work` as soon as the thread is free; what was asked before is no longer of interest."""
        self._generation += 1
        if self._running:
            self._waiting = work
        else:
            self._submit(work)

    def forget(self) -> None:
        """Drop what runs and what waits: their outcomes will not be told."""
        self._generation += 1
        self._waiting = None

    def close(self) -> None:
        """Wait for the running piece to end and take no more."""
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, work: Callable[[], object]) -> None:
        self._running = True
        generation = self._generation

        def ended(future: Future[object]) -> None:
            if not future.cancelled():
                self._ended.emit(generation, future)

        self._pool.submit(work).add_done_callback(ended)

    @Slot(int, object)
    def _tell(self, generation: int, future: Future[object]) -> None:
        self._running = False
        if self._waiting is not None:
            work, self._waiting = self._waiting, None
            self._submit(work)
        if generation != self._generation:
            return
        error = future.exception()
        if error is None:
            self.finished.emit(future.result())
        else:
            self.failed.emit(error)
