"""Units: understood as printed, converted exactly or not at all."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.unit_registry import registry_scale, rendered_table
from criteria.units import convert, is_unit, is_unit_of, normalise
from criteria.vocabulary import LabTest, lab_tests

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("value", "unit", "target", "test", "expected"),
    [
        ("1.5", "mg/dL", "umol/L", "creatinine", "132.6"),
        ("132.6", "umol/L", "mg/dL", "creatinine", "1.5"),
        ("9", "g/dL", "g/L", "hemoglobin", "90"),
        ("10", "g/dL", "mmol/L", "hemoglobin", "6.206"),
        ("3.5", "g/dL", "g/L", "albumin", "35"),
        ("1", "10*9/L", "10*3/uL", "neutrophils", "1"),
        ("1.5", "10*9/L", "/uL", "neutrophils", "1500"),
        ("1500", "/mm3", "10*9/L", "neutrophils", "1.5"),
        ("100000", "/mm3", "10*3/uL", "platelets", "100"),
        ("1", "mg/dL", "umol/L", "bilirubin", "17.1"),
        ("1", "mmol/L", "mg/dL", "glucose", "18.016"),
        ("1", "mmol/L", "mg/dL", "calcium", "4.008"),
        ("1", "mmol/L", "meq/L", "calcium", "2"),
        ("1", "mmol/L", "meq/L", "magnesium", "2"),
        ("1", "mmol/L", "meq/L", "potassium", "1"),
        ("4.008", "mg/dL", "meq/L", "calcium", "2"),
        ("60", "U/L", "ukat/L", "ast", "1"),
        ("60", "[IU]/L", "ukat/L", "ast", "1"),
        ("60", "U/L", "ukat/L", None, "1"),
        ("191.18", "mg/(24.h)", "umol/(24.h)", "5hiaa", "1000"),
        ("8.84", "mg/g", "mg/mmol", "upcr", "1"),
        ("0.5", "g/g", "mg/g", "upcr", "500"),
        ("1", "g/(24.h)", "mg/d", "urine_protein", "1000"),
        ("0.45", "s", "ms", "qtc", "450"),
        ("55", "%", "1", "lvef", "0.55"),
        ("1", "{INR}", "1", "inr", "1"),
        ("1", "u[IU]/mL", "m[IU]/L", "tsh", "1"),
        ("60", "mL/min", "mL/s", "creatinine_clearance", "1"),
        ("37", "Cel", "[degF]", "temperature", "98.6"),
        ("1", "[lb_av]", "kg", None, "0.45359237"),
        ("1", "[in_i]", "cm", None, "2.54"),
        ("1", "mmol/dL", "mmol/L", "calcium", "10"),
    ],
)
def test_conversions_are_exact(value: str, unit: str, target: str, test: str | None, expected: str) -> None:
    assert convert(Fraction(value), unit, target, test) == Fraction(expected)


def test_hba1c_follows_the_master_equation_both_ways() -> None:
    assert convert(Fraction(48), "mmol/mol", "%", "hba1c") == Fraction("0.09148") * 48 + Fraction("2.152")
    assert convert(Fraction("2.152"), "%", "mmol/mol", "hba1c") == 0


@pytest.mark.parametrize(
    ("unit", "target", "test"),
    [
        ("{INR}", "1", None),
        ("{INR}", "%", "inr"),
        ("{INR}", "s", "inr"),
        ("mL/min", "mL/min/{1.73_m2}", None),
        ("mL/min", "mL/min/{1.73_m2}", "egfr"),
        ("mL/min", "mL/min/{1.73_m2}", "creatinine_clearance"),
        ("U/L", "[IU]/L", None),
        ("U/L", "[IU]/L", "cga"),
        ("10*9/L", "[IU]/mL", None),
        ("mmol/L", "meq/L", None),
        ("mg/dL", "umol/L", None),
        ("mg/dL", "umol/L", "ast"),
        ("mmol/mol", "mg/g", "hba1c"),
        ("%", "10*9/L", "neutrophils"),
        ("mut/Mb", "%", None),
        ("{copies}/mL", "[IU]/mL", "hbv_dna"),
        ("mg", "mg/dL", "creatinine"),
        ("nonsense", "mg/dL", "creatinine"),
        ("Cel", "K", None),
    ],
)
def test_what_does_not_measure_the_same_is_not_converted(unit: str, target: str, test: str | None) -> None:
    assert convert(Fraction(1), unit, target, test) is None
    assert convert(Fraction(1), target, unit, test) is None


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        *[
            (p, "10*9/L")
            for p in ("10*9/L", "10^9/L", "x10⁹/L", "x 10^9/l", "×10⁹/L", "G/L", "Gpt/l", "10E9/L", "x109/L")
        ],
        *[
            (p, "10*3/uL")
            for p in ("K/uL", "K/µL", "10^3/µL", "10^3/mcL", "x10^3/μL", "1000/µL", "10*3{cells}/uL", "Tsd./µl")
        ],
        *[(p, "/mm3") for p in ("/mm3", "/mm³", "cells/mm3", "/mm^3", "/cumm")],
        *[(p, "/uL") for p in ("/µl", "/μL", "{cells}/uL", "cells/mcL")],
        *[(p, "umol/L") for p in ("µmol/l", "μmol/L", "umol/L", "mcmol/L", "UMOL/L")],
        *[(p, "mg/dL") for p in ("mg/dl", "MG/DL", "mg / dL", "mg%", "mg/100 ml")],
        *[(p, "[IU]/L") for p in ("IU/L", "iu/l", "UI/L", "[IU]/L")],
        *[
            (p, "mL/min/{1.73_m2}")
            for p in ("mL/min/1.73m2", "ml/min/1,73 m²", "mL/min/1.73 m^2", "mL/min per 1.73 m2")
        ],
        *[(p, "g/(24.h)") for p in ("g/24h", "g/24 h", "g/{24_h}", "g/24 hours")],
        *[(p, "mg/g") for p in ("mg/g", "mg/g{creat}", "mg/g creatinine", "mg/gCr")],
        ("u/l", "U/L"),
        ("µIU/mL", "u[IU]/mL"),
        ("mIU/L", "m[IU]/L"),
        ("mEq/L", "meq/L"),
        ("mm Hg", "mm[Hg]"),
        ("INR", "{INR}"),
        ("msec", "ms"),
        ("mutations/Mb", "mut/Mb"),
    ],
)
def test_printed_spellings_become_ucum(printed: str, code: str) -> None:
    assert normalise(printed) == code


@pytest.mark.parametrize(
    "printed", ["", " ", "109/L", "103/uL", "Mg/dL", "Mmol/L", "bogus", "mg/dL/", "10*999999999/L", "g" * 60]
)
def test_doubtful_or_broken_units_are_not_guessed(printed: str) -> None:
    assert normalise(printed) is None
    assert not is_unit(printed)


def test_a_unit_belongs_to_a_test_only_when_its_results_can_be_given_in_it() -> None:
    assert is_unit_of("mmol/l", "creatinine")
    assert is_unit_of("ug/dL", "creatinine")
    assert is_unit_of("G/L", "ANC")
    assert not is_unit_of("mg", "creatinine")
    assert not is_unit_of("G/L", "hemoglobin")
    assert not is_unit_of("mL/min", "egfr")
    assert not is_unit_of("mg/dL", "no such test")


def test_an_unheard_unit_stays_equal_to_itself() -> None:
    assert convert(Fraction(7), "score", "score") == 7


TEST_UNITS = [(test, unit) for test in lab_tests().values() for unit in test.units]


@given(st.sampled_from(TEST_UNITS), st.data(), st.fractions())
def test_there_and_back_gives_the_same_number(
    chosen: tuple[LabTest, str], data: st.DataObject, value: Fraction
) -> None:
    test, unit = chosen
    target = data.draw(st.sampled_from(test.units))
    there = convert(value, unit, target, test.id)
    assert there is not None, f"{unit} is listed for {test.id} but does not convert to {target}"
    assert convert(there, target, unit, test.id) == value


@given(st.sampled_from(TEST_UNITS), st.data(), st.fractions(), st.fractions())
def test_conversion_never_changes_which_of_two_values_is_higher(
    chosen: tuple[LabTest, str],
    data: st.DataObject,
    left: Fraction,
    right: Fraction,
) -> None:
    test, unit = chosen
    target = data.draw(st.sampled_from(test.units))
    lower, higher = sorted((left, right))
    low, high = convert(lower, unit, target, test.id), convert(higher, unit, target, test.id)
    assert low is not None
    assert high is not None
    assert (low < high) == (lower < higher)


UNIT_PIECES = [
    "m",
    "g",
    "L",
    "/",
    ".",
    "0",
    "10*",
    "{",
    "}",
    "[",
    "]",
    "IU",
    "U",
    "(",
    ")",
    "%",
    "Cel",
    "[pH]",
    "B[V]",
    "d",
    "⁹",
]


@pytest.mark.parametrize("unit", ["B[V]", "B", "dB", "Np", "B[W]", "[pH]"])
def test_a_unit_on_a_logarithmic_scale_has_no_factor(unit: str) -> None:
    assert registry_scale(unit) is None


@given(st.lists(st.sampled_from(UNIT_PIECES), max_size=7).map("".join) | st.text(max_size=20))
def test_no_text_breaks_the_reading_of_units(text: str) -> None:
    code = normalise(text)
    assert code is None or normalise(code) == code


def test_every_listed_unit_is_understood_and_is_its_own_spelling() -> None:
    assert [unit for _, unit in TEST_UNITS if normalise(unit) != unit] == []
    assert [(test.id, unit) for test, unit in TEST_UNITS if not is_unit_of(unit, test.id)] == []


def test_the_shipped_table_is_what_ucumvert_gives_today() -> None:
    shipped = (ROOT / "resources" / "units" / "scales.json").read_text(encoding="utf-8")
    assert shipped == rendered_table(), "run: python -m criteria.unit_registry"


def test_the_registry_is_exact() -> None:
    scale, other = registry_scale("mg/(24.h)"), registry_scale("g/d")
    assert scale is not None
    assert other is not None
    assert scale.kind == other.kind
    assert other.factor == 1000 * scale.factor


def test_ordinary_reports_never_load_the_unit_registry() -> None:
    program = (
        "import sys\n"
        "from fractions import Fraction\n"
        "from criteria.units import convert, is_unit, is_unit_of, normalise\n"
        "from criteria.vocabulary import lab_tests\n"
        "convert(Fraction(3, 2), 'mg/dl', 'µmol/l', 'creatinine')\n"
        "convert(Fraction(1), 'odd', 'odd')\n"
        "normalise('x10⁹/L')\n"
        "[is_unit_of(unit, test.id) for test in lab_tests().values() for unit in test.units]\n"
        "sys.exit('pint' in sys.modules or 'ucumvert' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0
