"""How people write numbers, ranges, dates and countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.form.notation import COUNTRY, DATE, DAY, NUMBER, QUANTITY, WHOLE, Notation, UnreadableError, write_quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", {"value": 12}),
        ("12.5", {"value": 12.5}),
        ("10-15", {"low": 10, "high": 15}),
        ("10 – 15", {"low": 10, "high": 15}),
        ("10 to 15", {"low": 10, "high": 15}),
        ("0-0", {"low": 0, "high": 0}),
        ("<3", {"below": 3}),
        ("> 20", {"above": 20}),
        ("<=20", {"high": 20}),
        ("≤20", {"high": 20}),
        (">=55", {"low": 55}),
        ("≥55", {"low": 55}),
        ("-1.5", {"value": -1.5}),
        ("-2--1", {"low": -2, "high": -1}),
    ],
)
def test_a_quantity_is_a_number_a_range_or_a_bound(text: str, value: object) -> None:
    assert QUANTITY.read(text) == value


@pytest.mark.parametrize(
    "text", ["1,500", "1,2,3", "1,234.5", ",5", "5,", "12abc", "~12", "15-10", "<", "1e3", "٣", "12 %", "1_000", "--3"]
)
def test_what_is_no_number_is_refused_with_a_cure(text: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        QUANTITY.read(text)
    assert any(word in str(refused.value) for word in ("write", "comma"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", {"value": 1.5}),
        ("12,25", {"value": 12.25}),
        ("0,125", {"value": 0.125}),  # nobody writes thousands with a leading zero
        ("1,2345", {"value": 1.2345}),
        ("1,5-2,5", {"low": 1.5, "high": 2.5}),
        ("<0,5", {"below": 0.5}),
    ],
)
def test_a_comma_that_can_only_be_a_decimal_one_is_read(text: str, value: object) -> None:
    assert QUANTITY.read(text) == value


@pytest.mark.parametrize("notation", [QUANTITY, NUMBER])
def test_a_comma_that_may_set_off_thousands_is_refused_with_both_readings(notation: Notation) -> None:
    with pytest.raises(UnreadableError, match=r"1,500 can be 1\.500 or 1500"):
        notation.read("1,500")


def test_the_decimals_that_were_typed_are_the_ones_that_are_kept() -> None:
    assert write_quantity({"value": 0.1}) == "0.1"
    assert QUANTITY.read("0.10") == {"value": 0.1}


@given(
    st.one_of(
        st.builds(lambda value: {"value": value}, st.integers(0, 10**6)),
        st.builds(lambda low, more: {"low": low, "high": low + more}, st.integers(0, 500), st.integers(1, 500)),
        st.builds(
            lambda key, value: {key: value}, st.sampled_from(["low", "high", "below", "above"]), st.integers(0, 999)
        ),
    )
)
def test_a_written_quantity_reads_back_as_itself(value: dict[str, int]) -> None:
    assert QUANTITY.read(write_quantity(value)) == value


@pytest.mark.parametrize("text", ["2026-11-21", "2026-11", "2026"])
def test_a_date_may_lack_its_day_or_month(text: str) -> None:
    assert DATE.read(text) == text


@pytest.mark.parametrize("text", ["31.02.2026", "2026-13", "2026-02-30", "26", "2026-1-1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        DATE.read(text)


def test_a_day_needs_its_day() -> None:
    assert DAY.read("2026-11-21") == "2026-11-21"
    with pytest.raises(UnreadableError, match="needs its day"):
        DAY.read("2026-11")


@pytest.mark.parametrize(("text", "code"), [("germany", "DE"), ("DE", "DE"), ("us", "US"), ("United Kingdom", "GB")])
def test_a_country_is_named_or_given_by_its_letters(text: str, code: str) -> None:
    assert COUNTRY.read(text) == code


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(UnreadableError, match="two letters"):
        COUNTRY.read("Atlantis")


def test_whole_and_single_numbers() -> None:
    assert WHOLE.read("4") == 4
    assert NUMBER.read("1.25") == 1.25
    for notation, text in ((WHOLE, "4.5"), (WHOLE, "-1"), (NUMBER, "1-2"), (NUMBER, "<3")):
        with pytest.raises(UnreadableError):
            notation.read(text)
