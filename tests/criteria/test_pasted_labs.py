"""Laboratory results pasted from reports: a line is read whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.entries import Lab
from criteria.pasted_labs import read_pasted_labs

TODAY = date(2026, 11, 21)


def read(text: str) -> list[dict[str, object]]:
    return [dict(entry) for line in read_pasted_labs(text, TODAY) for entry in line.results]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("Platelets 145", {"test": "platelets", "value": 145}),
        ("Platelets: 145 x10^9/L", {"test": "platelets", "value": 145, "unit": "x10^9/L"}),
        ("PLT\t145\t10^9/L\t150-400\tL", {"value": 145, "unit": "10^9/L", "lln": 150, "uln": 400}),
        ("PLT;145;L;10^9/L;(150 - 400)", {"value": 145, "unit": "10^9/L", "lln": 150, "uln": 400}),
        ("Platelets  145 L  x10^9/L  [150 – 400]", {"value": 145, "lln": 150, "uln": 400}),
        ("ALT (GPT) 45 H U/L (<41)", {"test": "ALT", "value": 45, "unit": "U/L", "uln": 41}),
        ("CgA 120 ng/mL up to 100", {"value": 120, "uln": 100}),
        ("Albumin 38 g/L ref. range: 35-50", {"value": 38, "lln": 35, "uln": 50}),
        ("eGFR >90 mL/min/1.73 m2", {"test": "eGFR", "above": 90, "unit": "mL/min/1.73 m2"}),
        ("eGFR >= 60 mL/min/1.73m² (>60)", {"low": 60, "lln": 60}),
        ("Bilirubin <0,3 mg/dL", {"test": "bilirubin (total)", "below": 0.3}),
        ("Creatinine, serum 0.9 mg/dL", {"test": "creatinine (serum)", "value": 0.9}),
        ("Creatinine (plasma) 80 µmol/L", {"value": 80, "unit": "µmol/L"}),
        ("Potassium 4.1mmol/L", {"value": 4.1, "unit": "mmol/L"}),
        ("Hb 11.2 g/dL 2026-10-30", {"date": "2026-10-30"}),
        ("Hb 11.2 g/dL 30.10.2026 08:15", {"date": "2026-10-30"}),
        ("Bilirubin direct 0.2 mg/dL", {"test": "bilirubin (direct)"}),
        ("Platelets 210 10*9/L", {"value": 210, "unit": "10*9/L"}),
        ("WBC 5.9* 10*3/uL (4.0-10.0)", {"value": 5.9, "unit": "10*3/uL", "lln": 4.0, "uln": 10.0}),
        ("TSH 2.135 mU/L", {"value": 2.135}),
        ("Platelets 150.000 G/L", {"value": 150}),
        ("INR 1.000", {"value": 1}),
    ],
)
def test_a_result_is_read_with_unit_limits_and_date(line: str, entry: dict[str, object]) -> None:
    (found,) = read(line)
    assert entry.items() <= found.items()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Creatinine (urine) 90 mg/dL", "no value right after"),
        ("Bilirubin of the child 0.2 mg/dL", "no value right after"),
        ("WBC 4,500 /uL", "4.500 or 4500"),
        ("ALT 45 (1,000-2,000) U/L", "1.000 or 1000"),
        ("Platelets 210.000 /uL", "210,000 or 210000"),
        ("Platelets 210.000", "210,000 or 210000"),
        ("Neutrophils 1 200/µL", "'1 200' can be 1200"),
        ("Neutrophils 1\u202f500 /uL", "'1 500' can be 1500"),
        ("Platelets 150 000 /uL", "'150 000' can be 150000"),
        ("Platelets 250 100 - 300 500 /uL", "'500 /uL' is no unit"),
        ("Leukocytes\t5 250\t/uL", "'5 250' can be 5250"),
        ("Leukocytes 5.900 /mm3", "5,900 or 5900"),
        ("Creatinine 1.100 umol/L", "1,100 or 1100"),
        ("Platelets 90 /nL (150.000-400.000 /uL)", "no unit"),
        ("Platelets 90 /uL (150.000-400.000)", "150,000 or 150000"),
        ("Neutrophils 60 %", "'%' is no unit of neutrophils"),
        ("ALT 45 38 U/L", "no unit of ALT"),
        ("AST 30 U/L fasting", "fasting"),
        ("ALP 1.5.3 U/L", "is no number"),
        ("ALT 40 U/L 03/04/2026", "2026-04-03 or 2026-03-04"),
        ("ALT 40 U/L 2026-02-30", "no such day"),
        ("ALT 40 U/L 00/05/2026", "no such day"),
        ("ALT 40 U/L 2026-10-01 2026-11-01", "more than one date"),
        ("ALT 40 U/L (41-10)", "begins above its end"),
        ("ALT pending", "no value"),
        ("Unobtainium 3 mg/dL", "'Unobtainium' is no test"),
        ("Jane Doe, born 1960", "no test"),
        ("ALT -5 U/L", "no value"),
        ("ALT 1e3 U/L", "no unit of ALT"),
        ("ALT ٤٥ U/L", "no value"),
    ],
)
def test_a_line_that_is_not_understood_whole_is_handed_back_with_the_reason(line: str, why: str) -> None:
    (found,) = read_pasted_labs(line, TODAY)
    assert found.text == line
    assert found.results == ()
    assert why in found.why


def test_a_line_with_the_day_of_the_results_dates_those_below_it() -> None:
    found = read(
        "ALT 40 U/L\nCollected: 02.11.2026 08:15\nALT 41 U/L\nAST 30 U/L 2026-11-01\nResults of 2026-11-09\nALT 42 U/L"
    )
    assert [entry.get("date") for entry in found] == [None, "2026-11-02", "2026-11-01", "2026-11-09"]


@pytest.mark.parametrize("line", ["Date of birth: 01.02.1960", "Printed 2026-11-20", "Report for 2026-11-20, ward 7"])
def test_another_date_never_becomes_the_day_of_a_blood_test(line: str) -> None:
    assert "date" not in read(f"{line}\nALT 40 U/L")[0]


def test_a_table_may_have_a_column_for_each_day() -> None:
    found = read(
        "Test\t01.11.2026\t08.11.2026\tUnit\tRange\nPlatelets\t120\t130 L\t10^9/L\t150-400\nAST\t-\t33\tU/L\t10-40\n"
    )
    assert [(entry["test"], entry["value"], entry["date"]) for entry in found] == [
        ("platelets", 120, "2026-11-01"),
        ("platelets", 130, "2026-11-08"),
        ("AST", 33, "2026-11-08"),
    ]
    assert {entry["uln"] for entry in found} == {400, 40}


@pytest.mark.parametrize(
    "row",
    ["AST        33", "AST        33  U/L", "AST        33  10*9/L", "AST  33  high  U/L"],
)
def test_between_blanks_a_value_never_slips_under_the_day_of_an_empty_cell(row: str) -> None:
    lines = read_pasted_labs(f"Test  2026-11-01  2026-11-08\nALT  40  41\n{row}", TODAY)
    assert [entry["date"] for entry in lines[0].results] == ["2026-11-01", "2026-11-08"]
    assert lines[1].results == ()


def test_between_blanks_a_sign_keeps_the_place_of_an_empty_cell() -> None:
    (found,) = read("Test  2026-11-01  2026-11-08\nAST  -  33  U/L")
    assert (found["value"], found["date"]) == (33, "2026-11-08")


@pytest.mark.parametrize("column", ["  Unit", "  Unit  Range"])
def test_between_blanks_a_shorter_row_is_handed_back(column: str) -> None:
    lines = read_pasted_labs(f"Test  2026-11-01  2026-11-08{column}\nAST  33  U/L", TODAY)
    assert "seems to be empty" in lines[0].why


@pytest.mark.parametrize(
    "other",
    [
        "Collected 05.11.26",
        "Collected: 5 November 2026",
        "Date 03/04/2026",
        "Blood of 2026-02-30",
        "Entnahme 2026-11-05",
        "Test\t05.11.26\t12.11.26",
        "05.11.",
    ],
)
@pytest.mark.parametrize("head", ["Collected 2026-10-01", "Test\t2026-10-01\t2026-10-08\nAST\t30\t31"])
def test_below_a_day_that_is_not_understood_no_result_is_of_the_day_before(head: str, other: str) -> None:
    last = read_pasted_labs(f"{head}\n{other}\nALT 40 U/L", TODAY)[-1]
    assert [dict(entry) for entry in last.results] == [{"test": "ALT", "value": 40, "unit": "U/L"}]


def test_a_result_that_is_not_understood_leaves_the_day_as_it_is() -> None:
    found = read("Collected 2026-10-01\nAST 30 U/L 2026-11-01 2026-11-02\nUnobtainium 3\nALT 40 U/L")
    assert [entry["date"] for entry in found] == ["2026-10-01"]


def test_a_row_without_any_value_under_a_day_is_handed_back() -> None:
    lines = read_pasted_labs("Test\t2026-11-01\t2026-11-08\nAST\t-\t-", TODAY)
    assert "no value in the columns" in lines[0].why


def test_headings_and_blank_lines_say_nothing() -> None:
    assert read_pasted_labs("\n  \nTest  Result  Unit  Reference range\n", TODAY) == ()


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader_and_what_it_reads_is_sound(text: str) -> None:
    for line in read_pasted_labs(text, TODAY):
        assert bool(line.results) != bool(line.why)
        for entry in line.results:
            Lab.model_validate(dict(entry))


@given(st.integers(1, 10**6), st.sampled_from(["10^9/L", "G/L", "/uL"]), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_value_unit_and_day_come_back_as_they_were_written(value: int, unit: str, day: date) -> None:
    assert read(f"Platelets {value} {unit} {day}") == [
        {"test": "platelets", "value": value, "unit": unit, "date": str(day)}
    ]
