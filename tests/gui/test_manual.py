"""The manual in the window: every page, its links, looking words up, and nothing that is opened or fetched."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.manual import pages as pages_module
from gui.manual.browser import ManualBrowser
from gui.manual.pages import PAGES, Page, anchor_of, manual_pages, target_of
from gui.manual.window import ManualWindow
from gui.theme import Scheme
from matcher.explain import Register

from .test_access import nameless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.main_window import MainWindow
    from gui.theme import Theme

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# Pages for those who build the program or want to know how the library was read.
NOT_FOR_USERS = {"design", "performance", "development", "curation"}


@pytest.fixture
def manual(window: MainWindow) -> Iterator[ManualWindow]:
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    (shown,) = window.findChildren(ManualWindow)
    yield shown
    shown.close()


def links(page: Page) -> list[str]:
    """Where the links of a page lead, as the browser reads them."""
    document = QTextDocument()
    document.setMarkdown(page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    found: list[str] = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            found += [pieces.fragment().charFormat().anchorHref()]
            pieces += 1
        block = block.next()
    return [link for link in dict.fromkeys(found) if link]


def test_every_page_for_users_is_in_the_manual() -> None:
    assert {path.stem for path in DOCS.glob("*.md")} == {*PAGES} | NOT_FOR_USERS


def test_the_wheel_is_told_to_hold_the_very_pages_of_the_manual() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    held = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert held == {f"docs/{name}.md": f"resources/manual/{name}.md" for name in PAGES}


def test_an_installed_copy_reads_the_pages_that_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "using.md").write_text("# Packed\n\ntext", "utf-8")
    monkeypatch.setattr(pages_module, "files", lambda _package: tmp_path)
    assert pages_module.manual_pages.__wrapped__() == (Page("using", "Packed", "# Packed\n\ntext"),)


def test_every_page_has_a_title_of_its_own() -> None:
    titles = [page.title for page in manual_pages()]
    assert len(set(titles)) == len(PAGES)


@pytest.mark.parametrize("page", manual_pages(), ids=lambda page: page.name)
def test_every_link_leads_to_a_page_a_heading_or_a_file_of_the_project(page: Page) -> None:
    for link in links(page):
        target = target_of(link, page.name, manual_pages())
        if target.outside:
            assert re.match(r"https?://", link) or (DOCS / link.partition("#")[0]).exists(), link
            continue
        there = next(one for one in manual_pages() if one.name == target.page)
        headings = re.findall(r"^#+ +(.+)$", there.text, re.MULTILINE)
        assert not target.heading or target.heading in {anchor_of(heading) for heading in headings}, link


def test_no_page_shows_a_picture_or_a_trace_of_one() -> None:
    assert not [page.name for page in manual_pages() if "![" in page.text or "screenshots" in page.text]


def test_the_manual_opens_by_key_once_and_again_beside_the_window(manual: ManualWindow, window: MainWindow) -> None:
    assert manual.isVisible()
    assert not manual.isModal()
    assert manual.page == manual_pages()[0]
    window.side_windows.show_manual()
    assert window.findChildren(ManualWindow) == [manual]


def test_a_page_is_shown_from_its_beginning(manual: ManualWindow) -> None:
    for row in range(len(PAGES)):
        manual.list.setCurrentIndex(manual.list.model().index(row, 0))
        assert manual.page == manual_pages()[row]
        assert manual.browser.verticalScrollBar().value() == 0
        assert manual.browser.toPlainText().startswith(manual_pages()[row].title)


def test_a_link_between_pages_is_followed_by_keyboard_and_back_returns_to_the_same_place(
    manual: ManualWindow,
) -> None:
    browser = manual.browser
    browser.setFocus()
    browser.verticalScrollBar().setValue(40)
    for _ in range(3):  # to the first link that stands in sight
        QTest.keyClick(browser, Qt.Key.Key_Tab)
    link = browser.textCursor().charFormat().anchorHref()
    assert link.endswith(".md")
    place = browser.verticalScrollBar().value()
    QTest.keyClick(browser, Qt.Key.Key_Return)
    assert manual.page is not None
    assert manual.page.name == link.removesuffix(".md")
    QTest.keyClick(manual, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert manual.page == manual_pages()[0]
    assert manual.browser.verticalScrollBar().value() == place
    assert not manual.back.isEnabled()


def test_a_link_to_a_heading_brings_it_to_the_top(manual: ManualWindow) -> None:
    manual.browser.anchorClicked.emit(QUrl("using.md#read-the-ranking"))
    block = manual.browser.cursorForPosition(manual.browser.viewport().rect().topLeft()).block()
    texts = [block.text(), block.next().text()]
    assert "Read the ranking" in texts


@pytest.mark.parametrize("link", ["https://clinicaltrials.gov/", "file:///etc/hostname", "curation.md", "../LICENSE"])
def test_a_link_that_leads_out_is_shown_and_copied_and_never_opened(
    manual: ManualWindow, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    before = manual.browser.toPlainText()
    manual.browser.anchorClicked.emit(QUrl(link))
    assert link in manual.told.text()
    manual.copy_button.click()
    assert QApplication.clipboard().text() == link
    assert manual.browser.toPlainText() == before
    assert opened == []
    assert not manual.browser.openLinks()
    assert not manual.browser.openExternalLinks()


def test_the_browser_opens_no_file_that_a_text_names(theme: Theme, tmp_path: Path, qapp: QApplication) -> None:
    import os

    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)  # whoever opens it waits for ever
    browser = ManualBrowser(theme)
    browser.show_page(Page("x", "x", f'# x\n\n![x]({pipe.as_uri()}) <img src="{pipe.as_uri()}"> creatinine <1.5 mg/dL'))
    browser.grab()
    assert "<img src=" in browser.toPlainText()
    assert "creatinine <1.5 mg/dL" in browser.toPlainText()
    assert browser.loadResource(2, QUrl.fromLocalFile(str(pipe))).isNull()
    browser.deleteLater()


def test_words_narrow_the_pages_are_marked_and_enter_goes_on(manual: ManualWindow) -> None:
    QTest.keyClicks(manual.look_up, "window")
    assert manual.page is not None
    assert manual.page.has("window")
    listed = [manual.list.model().index(row, 0).data() for row in range(manual.list.model().rowCount())]
    assert listed == [page.title for page in manual_pages() if "window" in page.text.casefold()]
    assert 0 < len(listed) < len(PAGES)
    assert f"{len(listed)} pages" in manual.told.text()
    marks = manual.browser.extraSelections()
    assert {mark.cursor.selectedText().casefold() for mark in marks} == {"window"}
    first = manual.browser.textCursor().position()
    QTest.keyClick(manual.look_up, Qt.Key.Key_Return)
    assert manual.isVisible()
    assert manual.browser.textCursor().position() > first
    for _ in range(len(marks) - 1):
        QTest.keyClick(manual.look_up, Qt.Key.Key_Return)
    assert manual.browser.textCursor().position() == first


def test_words_that_no_page_has_are_answered_and_what_was_read_stays(manual: ManualWindow) -> None:
    before = manual.page
    QTest.keyClicks(manual.look_up, "zzzz")
    assert "No page has these words" in manual.told.text()
    assert manual.page == before
    assert manual.list.model().rowCount() == 0
    manual.look_up.clear()
    assert manual.list.model().rowCount() == len(PAGES)
    assert manual.list.currentIndex().row() == 0
    assert manual.browser.extraSelections() == []


def test_other_colours_keep_the_page_and_the_place(manual: ManualWindow, theme: Theme) -> None:
    manual.browser.verticalScrollBar().setValue(120)
    theme.choose(Scheme.DARK)
    assert manual.browser.verticalScrollBar().value() == 120
    link = manual.browser.document().find("questions.md")
    assert isinstance(link, QTextCursor)
    assert link.charFormat().foreground().color().name() == theme.colours.accent.ground
    theme.choose(Scheme.LIGHT)


@pytest.mark.parametrize("register", list(Register))
def test_everything_that_takes_the_focus_has_a_name(
    manual: ManualWindow, window: MainWindow, register: Register
) -> None:
    window.session.set_register(register)
    assert nameless(manual) == []


def test_a_copy_without_the_pages_says_so(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.manual.window.manual_pages", lambda: ())
    window.side_windows.show_manual()
    (shown,) = window.findChildren(ManualWindow)
    assert "did not come with this copy" in shown.told.text()
    shown.close()
