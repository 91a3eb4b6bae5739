"""The manual's window: its pages, a line to look words up, the page in sight, and the way back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.manual.browser import ManualBrowser
from gui.manual.pages import Page, manual_pages, target_of
from gui.plain_text import wrapped_label
from gui.tab_order import chain
from gui.words import Words
from matcher.explain import visible

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from gui.session import Session
    from gui.theme import Theme

SIZE: Final = QSize(1040, 680)
WIDTHS: Final = (260, 740)
LEAST: Final = 120
TITLE: Final = Words("Manual")
PAGES: Final = Words("Pages of the manual")
LOOK_UP: Final = Words("Look up words in all pages; Enter goes to the next place", "Look for a word in all pages")
BACK: Final = Words("Back")
CLOSE: Final = Words("Close")
COPY: Final = Words("Copy the link")
COPIED: Final = Words("Copied")
OUTSIDE: Final = Words(
    "This link leads out of the manual, and the program opens nothing itself: {link}",
    "This link leads out of the program. You can copy it and open it yourself: {link}",
)
FOUND: Final = Words("{pages} pages have these words.")
NONE: Final = Words("No page has these words. Try fewer letters.")
MISSING: Final = Words("The pages of the manual did not come with this copy of the program.")


class ManualWindow(QDialog):
    """Stands beside the main window; it opens no file, no program and no address."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the first page."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._all = manual_pages()
        self._listed: tuple[Page, ...] = ()
        self._page: Page | None = None
        self._before: list[tuple[Page, int]] = []  # pages that were left, and how far down they were read
        self._outside = ""
        self.browser = ManualBrowser(theme, self)
        self.browser.anchorClicked.connect(self._follow)
        self.look_up = QLineEdit(self)
        self.look_up.setClearButtonEnabled(True)
        self.look_up.textChanged.connect(self._narrow)
        self.look_up.returnPressed.connect(lambda: self.browser.next_hit(self.look_up.text()))
        self.back = QPushButton(self)
        self.back.clicked.connect(self.go_back)
        self._model = QStringListModel(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setProperty("role", "sections")
        self.list.setMinimumWidth(LEAST)
        self.browser.setMinimumWidth(2 * LEAST)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.told = wrapped_label("faint", self)
        self.copy_button = QPushButton(self)
        self.copy_button.clicked.connect(self._copy)
        self._close = QPushButton(self)
        self._lay_out()
        chain(self.back, (self.look_up, self.list, self.browser, self.copy_button, self._close))
        session.register_changed.connect(self.reword)
        self.reword()
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))
        self._narrow("")

    def _lay_out(self) -> None:
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.look_up, 1)
        row = QSplitter(Qt.Orientation.Horizontal, self)
        row.setChildrenCollapsible(False)
        for place, widget in enumerate((self.list, self.browser)):
            row.addWidget(widget)
            row.setStretchFactor(place, place)
        row.setSizes(WIDTHS)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.copy_button)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        foot.addWidget(buttons)
        for button in (self.back, self.copy_button, self._close):
            button.setAutoDefault(False)  # Enter in the line looks up and does not close
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(row, 1)
        column.addLayout(foot)
        order: tuple[QWidget, ...] = (self.look_up, self.list, self.browser, self.back, self.copy_button, self._close)
        for first, second in pairwise(order):
            self.setTabOrder(first, second)
        self.look_up.setFocus()

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        return self._page

    @Slot()
    def reword(self) -> None:
        """Change the words around the page to the session's register."""
        register = self._session.register
        self.setWindowTitle(TITLE.of(register))
        self.setAccessibleName(TITLE.of(register))
        self.list.setAccessibleName(PAGES.of(register))
        self.look_up.setPlaceholderText(LOOK_UP.of(register))
        self.look_up.setAccessibleName(LOOK_UP.of(register))
        for button, words in ((self.back, BACK), (self._close, CLOSE), (self.copy_button, COPY)):
            button.setText(words.of(register))
            button.setAccessibleName(words.of(register))
        self._tell()

    @Slot()
    def go_back(self) -> None:
        """Show the page that was left last, as far down as it was read."""
        if self._before:
            page, place = self._before.pop()
            self._show(page)
            self.browser.verticalScrollBar().setValue(place)

    @Slot(str)
    def _narrow(self, words: str) -> None:
        """List the pages that have these words, and mark them on the page in sight."""
        self._listed = tuple(page for page in self._all if page.has(words))
        keeps = self._page in self._listed
        self._model.setStringList([page.title for page in self._listed])
        if not keeps and self._listed:
            self._turn_to(self._listed[0])
        else:
            self._point_at_page()
        self.browser.mark(words)
        self._tell()

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self._listed[current.row()] != self._page:
            self._turn_to(self._listed[current.row()])
            self.browser.mark(self.look_up.text())

    def _turn_to(self, page: Page) -> None:
        if self._page is not None:
            self._before.append((self._page, self.browser.verticalScrollBar().value()))
        self._show(page)

    def _show(self, page: Page) -> None:
        self._page = page
        self._outside = ""
        self.browser.show_page(page)
        self.browser.setAccessibleName(page.title)
        self.browser.verticalScrollBar().setValue(0)
        self._point_at_page()
        self._tell()

    def _point_at_page(self) -> None:
        place = self._listed.index(self._page) if self._page in self._listed else -1
        self.list.setCurrentIndex(self._model.index(place))

    @Slot(object)
    def _follow(self, url: QUrl) -> None:
        """Go where a link leads inside the manual; an address outside is shown and can be copied."""
        here = self._page.name if self._page else ""
        target = target_of(url.toString(), here, self._all)
        self._outside = target.outside
        page = next((page for page in self._all if page.name == target.page), None)
        if page is not None:
            self._turn_to(page)
            self.browser.go_to_heading(target.heading)
        self._tell()

    def _tell(self) -> None:
        register, text = self._session.register, ""
        if self._outside:
            text = OUTSIDE.of(register).format(link=visible(self._outside))
        elif not self._all:
            text = MISSING.of(register)
        elif not self._listed:
            text = NONE.of(register)
        elif self.look_up.text().strip():
            text = FOUND.of(register).format(pages=len(self._listed))
        self.told.setText(text)
        self.copy_button.setVisible(bool(self._outside))
        self.copy_button.setText(COPY.of(register))
        self.back.setEnabled(bool(self._before))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._outside)
        self.copy_button.setText(COPIED.of(self._session.register))
