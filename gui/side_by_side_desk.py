"""Where trials are put side by side, and from where one goes back to a criterion in its trial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from gui import dialogs
from gui.views.side_by_side import SideBySideDialog
from gui.words import Words

if TYPE_CHECKING:
    from gui.session import Session
    from gui.theme import Theme
    from gui.views.detail import DetailPane
    from gui.views.result_pane import ResultPane

FEWEST: Final = 2
TOO_FEW = Words(
    "Choose two to four trials in the list: hold Shift or Ctrl while you click, or Shift with the arrow keys."
)


class SideBySideDesk(QObject):
    """Puts the trials that are chosen in the list beside each other."""

    def __init__(self, session: Session, theme: Theme, results: ResultPane, detail: DetailPane) -> None:
        """Serve the session's patient; criteria are shown in `detail`."""
        super().__init__(results)
        self._session, self._theme, self._results, self._detail = session, theme, results, detail

    def show(self) -> None:
        """Open the window on the trials that are chosen; with fewer than two say how to choose them."""
        matches, session = self._results.selected, self._session
        if len(matches) < FEWEST:
            dialogs.tell(self._results, TOO_FEW.of(session.register))
            return
        told = (session.register, session.result)
        dialog = SideBySideDialog(matches, self._theme, told, self._results.window())
        dialog.wanted.connect(self._go)
        dialog.open()

    @Slot(str, str)
    def _go(self, trial: str, criterion: str) -> None:
        self._results.find_and_choose(trial)
        self._detail.go_to(criterion)
