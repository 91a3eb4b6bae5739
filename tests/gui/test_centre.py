"""The reader's own centre in the window: its group first, nothing hidden, a faulty list explained."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetrics

from gui import __main__ as entry
from gui import dialogs
from gui.app import Options, match_against, start
from gui.dialogs import ReportChoice
from gui.models.rows import GroupRow, MatchRow
from gui.reporting import document_of
from matcher.explain import Register

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

    from criteria.strict_json import Json
    from gui.main_window import MainWindow
    from gui.session import Session

LEVEL, PLANET, SUNITINIB = "NCT05918302", "NCT03043664", "NCT03375320"


def written(folder: Path, **trials: Json) -> Path:
    path = folder / "centre.json"
    path.write_text(json.dumps({"format": "zebramatch.centre/1", "name": "Centre North", "trials": trials}), "utf-8")
    return path


@pytest.fixture
def centre_file(tmp_path: Path) -> Path:
    return written(
        tmp_path,
        NCT05918302={
            "open": True,
            "slots": 2,
            "contact": {"name": "Study office", "phone": "+31 20 000 0000"},
            "note": "Screening visits on Tuesdays",
            "updated": "2026-10-01",
        },
        NCT03043664={"open": True, "updated": "2026-11-10"},
        NCT03375320={"open": False, "updated": "2026-11-10"},
    )


def headings(window: MainWindow) -> list[str]:
    return [row.text for row in window.results.model.rows if isinstance(row, GroupRow)]


def listed(window: MainWindow) -> list[str]:
    return [row.match.trial.id for row in window.results.model.rows if isinstance(row, MatchRow)]


def groups(window: MainWindow) -> dict[str, list[int]]:
    """The ranks below each heading."""
    found: dict[str, list[int]] = {}
    ranks: list[int] = []
    for row in window.results.model.rows:
        if isinstance(row, GroupRow):
            ranks = found.setdefault(row.text, [])
        else:
            ranks.append(row.match.rank)
    return found


def test_what_my_centre_runs_stands_first_and_nothing_is_hidden(filled: MainWindow, centre_file: Path) -> None:
    before = listed(filled)
    filled.files.open_centre(centre_file)
    assert headings(filled)[0] == "Open at Centre North: 2"
    assert [title.partition(":")[0] for title in headings(filled)[1:]] == [
        "Open to new patients",
        "Closed to new patients",
        "Approved uses to discuss",
    ]
    assert set(listed(filled)[:2]) == {LEVEL, PLANET}
    assert sorted(listed(filled)) == sorted(before)
    for title, ranks in groups(filled).items():
        assert int(title.rpartition(": ")[2]) == len(ranks), title
        assert ranks == sorted(ranks), title


def test_a_centre_where_nothing_is_open_says_so_in_its_heading(filled: MainWindow, tmp_path: Path) -> None:
    filled.files.open_centre(written(tmp_path))
    assert headings(filled)[0] == "Open at Centre North: 0"
    filled.results.look_up.setText(LEVEL)
    assert len(headings(filled)) == 1
    assert listed(filled) == [LEVEL]


def test_the_centre_changes_no_verdict_and_no_rank(filled: MainWindow, centre_file: Path) -> None:
    before = filled.session.result
    assert before is not None
    filled.files.open_centre(centre_file)
    assert filled.session.result is not None
    assert filled.session.result.matches == before.matches
    assert filled.session.is_saved


@pytest.mark.parametrize("register", list(Register))
def test_the_detail_shows_places_contact_note_and_that_the_list_is_old(
    filled: MainWindow, centre_file: Path, register: Register
) -> None:
    filled.session.set_register(register)
    filled.files.open_centre(centre_file)
    filled.results.choose(LEVEL)
    told = "\n".join(filled.detail.texts)
    for part in ("At Centre North", "free places: 2", "Study office, +31 20 000 0000", "Screening visits on Tuesdays"):
        assert part in told
    assert "What Centre North says of this trial is of" in told
    filled.results.choose(PLANET)
    assert "What Centre North says of this trial is of" not in "\n".join(filled.detail.texts)


def test_the_centre_stays_for_the_next_patient_and_after_an_edit(
    filled: MainWindow, centre_file: Path, settled: Callable[[Session], None]
) -> None:
    filled.files.open_centre(centre_file)
    filled.session.edit("age", 60)
    filled.session.settle()
    settled(filled.session)
    assert headings(filled)[0] == "Open at Centre North: 2"
    filled.session.discard_changes()
    filled.files.new()
    settled(filled.session)
    assert headings(filled)[0] == "Open at Centre North: 2"


def test_the_report_from_the_window_has_the_centre_too(filled: MainWindow, centre_file: Path) -> None:
    filled.files.open_centre(centre_file)
    document = document_of(filled.session.question(), ReportChoice(Register.CLINICIAN))
    assert "Open at Centre North" in str(document)


def test_a_faulty_list_is_explained_in_the_banner_and_changes_nothing(
    filled: MainWindow, centre_file: Path, tmp_path: Path
) -> None:
    filled.files.open_centre(centre_file)
    before = listed(filled)
    faulty = tmp_path / "faulty"
    faulty.mkdir()
    filled.files.open_centre(written(faulty, NCT00000001={"open": True, "updated": "2026-11-10"}))
    assert filled.banner.isVisible()
    assert "centre.json" in filled.banner.text
    assert "NCT00000001" in filled.banner.text
    assert listed(filled) == before


def test_the_list_is_chosen_in_the_file_menu(
    filled: MainWindow, centre_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.files.open_centre(tmp_path / "none.json")
    assert filled.banner.isVisible()
    monkeypatch.setattr(dialogs, "choose_centre_to_open", lambda *_: centre_file)
    filled.actions_.by_name["centre"].trigger()
    assert headings(filled)[0] == "Open at Centre North: 2"
    assert not filled.banner.isVisible()


def test_a_list_that_nobody_chose_changes_nothing(filled: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    before = headings(filled)
    monkeypatch.setattr(dialogs, "choose_centre_to_open", lambda *_: None)
    filled.files.choose_centre()
    assert headings(filled) == before


def test_the_command_line_names_a_patient_and_a_centre(
    window: MainWindow, example_file: Path, centre_file: Path, settled: Callable[[Session], None]
) -> None:
    options = Options(example_file, centre=centre_file)
    start(window, options)
    match_against(window.session.library, window, options)
    settled(window.session)
    assert window.session.file == example_file
    assert headings(window)[0] == "Open at Centre North: 2"


def test_a_faulty_patient_and_a_faulty_centre_are_both_told(window: MainWindow, tmp_path: Path) -> None:
    options = Options(tmp_path / "no-patient.json", centre=tmp_path / "no-centre.json")
    start(window, options)
    match_against(window.session.library, window, options)
    assert "no-patient.json" in window.banner.text
    assert "no-centre.json" in window.banner.text


def test_the_option_hands_its_file_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Namespace] = []

    def opened(asked: Namespace) -> int:
        seen.append(asked)
        return 0

    monkeypatch.setattr(entry, "_open_window", opened)
    monkeypatch.setattr(sys, "argv", ["zebramatch", "case.json", "--centre", "centre.json"])
    assert entry.main() == 0
    assert (str(seen[0].patient), str(seen[0].centre)) == ("case.json", "centre.json")


def test_a_long_name_does_not_push_the_count_out_of_its_heading(filled: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    name = "Centre " * 20
    path.write_text(json.dumps({"format": "zebramatch.centre/1", "name": name, "trials": {}}), "utf-8")
    filled.files.open_centre(path)
    assert headings(filled)[0].endswith(": 0")
    shown = filled.results.list.visualRect(filled.results.model.index(0))
    assert shown.height() < 3 * QFontMetrics(filled.font()).height()
    assert shown.width() <= filled.results.list.viewport().width()
