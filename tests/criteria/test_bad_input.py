"""Every way a patient file can be bad ends in one sentence with file and place, and the file stays as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from criteria.patient_file import read_patient
from criteria.problems import InputError
from criteria.strict_json import MAX_BYTES, parse_json, read_json

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '"format": "zebramatch.patient/1"'


def file_of(*facts: str) -> bytes:
    return f"{{{', '.join((HEAD, *facts))}}}".encode()


def lab(*facts: str) -> bytes:
    return file_of(f'"labs": [{{{", ".join(facts)}}}]')


def therapy(*facts: str) -> bytes:
    return file_of(f'"therapies": [{{"agent": "everolimus", {", ".join(facts)}}}]')


BAD: dict[str, tuple[bytes, str]] = {
    "an empty file": (b"", "the file is empty; give a JSON file"),
    "only white space": (b" \n\t ", "the file is empty; give a JSON file"),
    "broken JSON": (b'{\n"age": 3,,}', "line 2, column 10: not valid JSON"),
    "a comment": (b'{"age": 3} // three', "line 1, column 12: not valid JSON"),
    "an unfinished string": (b'{"label": "x', "line 1, column 11: not valid JSON"),
    "not UTF-8": (b'{\n"label": "\xff"}', "line 2: not UTF-8 text; save the file as UTF-8"),
    "UTF-16": (file_of().decode().encode("utf-16"), "line 1: not UTF-8 text"),
    "a duplicate key": (b'{"age": 3,\n"age": 4}', 'line 2: the key "age" stands twice in one object; keep one of them'),
    "a duplicate key, escaped": (rb'{"age": 3, "\u0061ge": 4}', r'line 1: the key "\u0061ge" stands twice'),
    "a duplicate key after an object within": (
        b'{"a": [{"b": 1}, {"b": {"b": 2}}],\n"c": 3, "a": 4}',
        'line 2: the key "a" stands twice in one object',
    ),
    "a duplicate key deep within": (
        b'{"a": [{"b": 1}, {"b": 2, "c": {"b": 3},\n"b": 4}]}',
        'line 2: the key "b" stands twice in one object',
    ),
    "NaN": (file_of('"age": NaN'), "line 1: NaN is not a number; leave the key out"),
    "infinity": (file_of('"age": -Infinity'), "line 1: -Infinity is not a number"),
    "1e400": (b'{"weight":\n1e400}', "line 2: the number is too large; check it"),
    "5,000 digits": (b'{"age": ' + b"9" * 5000 + b"}", "line 1: the number is too large; check it"),
    "half a character as value": (file_of(r'"label": "\ud800"'), "label: holds half a character"),
    "half a character as key": (file_of(r'"\udfff": 1'), "a key: holds half a character"),
    "nested 10,000 deep": (b"[" * 10_000 + b"]" * 10_000, "nested more than 100 deep"),
    "nested 10,000 deep, unclosed": (b'{"a":' * 10_000, "nested more than 100 deep"),
    "50 MB of spaces": (b" " * 50_000_000, "larger than 20 MB"),
    "a list": (b"[]", "this is not a patient file"),
    "null": (b"null", "this is not a patient file"),
    "no format": (b'{"age": 3}', "the format is missing"),
    "a newer format": (b'{"format": "zebramatch.patient/2"}', "format: the file was written by a newer version"),
    "a trial file": (b'{"format": "zebramatch.trial/1"}', "format: this is a trial file, not a patient file"),
    "an unknown key": (file_of('"sexx": "female"'), 'sexx: unknown key; did you mean "sex"?'),
    "a key in the wrong place": (file_of('"ki67": 3'), "ki67: unknown key; did you mean diagnosis.ki67?"),
    "an unknown key within": (lab('"test": "ast"', '"valeu": 3'), 'labs[0].valeu: unknown key; did you mean "value"?'),
    "a key with odd signs": (file_of('"a\u202eb": 1'), r'["a\u202eb"]: unknown key'),
    "a day that no month has": (file_of('"birth_date": "2026-02-30"'), "birth_date: not a date: there is no such day"),
    "29 February of no leap year": (file_of('"birth_date": "2025-02-29"'), "birth_date: not a date: there is no such"),
    "a 13th month": (file_of('"birth_date": "2026-13"'), "birth_date: not a date: there is no such month"),
    "a week date": (file_of('"birth_date": "2026-W09-4"'), "birth_date: not a date: a date is written 2026-11-21"),
    "Arabic digits": (file_of('"birth_date": "٢٠٢٦"'), "birth_date: not a date: a date is written 2026-11-21"),
    "a short month": (file_of('"birth_date": "2026-1-2"'), "birth_date: not a date: a date is written 2026-11-21"),
    "a date with a time": (file_of('"birth_date": "2026-01-02T00:00"'), "birth_date: not a date: a date is written"),
    "a date in front of a new line": (file_of(r'"birth_date": "2026-01-02\n"'), "birth_date: not a date"),
    "the year nought": (file_of('"birth_date": "0000"'), "birth_date: not a date: the year is not between"),
    "a date as a number": (file_of('"birth_date": 2026'), "birth_date: a date is written 2026-11-21, 2026-11 or 2026"),
    "a screening month": (file_of('"screening_date": "2026-11"'), "screening_date: this date needs its day"),
    "text for a number": (file_of('"age": "20"'), "age: needs a whole number, not text"),
    "part of a year": (file_of('"age": 20.5'), "age: needs a whole number, without a decimal point"),
    "yes for a number": (file_of('"age": true'), "age: needs a whole number, not true or false"),
    "text for a measure": (file_of('"weight": "70"'), "weight: needs a number, a range or a bound, not text"),
    "yes for a measure": (file_of('"weight": {"value": true}'), "weight.value: needs a number, not true or false"),
    "text for yes": (file_of('"pregnant": "no"'), "pregnant: needs true or false, without quotation marks, not text"),
    "a number for text": (file_of('"label": 5'), "label: needs text in quotation marks, not a number"),
    "null for a section": (
        file_of('"diagnosis": null'),
        "diagnosis: needs an object in braces, not null; leave it out",
    ),
    "a word that is no choice": (file_of('"sex": "Female"'), "sex: is none of: female, male"),
    "a country in words": (file_of('"country": "Germany"'), "country: is not a country code"),
    "an age of 131": (file_of('"age": 131'), "age: must be at most 130"),
    "an empty name": (file_of('"diagnosis": {"primary_site": ""}'), "diagnosis.primary_site: is empty"),
    "a range upside down": (file_of('"weight": {"low": 80, "high": 70}'), "weight: the range is empty"),
    "a value and a range": (file_of('"weight": {"value": 80, "high": 90}'), "weight: give either a value or a range"),
    "no number": (file_of('"weight": {"unit": "kg"}'), "weight: no number is given"),
    "a lab without result": (lab('"test": "ast"'), "labs[0]: no result is given"),
    "a lab without test": (lab('"value": 3'), "labs[0].test: is missing"),
    "a wrong unit": (
        lab('"test": "creatinine"', '"value": 1.1', '"unit": "mg"'),
        "labs[0].unit: 'mg' is not a unit of creatinine; use mg/dL or umol/L",
    ),
    "a weight in litres": (file_of('"weight": {"value": 70, "unit": "L"}'), "weight.unit: 'L' is not a unit of"),
    "a Ki-67 of 120": (file_of('"diagnosis": {"ki67": 120}'), "diagnosis.ki67: Ki-67 is from 0 to 100 %"),
    "an ECOG of 1.5": (file_of('"performance": {"ecog": 1.5}'), "performance.ecog: ECOG performance status has whole"),
    "age and birth date": (
        file_of('"screening_date": "2026-11-21"', '"birth_date": "1960-11-22"', '"age": 66'),
        "age and birth_date contradict each other; keep the birth date",
    ),
    "born after the screening": (
        file_of('"screening_date": "2026-11-21"', '"birth_date": "2026-12"'),
        "birth_date: lies after the screening date",
    ),
    "an end before the start": (
        therapy('"start": "2026-02", "end": "2026-01-31"'),
        "therapies[0]: the end lies before the start; check both dates",
    ),
    "an end of what is ongoing": (
        therapy('"end": "2026-01-31", "ongoing": true'),
        "therapies[0]: it has an end and is marked as ongoing; keep one of them",
    ),
    "an agent and a class": (therapy('"class": "prrt"'), 'therapies[0]: give exactly one of "agent" and "class"'),
    "never given, with details": (therapy('"never": true, "line": 1'), "therapies[0]: what was never given has no"),
    "a site that is a number": (
        file_of('"diagnosis": {"metastatic_sites": ["liver", 5]}'),
        "diagnosis.metastatic_sites[1]: needs the name of a site, not a number",
    ),
    "an answer that is none": (
        file_of('"answers": {"NCT00000001": {"I01": "maybe"}}'),
        "answers.NCT00000001.I01: is none of: yes, no",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_one_sentence_with_its_place_and_stays_as_it_was(name: str, tmp_path: Path) -> None:
    content, sentence = BAD[name]
    path = tmp_path / "case.json"
    path.write_bytes(content)
    before = path.stat()
    with pytest.raises(InputError) as caught:
        read_patient(path)
    assert len(caught.value.problems) == 1
    said = str(caught.value)
    assert said.startswith(f"{path}: {sentence}")
    assert len(said.splitlines()) == 1
    assert said.isprintable()
    after = path.stat()
    assert path.read_bytes() == content
    assert (before.st_mtime_ns, before.st_ino, before.st_mode) == (after.st_mtime_ns, after.st_ino, after.st_mode)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-02", "2026-02-01"), ("2026", "2026-01"), ("2026-01-31", "2026"), ("2026-02-01", "2026-02-01")],
)
def test_an_end_that_may_lie_after_the_start_is_no_fault(start: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(therapy(f'"start": "{start}", "end": "{end}"'))
    assert read_patient(path).therapies is not None


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"\xef\xbb\xbf" + file_of('"age": 60'))
    assert read_patient(path).age == 60


def test_a_missing_file_a_folder_and_a_pipe_are_named_and_none_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, sentence in {
        "missing.json": "there is no such file; check the name and the folder",
        ".": "this is a folder; give a file",
        "pipe": "this is not an ordinary file; give a file",
        "x" * 300: "cannot be read (File name too long)",
        "a\0b": "this is not a file name",
    }.items():
        with pytest.raises(InputError) as caught:
            read_json(tmp_path / name)
        assert sentence in str(caught.value)


def test_a_device_that_never_ends_is_refused() -> None:
    script = (
        "from pathlib import Path; from criteria.patient_file import read_patient\n"
        "try: read_patient(Path('/dev/zero'))\n"
        "except Exception as error: print(error)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout == "/dev/zero: this is not an ordinary file; give a file\n"


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(file_of())
    path.chmod(0)
    if os.access(path, os.R_OK):  # as root, who may read everything, the refusal is played

        def refuse(*_: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(InputError, match=r"case\.json: cannot be read \(Permission denied\)"):
        read_patient(path)


def test_a_file_name_that_is_no_text_still_makes_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.json")
    with pytest.raises(InputError) as caught:
        read_patient(path)
    assert "there is no such file" in str(caught.value.problems[0])
    str(caught.value.problems[0]).encode()


def test_the_largest_file_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(file_of().ljust(MAX_BYTES))
    assert read_patient(path).age is None
    path.write_bytes(file_of().ljust(MAX_BYTES + 1))
    with pytest.raises(InputError, match="larger than 20 MB"):
        read_patient(path)


@pytest.mark.parametrize(
    ("start", "repeated"),
    [('"', "a"), ('"', '"'), ("\\", "\\"), ('"', "\\"), ("", '"\\'), ("", '["a",')],
    ids=["one string", "quotation marks", "backslashes", "escapes", "escaped quotes", "lists"],
)
def test_a_hostile_text_is_refused_in_little_memory(start: str, repeated: str) -> None:
    """A pattern that could backtrack would hold gigabytes here; the limit is far above what one pass needs."""
    text = start + repeated * ((MAX_BYTES - len(start)) // len(repeated))
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from criteria.problems import InputError\n"
        "from criteria.strict_json import parse_json\n"
        "try: parse_json(sys.stdin.read(), 'x')\n"
        "except InputError as error: print(error)"
    )
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120, check=True)
    assert run.stdout.startswith("x: ")


def test_brackets_inside_strings_are_not_nesting() -> None:
    assert parse_json('{"label": "' + "[" * 200 + '\\"{"}', "x") == {"label": "[" * 200 + '"{'}


def test_100_deep_is_read_and_101_is_not() -> None:
    parse_json("[" * 100 + "]" * 100, "x")
    with pytest.raises(InputError, match="nested more than 100 deep"):
        parse_json("[" * 101 + "]" * 101, "x")


def test_the_largest_number_is_read_and_a_larger_one_is_not() -> None:
    assert parse_json("[1e15, 1000000000000000, -1e15]", "x") == [1e15, 10**15, -1e15]
    for text in ("1.1e15", "10000000000000000", "-10000000000000000"):
        with pytest.raises(InputError, match="the number is too large"):
            parse_json(text, "x")


def test_the_same_key_in_two_objects_is_no_duplicate() -> None:
    assert parse_json('[{"a": 1}, {"a": {"a": 2}}]', "x") == [{"a": 1}, {"a": {"a": 2}}]
