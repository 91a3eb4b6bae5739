"""Whatever is typed is either in the saved file or told as a problem: nothing disappears without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from criteria.patient_file import read_patient
from gui.form.rows import RowTable
from gui.form.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gui.form.field import Field
    from gui.main_window import MainWindow
    from gui.session import Session

HOSTILE = (
    "ANC <1.5",
    "<b>x</b><img src='/dev/zero'>",
    "a\nb",
    "a\x00b",
    "abc\u202egpj",
    "x" * 10_000,
    "1,500",
    "UK",
    "1e400",
    "٣",
    "2026-02-30",
    "\ud800",
)


def typed_in(field: Field) -> Iterator[QLineEdit]:
    """Every line of a question; of a list, those of one new entry."""
    if isinstance(field.editor, RowTable):
        field.editor.add_row()
    yield from field.editor.findChildren(QLineEdit)


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text[:12]) for text in HOSTILE])
def test_what_is_typed_is_saved_or_told(
    window: MainWindow, tmp_path: Path, text: str, settled: Callable[[Session], None]
) -> None:
    session = window.session
    for path, field in window.form.all_fields().items():
        for line in list(typed_in(field)):
            line.setText(text)
            stands = line.text().strip()
            session.settle()
            told = [place for place in session.problems if place.startswith(path)]
            target = tmp_path / "typed.json"
            session.save(target)
            again = read_patient(target)
            assert again == session.profile
            assert told or stands in str(again) or repr(stands)[1:-1] in str(again), (path, stands[:20])
            line.clear()
        if path in TABLES:
            field.editor.show_value(None)
            session.edit(path, None)
    settled(session)
    assert session.profile == read_patient(tmp_path / "typed.json") or session.problems == {}
