"""Yes/no facts in plain words: as a heading before the answer, and as a clause after "whether"."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.wording.voice import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FlagWords:
    """How a yes/no fact is called, and what may or may not be so."""

    heading: str
    whether: str


FLAG_WORDS: Final[Mapping[str, FlagWords]] = MappingProxyType(
    {
        "pregnant": FlagWords(N_("Pregnancy"), N_("you are pregnant")),
        "breastfeeding": FlagWords(N_("Breastfeeding"), N_("you are breastfeeding")),
        "childbearing_potential": FlagWords(N_("Able to become pregnant"), N_("you could become pregnant")),
        "agrees_to_contraception": FlagWords(N_("Willing to use birth control"), N_("you agree to use birth control")),
        "diagnosis.functioning": FlagWords(
            N_("Symptoms from hormones of the tumour"), N_("the tumour makes hormones that cause symptoms")
        ),
        "diagnosis.resectable": FlagWords(
            N_("Removal of the tumour by an operation possible"), N_("the tumour can be removed by an operation")
        ),
        "diagnosis.measurable_disease": FlagWords(
            N_("Tumour large enough to be measured on a scan"),
            N_("there is a tumour large enough to be measured on a scan"),
        ),
        "sstr_imaging.positive": FlagWords(N_("Positive receptor scan"), N_("the receptor scan is positive")),
        "sstr_imaging.all_lesions": FlagWords(
            N_("All tumours seen on the receptor scan"), N_("all tumours are seen on the receptor scan")
        ),
        "sstr_imaging.fdg_discordant": FlagWords(
            N_("Tumours seen on the sugar scan but not on the receptor scan"),
            N_("there are tumours seen on the sugar scan but not on the receptor scan"),
        ),
    }
)
"""By the fact's path."""
