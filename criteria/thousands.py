"""Whether a point in a laboratory result sets off thousands: 1.500 /uL is fifteen hundred where commas are decimal."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.units import convert
from criteria.vocabulary import lab_tests

if TYPE_CHECKING:
    from criteria.vocabulary import Term

_THOUSANDS: Final = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.,])", re.ASCII)


def refuse_point_thousands(written: str, unit: str, test: Term) -> None:
    """Refuse 210.000 where both 210 and 210000 may be meant: where the higher figure is not out of the question.

    Raises:
        ValueError: saying so.
    """
    known = lab_tests()[test.id]
    for number in _THOUSANDS.findall(written):
        whole, rest = number.split(".")
        units = (unit,) if unit else known.units
        meant = [convert(Fraction(whole + rest), one, known.unit, test.id) for one in units]
        highest = known.plausible_high
        if highest is None or any(value is None or value <= highest for value in meant):
            raise ValueError(f"{number} can be {whole},{rest} or {whole}{rest}; write it without the point")
