"""Work off the GUI thread: one piece at a time, and only the newest request is ever told."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Tell: TypeAlias = Callable[[int, int], bool]


class LatestJob(QObject):
    """Runs work in a thread of its own; a newer request makes an older outcome worthless.

    A request that comes while another runs waits, and replaces any that waited before it. `finished` carries
    the newest outcome; `failed` the exception of the newest request. Both are told on the GUI thread.
    """

    finished = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)  # how many pieces of the newest request are done, of how many
    _ended = Signal(int, object)
    _counted = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start idle."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="match")
        self._generation = 0
        self._running = False
        self._waiting: Callable[[], object] | None = None
        # Queued also where the work ends at once, on the thread that asked: nothing is told before `start` returns.
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._counted.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

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

    def start_counted(self, work: Callable[[Tell], object]) -> None:
        """Run work that is done in pieces, like `start`.

        The work calls what it is handed with how many pieces are done, of how many. The answer says whether the outcome
        is still wanted; where it is not, the work should end.
        """
        generation = self._generation + 1  # the one that `start` is about to give it

        def tell(done: int, total: int) -> bool:
            if generation != self._generation:
                return False
            self._counted.emit(generation, done, total)
            return True

        self.start(lambda: work(tell))

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

    @Slot(int, int, int)
    def _pass_on(self, generation: int, done: int, total: int) -> None:
        if generation == self._generation:
            self.progressed.emit(done, total)

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
