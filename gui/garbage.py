"""Python's clearing of cycles, kept on the window's thread.

By itself Python clears cycles of objects on whatever thread happens to allocate next. Among them may be a closed
dialog; its destruction on the matching thread holds a lock of Qt and waits for Python, while the window's thread holds
Python and waits for that lock: the program would hang for ever.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

PAUSE_MS: Final = 500


@contextmanager
def bulk_load() -> Iterator[None]:
    """Look for no cycles while much is loaded that is there to stay, and never search it afterwards."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


class GuiThreadCollector(QObject):
    """Clears cycles on the thread that it was made on, and on no other, for as long as it is entered."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._was_enabled = True
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.collect_due)

    def __enter__(self) -> Self:
        """Take over from Python; what exists now is there to stay, and never searched again."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave it again to whom it was left before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def collect_due(self) -> None:
        """Clear the oldest generation that is due by Python's own thresholds, and those younger with it."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [
            generation
            for generation, (count, most) in enumerate(zip(counts, thresholds, strict=True))
            if 0 < most < count
        ]
        if due:
            gc.collect(max(due))
