"""`parse` and `trials import`: registry records into criteria and trial files."""

from __future__ import annotations

import copy
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.criteria.test_registry_record import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    return path


def test_parse_writes_a_draft_whose_spans_are_the_texts(record: Path, zebramatch: Run) -> None:
    done = zebramatch("parse", record)
    assert done.code == 0
    trial = json.loads(done.out)
    raw = RECORD["protocolSection"]["eligibilityModule"]["eligibilityCriteria"]
    spans = [(one["text"], one["source_span"]) for one in trial["criteria"] if "source_span" in one]
    assert [raw[span["start"] : span["end"]] for _, span in spans] == [text for text, _ in spans]


def test_parse_reads_bare_text_by_its_name_as_lines_and_in_words(tmp_path: Path, zebramatch: Run) -> None:
    path = tmp_path / "NCT07654321.txt"
    path.write_text("Exclusion Criteria:\n* Pregnancy", encoding="utf-8")
    (line,) = zebramatch("parse", path, "--format", "atoms").out.splitlines()
    assert json.loads(line)["nct"] == "NCT07654321"
    assert "pregnan" in zebramatch("parse", path, "--format", "text").out.lower()
    assert json.loads(zebramatch("parse", path).out)["criteria"][0]["kind"] == "exclusion"


def test_parse_tells_both_meanings_of_a_text_in_words(tmp_path: Path, zebramatch: Run) -> None:
    path = tmp_path / "NCT07654321.txt"
    path.write_text("Inclusion Criteria:\n* Age > 18 years", encoding="utf-8")
    said = zebramatch("parse", path, "--format", "text").out
    assert "; or, read in another way: " in said
    assert "check by hand" not in said


@pytest.mark.parametrize("form", ["file", "folder", "zip"])
def test_import_writes_a_library_that_is_at_best_possible(
    form: str, record: Path, tmp_path: Path, zebramatch: Run
) -> None:
    source = record
    if form == "folder":
        source = tmp_path
    elif form == "zip":
        source = tmp_path / "all.zip"
        with zipfile.ZipFile(source, "w") as archive:
            archive.write(record, "../../record.json")
    done = zebramatch("trials", "import", source, "-o", tmp_path / "out" / "trials")
    assert (done.code, "1 trial" in done.out) == (0, True)
    assert [path.name for path in (tmp_path / "out" / "trials").iterdir()] == ["NCT01234567.json"]
    shown = zebramatch("trials", "show", "NCT01234567", "--library", tmp_path / "out" / "trials")
    assert "machine" in shown.out


def test_an_import_names_the_trials_that_were_read_by_hand_and_would_give_way(
    record: Path, tmp_path: Path, zebramatch: Run
) -> None:
    assert "by hand" not in zebramatch("trials", "import", record, "-o", tmp_path / "one").out
    known = json.loads(record.read_text("utf-8"))
    known["protocolSection"]["identificationModule"]["nctId"] = "NCT03043664"
    record.write_text(json.dumps(known), encoding="utf-8")
    said = zebramatch("trials", "import", record, "-o", tmp_path / "two").out
    assert "The built-in library has, read by hand: NCT03043664." in said
    assert "takes their place" in said


def test_a_record_that_came_twice_is_told_and_a_match_is_at_best_possible(
    patient: Path, tmp_path: Path, zebramatch: Run
) -> None:
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"studies": [RECORD, RECORD]}), encoding="utf-8")
    done = zebramatch("trials", "import", page, "-o", tmp_path / "out")
    assert "came more than once" in done.out
    shown = zebramatch("match", patient, "--library", tmp_path / "out", "--trial", "NCT01234567", "--format", "json")
    (match,) = json.loads(shown.out)["matches"]
    assert match["flags"] == ["machine_read"]
    assert match["verdict"] in ("possible", "ineligible")


def test_a_bad_record_among_good_ones_is_told_and_the_good_ones_are_written(
    record: Path, tmp_path: Path, zebramatch: Run
) -> None:
    (record.parent / "bad.json").write_text("{", encoding="utf-8")
    done = zebramatch("trials", "import", record.parent, "-o", tmp_path / "out")
    assert done.code == 1
    assert "bad.json" in done.err


@pytest.mark.parametrize("name", ["missing.json", "missing.zip", "broken.zip", "empty"])
def test_a_source_without_records_is_one_plain_sentence(name: str, tmp_path: Path, zebramatch: Run) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.zip").write_text("no archive", encoding="utf-8")
    done = zebramatch("trials", "import", tmp_path / name, "-o", tmp_path / "out")
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_import_never_replaces_what_a_person_made_or_reviewed(record: Path, tmp_path: Path, zebramatch: Run) -> None:
    out = tmp_path / "out"
    assert zebramatch("trials", "import", record, "-o", out).code == 0
    assert zebramatch("trials", "import", record, "-o", out).code == 0
    path = out / "NCT01234567.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for source in ({"curated_by": "hand"}, {"curated_by": "parser", "reviewed": "2026-07-01"}):
        content["source"] |= source
        path.write_text(json.dumps(content), encoding="utf-8")
        done = zebramatch("trials", "import", record, "-o", out)
        assert done.code != 0
        assert "NCT01234567.json" in done.err
        assert json.loads(path.read_text(encoding="utf-8")) == content


def test_an_import_leaves_a_file_alone_that_it_cannot_read(record: Path, tmp_path: Path, zebramatch: Run) -> None:
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "NCT01234567.json"
    path.write_text("half a tri", encoding="utf-8")
    assert zebramatch("trials", "import", record, "-o", tmp_path / "out").code != 0
    assert path.read_text(encoding="utf-8") == "half a tri"


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_two_records_of_one_trial_the_newest_is_kept(tmp_path: Path, zebramatch: Run, *, newest_first: bool) -> None:
    old = copy.deepcopy(RECORD)
    old["protocolSection"]["statusModule"] = {
        "overallStatus": "NOT_YET_RECRUITING",
        "lastUpdatePostDateStruct": {"date": "2020-01-01"},
    }
    page = tmp_path / "page.json"
    records = [RECORD, old] if newest_first else [old, RECORD]
    page.write_text(json.dumps({"studies": records}), encoding="utf-8")
    assert "came more than once" in zebramatch("trials", "import", page, "-o", tmp_path / "out").out
    kept = json.loads((tmp_path / "out" / "NCT01234567.json").read_text(encoding="utf-8"))
    assert kept["status"] == "RECRUITING"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_damaged_member_is_told_and_the_others_are_written(
    method: int, record: Path, tmp_path: Path, zebramatch: Run
) -> None:
    source = tmp_path / "all.zip"
    with zipfile.ZipFile(source, "w", method) as archive:
        archive.writestr("damaged.json", record.read_bytes())
        archive.writestr("whole.json", record.read_bytes())
    content = bytearray(source.read_bytes())
    content[45:200] = b"\xff" * 155
    source.write_bytes(content)
    done = zebramatch("trials", "import", source, "-o", tmp_path / "out")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "damaged.json" in done.err
    assert (tmp_path / "out" / "NCT01234567.json").exists()


def test_an_archive_of_a_later_version_is_one_plain_sentence(record: Path, tmp_path: Path, zebramatch: Run) -> None:
    source = tmp_path / "all.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.write(record, "a.json")
    content = bytearray(source.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 200
    source.write_bytes(content)
    done = zebramatch("trials", "import", source, "-o", tmp_path / "out")
    assert (done.code, len(done.err.splitlines())) == (2, 1)


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_an_archive_inside_is_named_and_not_silently_left_out(
    form: str, record: Path, tmp_path: Path, zebramatch: Run
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "A.JSON").write_bytes(record.read_bytes())
    with zipfile.ZipFile(source / "inner.zip", "w") as archive:
        archive.write(record, "a.json")
    if form == "zip":
        with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
            for path in source.iterdir():
                archive.write(path, path.name)
        source = tmp_path / "outer.zip"
    done = zebramatch("trials", "import", source, "-o", tmp_path / "out")
    assert (done.code, "1 trial" in done.out) == (1, True)
    assert "inner.zip" in done.err
