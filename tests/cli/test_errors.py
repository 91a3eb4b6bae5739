"""What cannot be done is said in one sentence, with exit code 2, without a traceback, and writes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcher.commands import matching
from tests.cli.conftest import PATIENT

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("{", "not valid JSON"),
        ("[]", "patient.json"),
        ('{"format": "zebramatch.patient/9"}', "zebramatch.patient/9"),
        ('{"format": "zebramatch.patient/1", "agee": 3}', "agee"),
        ('{"format": "zebramatch.patient/1", "age": NaN}', "NaN"),
        ('{"format": "zebramatch.patient/1", "age": "old"}', "age"),
        ("\x00", "patient.json"),
    ],
)
def test_a_bad_patient_file_is_one_sentence_with_its_name(
    zebramatch: Run, patient: Path, library: Path, content: str, words: str
) -> None:
    patient.write_text(content, "utf-8")
    out = patient.with_name("out.json")
    sentence = zebramatch("match", patient, "--library", library, "-o", out).refused()
    assert "patient.json" in sentence
    assert words in sentence
    assert not out.exists()


def test_every_problem_of_a_file_gets_its_own_line(zebramatch: Run, patient: Path, library: Path) -> None:
    patient.write_text(json.dumps({**PATIENT, "sex": "x", "weight": "heavy"}), "utf-8")
    ran = zebramatch("match", patient, "--library", library)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize("name", ["missing.json", ".", "no/such/folder/x.json", "two\nlines.json"])
def test_a_patient_file_that_is_not_there_is_one_sentence(
    zebramatch: Run, library: Path, tmp_path: Path, name: str
) -> None:
    sentence = zebramatch("match", tmp_path / name, "--library", library).refused()
    assert Path(name).name.split("\n")[-1] in sentence


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-11", "21.11.2026", "today", "", "2026-W47-6", "\u0662\u0660\u0662\u0666-01-01"]
)
def test_a_date_that_is_none_is_one_sentence(zebramatch: Run, patient: Path, library: Path, text: str) -> None:
    assert "--as-of" in zebramatch("match", patient, "--library", library, "--as-of", text).refused()


def test_an_unknown_trial_is_an_error_that_names_close_ones(zebramatch: Run, patient: Path, library: Path) -> None:
    sentence = zebramatch("match", patient, "--library", library, "--trial", "NCT90000009").refused()
    assert "this NCT number is not in the library" in sentence
    assert "did you mean NCT9000000" in sentence
    other = zebramatch("match", patient, "--library", library, "--trial", "zzz").refused()
    assert "trials list" in other


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("matsch",),
        ("match",),
        ("match", "p.json", "--form", "json"),
        ("match", "p.json", "--format", "xml"),
        ("match", "p.json", "--if"),
        ("report", "p.json"),
        ("patient",),
        ("trials",),
        ("trials", "show"),
        ("trials", "rewrite", "x"),
    ],
)
def test_a_command_line_that_is_none_is_one_sentence_with_the_way_to_help(
    zebramatch: Run, arguments: tuple[str, ...]
) -> None:
    assert "--help" in zebramatch(*arguments).refused()


def test_a_library_folder_that_is_none_is_an_error(
    zebramatch: Run, patient: Path, library: Path, tmp_path: Path
) -> None:
    assert "no such folder" in zebramatch("match", patient, "--library", tmp_path / "gone").refused()
    assert "folder" in zebramatch("match", patient, "--library", patient).refused()


def test_output_into_a_folder_that_is_not_there_is_an_error(
    zebramatch: Run, patient: Path, library: Path, tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    assert "gone" in zebramatch("match", patient, "--library", library, "-o", tmp_path / "gone" / "x.json").refused()
    assert tmp_path.name in zebramatch("match", patient, "--library", library, "-o", tmp_path).refused()
    assert sorted(tmp_path.iterdir()) == before


def test_output_over_the_patient_file_itself_is_refused(zebramatch: Run, patient: Path, library: Path) -> None:
    before = patient.read_bytes()
    assert "patient file itself" in zebramatch("match", patient, "--library", library, "-o", patient).refused()
    assert patient.read_bytes() == before


@pytest.mark.parametrize(("name", "words"), [("loop.json", "leads back to itself"), ("x" * 300, "File name too long")])
def test_output_to_a_name_that_no_file_can_have_is_refused(
    zebramatch: Run, patient: Path, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "loop.json").symlink_to("loop.json")
    only = ("--trial", "NCT03043664")
    for command in ("match", "calendar", "referral"):
        assert words in zebramatch(command, patient, *only, "-o", tmp_path / name).refused()


def test_a_library_whose_name_no_folder_can_have_is_an_error(zebramatch: Run, patient: Path) -> None:
    assert "there is no such folder" in zebramatch("match", patient, "--library", "x" * 300).refused()


def test_an_old_file_stays_when_a_command_fails(zebramatch: Run, patient: Path, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old", "utf-8")
    zebramatch("match", patient, "--library", library, "--trial", "NCT00000000", "-o", out).refused()
    assert out.read_text("utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"out.json", "patient.json", "library"}


def test_a_fault_of_the_program_is_one_sentence_without_patient_data(
    zebramatch: Run, patient: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("a made-up case")

    monkeypatch.setattr(matching, "result_json", fail)
    ran = zebramatch("match", patient, "--library", library, "--format", "json")
    assert ran.code == 70
    assert ran.err.count("\n") == 1
    assert "report it" in ran.err
    assert "RuntimeError" in ran.err
    assert "made-up" not in ran.err


@pytest.mark.parametrize("identifiers", [["A"], ["A", "B", "C"]])
def test_the_report_takes_two_identifiers_or_none(
    zebramatch: Run, patient: Path, library: Path, tmp_path: Path, identifiers: list[str]
) -> None:
    options = [word for one in identifiers for word in ("--identifier", one)]
    out = tmp_path / "r.pdf"
    assert "--identifier" in zebramatch("report", patient, "--library", library, "-o", out, *options).refused()
    assert not out.exists()


def test_help_is_no_error(zebramatch: Run) -> None:
    for arguments in (["--help"], ["match", "--help"], ["trials", "show", "--help"], ["--version"]):
        assert zebramatch(*arguments).code == 0


def process(*arguments: object, locale: str = "C.UTF-8") -> subprocess.CompletedProcess[bytes]:
    script = "import sys; from matcher.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, *map(str, arguments)]
    surroundings = {"PYTHONPATH": str(ROOT), "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return subprocess.run(command, capture_output=True, env=surroundings, check=False)


def test_output_is_utf8_even_where_the_locale_is_not(patient: Path) -> None:
    ran = process("match", patient, "--as-of", "2026-11-21", locale="C")
    assert ran.returncode == 0, ran.stderr
    assert any(mark in ran.stdout.decode("utf-8") for mark in "✓◷✗")


def test_a_reader_that_leaves_early_is_no_error(patient: Path) -> None:
    script = "import sys; from matcher.cli import main; sys.exit(main(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", script, "match", str(patient)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read()
    assert running.returncode == 0
    assert b"Traceback" not in complaint
    assert b"Broken" not in complaint


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_output_that_cannot_be_written_is_one_sentence(patient: Path) -> None:
    script = "import sys; from matcher.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "match", str(patient)]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)}, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"the result cannot be written (")
    assert len(ran.stderr.splitlines()) == 1
