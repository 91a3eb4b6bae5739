"""The windows that open beside the main one. The code of each is read when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from criteria.glossary import term_of_fact

if TYPE_CHECKING:
    from typing import TypeVar

    from PySide6.QtWidgets import QWidget

    from gui.main_window import MainWindow

    Beside = TypeVar("Beside", bound=QWidget)


class SideWindows(QObject):
    """Opens them over a window; of those that can stay there is one at most."""

    def __init__(self, window: MainWindow) -> None:
        """Have none open."""
        super().__init__(window)
        self._window = window

    def about(self) -> None:
        """Say what the program is and is not."""
        from gui.dialogs import show_about

        show_about(self._window, self._window.session.register)

    def explain_words(self) -> None:
        """Show what the words mean, first the one that the cursor is at."""
        from gui.views.glossary import GlossaryDialog

        window = self._window
        is_asked = window.form.isAncestorOf(window.focusWidget())
        term = term_of_fact(window.form.asked) if is_asked else None
        GlossaryDialog(window.session.register, term, window).open()

    def show_manual(self) -> None:
        """Show the manual."""
        from gui.manual.window import ManualWindow

        window = self._window
        _bring_up(self._opened(ManualWindow) or ManualWindow(window.session, window.theme, window))

    def compare_results(self) -> None:
        """Show the published results of the trials that are chosen in the list beside each other."""
        from gui.views.comparison import ComparisonDialog

        window = self._window
        trials = [match.trial for match in window.results.selected]
        ComparisonDialog(trials, window.theme, window.session.register, window).open()

    def what_if(self) -> None:
        """Show the window in which facts can be assumed."""
        from gui.views.what_if import WhatIfWindow

        opened = self._opened(WhatIfWindow)
        if opened is None:
            opened = WhatIfWindow(self._window.session, self._window)
            opened.trial_chosen.connect(self._window.results.find_and_choose)
            opened.broke.connect(self._window.broke)
        _bring_up(opened)

    def close(self) -> None:
        """Close what has work of its own under way."""
        from gui.views.what_if import WhatIfWindow

        for opened in self._window.findChildren(WhatIfWindow):
            opened.close()

    def _opened(self, kind: type[Beside]) -> Beside | None:
        return next((one for one in self._window.findChildren(kind) if one.isVisible()), None)


def _bring_up(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
