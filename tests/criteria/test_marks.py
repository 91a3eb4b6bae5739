"""The file of marks: read strictly, written whole, never in the place of something that cannot be read."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from criteria.marks import LONGEST_NOTE, Mark, Marks, Note, is_marks_file, marks_beside, parse_marks, read_marks
from criteria.marks import write_marks as write
from criteria.problems import InputError

ONE, TWO = "NCT00000001", "NCT00000002"
NOTE = Note(text="asked on Monday", date=date(2026, 11, 16))
NONE = Marks(trials={})
MARKED = NONE.placed((ONE,), "top").noted(ONE, NOTE).placed((TWO,), "aside")
PAGE = Path(__file__).parents[2] / "docs" / "marks-file.md"


def data(**trials: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"format": "zebramatch.marks/1", "trials": trials}


FAULTS: list[tuple[Any, str]] = [
    (data(NCT1={}), "m.json: trials.NCT1: is neither an NCT number"),
    (data(NCT00000001={"place": "bottom"}), "m.json: trials.NCT00000001.place: is none of: top, aside"),
    (data(NCT00000001={"plaec": "top"}), "m.json: trials.NCT00000001.plaec: unknown key; did you mean"),
    (data(NCT00000001={"note": {"text": "x"}}), "m.json: trials.NCT00000001.note.date: is missing"),
    (data(NCT00000001={"note": {"text": " ", "date": "2026-11-01"}}), "m.json: trials.NCT00000001.note.text: is empty"),
    ({"format": "zebramatch.marks/2"}, "m.json: format: the file was written by a newer version"),
    ({"format": "zebramatch.patient/1"}, "m.json: format: this is a patient file, not a marks file"),
    ([], "m.json: this is not a marks file"),
]


@pytest.mark.parametrize(("content", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_a_fault_is_told_with_its_place(content: Any, sentence: str) -> None:  # noqa: ANN401 - any JSON
    with pytest.raises(InputError) as refused:
        parse_marks(content, "m.json")
    assert str(refused.value.problems[0]).startswith(sentence)


def test_a_trial_is_pinned_or_set_aside_and_keeps_its_note_either_way() -> None:
    assert MARKED.mark(ONE) == Mark(place="top", note=NOTE)
    assert MARKED.placed((ONE,), "aside").mark(ONE) == Mark(place="aside", note=NOTE)
    assert MARKED.placed((ONE,), None).mark(ONE) == Mark(note=NOTE)
    assert MARKED.noted(ONE, None).place(ONE) == "top"


def test_what_is_marked_no_more_leaves_nothing_behind() -> None:
    assert MARKED.placed((ONE, TWO), None).noted(ONE, None) == NONE


marks_of_any_kind = st.dictionaries(
    st.integers(0, 10**8 - 1).map("NCT{:08}".format),
    st.builds(
        Mark,
        place=st.sampled_from([None, "top", "aside"]),
        note=st.none()
        | st.builds(
            Note,
            text=st.text(min_size=1, max_size=LONGEST_NOTE).filter(
                lambda text: text.strip() and text.isprintable() and text.encode("utf-8", "ignore").decode() == text
            ),
            date=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        ),
    ).filter(lambda mark: mark != Mark()),
    max_size=5,
).map(lambda trials: Marks(trials=trials))


@given(marks_of_any_kind)
def test_every_file_of_marks_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, marks: Marks) -> None:
    path = tmp_path_factory.mktemp("marks") / "p.marks.json"
    write(marks, path)
    assert read_marks(path) == marks
    assert path.exists() is bool(marks.trials)


@pytest.mark.parametrize(
    ("patient", "name"),
    [("case.json", "case.marks.json"), ("case", "case.marks.json"), ("a.b.JSON", "a.b.marks.json"),
     ("case.txt", "case.txt.marks.json")],
)  # fmt: skip
def test_the_file_stands_beside_the_patient_s(patient: str, name: str) -> None:
    assert marks_beside(Path("somewhere") / patient) == Path("somewhere") / name


def test_where_there_is_no_file_nothing_is_marked(tmp_path: Path) -> None:
    assert read_marks(tmp_path / "p.marks.json") == NONE
    assert read_marks(tmp_path / f"{'x' * 300}.marks.json") == NONE


def test_the_last_mark_taken_off_takes_the_file_away(tmp_path: Path) -> None:
    path = tmp_path / "p.marks.json"
    write(MARKED, path)
    write(NONE, path)
    assert not path.exists()
    write(NONE, path)
    assert not path.exists()


@pytest.mark.parametrize("text", ["{", '{"format": "zebramatch.marks/2", "trials": {}}', "[1]", ""])
@pytest.mark.parametrize("marks", [MARKED, NONE], ids=["marked", "none"])
def test_what_cannot_be_read_is_neither_replaced_nor_taken_away(tmp_path: Path, text: str, marks: Marks) -> None:
    path = tmp_path / "p.marks.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        write(marks, path)
    assert path.read_text("utf-8") == text


def test_a_file_is_one_of_marks_by_its_name_and_by_what_it_says(tmp_path: Path) -> None:
    path, other = tmp_path / "p.marks.json", tmp_path / "p.json"
    for place in (path, other):
        place.write_text(json.dumps(data()), "utf-8")
    assert is_marks_file(path)
    assert not is_marks_file(other)
    path.write_text('{"format": "zebramatch.patient/1"}', "utf-8")
    assert not is_marks_file(path)
    path.write_text("{", "utf-8")
    assert not is_marks_file(path)


def test_the_page_s_example_is_a_file_of_marks_and_conforms_to_the_schema() -> None:
    block = re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block
    example = json.loads(block[1])
    assert len(parse_marks(example, "page").trials) == 3
    schema = json.loads(files("resources").joinpath("schema", "marks-1.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    validator.validate(example)
    assert not validator.is_valid(data(nct1={}))
    assert not validator.is_valid(example | {"patient": "x"})
