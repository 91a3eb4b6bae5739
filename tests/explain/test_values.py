"""Numbers, units, dates and foreign text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.dates import Duration, HalfLives, LongerOf, PartialDate
from criteria.measures import Quantity, exact
from criteria.rules import Limits
from matcher.explain import Register, visible
from matcher.wording import values
from matcher.wording.voice import Voice

CLINICIAN, PLAIN = Voice(Register.CLINICIAN), Voice(Register.PLAIN)


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("10*9/L", "10⁹/L"),
        ("10*3/uL", "10³/µL"),
        ("{INR}", ""),
        ("", ""),
        ("%", "%"),
        ("U/L", "U/L"),
        ("umol/L", "µmol/L"),
        ("ug/24h", "µg/24h"),
        ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
        ("mm[Hg]", "mmHg"),
        ("/mm3", "/mm³"),
        ("/2mm2", "per 2 mm²"),
        ("/10HPF", "per 10 high-power fields"),
        ("m[IU]/L", "mIU/L"),
    ],
)
def test_units_are_shown_as_printed_on_reports(unit: str, shown: str) -> None:
    assert values.unit_words(unit, CLINICIAN) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(12, "12"), (12.5, "12.5"), (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"), (1.0, "1.0")],
)
def test_numbers_are_shown_as_written(number: float, shown: str) -> None:
    assert values.number(number) == shown


@pytest.mark.parametrize(
    ("quantity", "unit", "shown"),
    [
        (Quantity(value=12), "%", "12 %"),
        (Quantity(low=10, high=15), "%", "10-15 %"),
        (Quantity(below=5), "%", "below 5 %"),
        (Quantity(above=3), "", "above 3"),
        (Quantity(low=3), "%", "at least 3 %"),
        (Quantity(high=3), "%", "at most 3 %"),
        (Quantity(above=3, below=5), "%", "above 3 % and below 5 %"),
        (Quantity(value=3.4), "10*9/L", "3.4 × 10⁹/L"),
        (Quantity(value=1.1), "{INR}", "1.1"),
    ],
)
def test_values_ranges_and_bounds_are_told_apart(quantity: Quantity, unit: str, shown: str) -> None:
    assert values.quantity(quantity, unit, CLINICIAN) == shown


def test_dates_are_iso_for_clinicians_and_spelled_out_for_patients() -> None:
    assert values.day(date(2026, 11, 21), CLINICIAN) == "2026-11-21"
    assert values.day(date(2026, 11, 1), PLAIN) == "1 November 2026"


@pytest.mark.parametrize(
    ("text", "shown"), [("2026", "2026"), ("2026-03", "March 2026"), ("2026-03-05", "5 March 2026")]
)
def test_partial_dates_are_shown_as_exactly_as_they_are_known(text: str, shown: str) -> None:
    assert values.partial_date(PartialDate.parse(text), PLAIN) == shown
    assert values.partial_date(PartialDate.parse(text), CLINICIAN) == text


def test_lengths_of_time_name_their_unit_and_number() -> None:
    longer = LongerOf(longer_of=(Duration(days=28), HalfLives(half_lives=5)))
    assert values.length(Duration(weeks=1), CLINICIAN) == "1 week"
    assert values.length(longer, CLINICIAN) == "28 days or 5 half-lives (whichever is longer)"
    assert "half-li" not in values.length(longer, PLAIN)


@pytest.mark.parametrize(
    ("limits", "shown"),
    [
        (Limits(at_most=20), "at most 20 %"),
        (Limits(at_least=10, at_most=55), "10 to 55 %"),
        (Limits(above=20), "above 20 %"),
        (Limits(above=3, at_most=20), "above 3 % and at most 20 %"),
        (Limits(at_least=2, at_most=2), "2 %"),
    ],
)
def test_limits_say_which_end_counts(limits: Limits, shown: str) -> None:
    assert values.limits_words(limits, "%", CLINICIAN) == shown


@given(st.integers(1, 99999), st.integers(1, 9999), st.sampled_from([1.5, 2.5, 3, 5]))
def test_a_rounded_multiple_never_crosses_the_limit(value: int, uln: int, limit: float) -> None:
    multiple = Fraction(value, uln)
    end = exact(limit)
    if multiple != end and abs(multiple - end) < Fraction(1, 1000):
        return
    shown = Fraction(values.ratio(multiple, Limits(at_most=limit)))
    assert (shown > end, shown < end) == (multiple > end, multiple < end)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("a\u200bb", "a[U+200B]b"),
        ("a\x1b[31mb", "a[U+001B][31mb"),
        ("two\nlines", "two lines"),
        ("creatinine <1.5 & >2", "creatinine <1.5 & >2"),
        ("Müller, 漢字", "Müller, 漢字"),
    ],
)
def test_invisible_and_direction_changing_characters_are_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_text_is_one_line_without_controls(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown
