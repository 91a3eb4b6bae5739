"""Units as laboratories print them, to be offered where a result is typed; what is typed is kept as it stands.

The codes of a test stand in the vocabulary, the usual one first. Here is how reports write them: G/L, /nL and Gpt/L on
German and French ones, K/uL on those from the United States. Each of them is read by `criteria.units` as its code.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from criteria.typeahead import Offer
from criteria.units import is_unit_of
from criteria.vocabulary import lab_tests, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRINTED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "10*9/L": ("10*9/L", "G/L", "/nL"),
        "10*3/uL": ("K/uL", "10*3/uL"),
        "10*3/mm3": ("K/mm3",),
        "/uL": ("/µL",),
        "10*6/L": ("10*6/L",),
        "umol/L": ("µmol/L",),
        "ug/L": ("µg/L",),
        "ug/dL": ("µg/dL",),
        "umol/d": ("µmol/d",),
        "umol/(24.h)": ("µmol/24 h",),
        "umol/mmol": ("µmol/mmol",),
        "mg/(24.h)": ("mg/24 h",),
        "g/(24.h)": ("g/24 h",),
        "ukat/L": ("µkat/L",),
        "[IU]/L": ("IU/L",),
        "[IU]/mL": ("IU/mL",),
        "m[IU]/L": ("mIU/L",),
        "m[IU]/mL": ("mIU/mL",),
        "u[IU]/mL": ("µIU/mL",),
        "uU/mL": ("µU/mL",),
        "meq/L": ("mEq/L", "mval/L"),
        "mm[Hg]": ("mmHg",),
        "mL/min/{1.73_m2}": ("mL/min/1.73 m²",),
        "mL/s/{1.73_m2}": ("mL/s/1.73 m²",),
        "{INR}": ("INR",),
        "{copies}/mL": ("copies/mL",),
        "Cel": ("°C",),
        "[degF]": ("°F",),
    }
)


@cache
def printed_units(test: str) -> tuple[str, ...]:
    """Return the units that reports print for a test, the usual one first; none for a test that is not known."""
    term = vocabulary("lab_test").find(test)
    known = lab_tests().get(term.id) if term else None
    codes = known.units if known else ()
    printed = [unit for code in codes for unit in _PRINTED.get(code, (code,))]
    return tuple(unit for unit in dict.fromkeys(printed) if is_unit_of(unit, test))


def unit_offers(units: tuple[str, ...], typed: str) -> tuple[Offer, ...]:
    """Return which of these units are offered for what is typed: `um` finds µmol/L, and the usual one stays first."""
    wanted = _plain(typed)
    found = [unit for unit in units if wanted in _plain(unit)]
    return tuple(Offer(unit) for unit in sorted(found, key=lambda unit: not _plain(unit).startswith(wanted)))


def _plain(unit: str) -> str:
    folded = unicodedata.normalize("NFKC", unit).casefold().replace("\N{GREEK SMALL LETTER MU}", "u")
    return "".join(folded.split()).replace("^", "*")
