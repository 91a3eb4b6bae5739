"""What stands on the screen while the program gets ready: painted before anything else is even imported.

Only Qt is needed here. Whatever takes long happens behind it, on a thread, while it can be moved and closed.
"""

from __future__ import annotations

import sys
from threading import Thread
from typing import TYPE_CHECKING, Final, Generic, Self, TypeVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

Outcome = TypeVar("Outcome")
NAME: Final = "ZebraMatch"
SAID: Final = "Opening ..."
SAID_LATER: Final = "Reading the trials. With very many of them the first time takes some minutes."
LATER_MS: Final = 2_000
WIDTH, MARGIN = 420, 24
PATIENCE_MS: Final = 200  # for a screen that is slow to show a window
POLL_MS: Final = 10


class Opening(QWidget):
    """Says that the program is opening; closing it ends the program."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__()
        self.is_painted = self.is_closed = False
        self.setWindowTitle(NAME)
        self.label = QLabel(_said(SAID), self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.label)
        self.setFixedSize(WIDTH, self.fontMetrics().height() * 3 + 2 * MARGIN)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(lambda: self.label.setText(_said(SAID_LATER)))
        self._later.start(LATER_MS)

    @classmethod
    def shown(cls) -> Self:
        """Make the application, and return the sign when it stands on the screen."""
        app = QApplication.instance() or QApplication(sys.argv[:1])
        QApplication.setApplicationName("zebramatch")
        QApplication.setApplicationDisplayName(NAME)
        sign = cls()
        sign.show()
        timer = QElapsedTimer()
        timer.start()
        while not sign.is_painted and timer.elapsed() < PATIENCE_MS:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, POLL_MS)
        return sign

    def wait(self, work: Callable[[], Outcome]) -> Outcome | None:
        """Return what `work` comes to, done on a thread; None when the sign was closed meanwhile."""
        job = _Job(work)
        job.start()
        loop, timer = QEventLoop(), QTimer(self)
        timer.timeout.connect(lambda: loop.quit() if self.is_closed or not job.is_alive() else None)
        timer.start(POLL_MS)
        loop.exec()
        timer.stop()
        return None if self.is_closed else job.outcome()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Remember that it is in sight."""
        super().paintEvent(event)
        self.is_painted = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember that nobody waits any more."""
        self.is_closed = True
        super().closeEvent(event)


class _Job(Thread, Generic[Outcome]):
    """Work that ends with the program, done or not."""

    def __init__(self, work: Callable[[], Outcome]) -> None:
        super().__init__(name="opening", daemon=True)
        self._work = work
        self._found: list[Outcome] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # noqa: BLE001 - told on the thread that waits
            self._error = error

    def outcome(self) -> Outcome:
        if self._error is not None:
            raise self._error
        return self._found[0]


def _said(text: str) -> str:
    return QCoreApplication.translate("gui", text)
