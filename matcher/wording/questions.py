"""The words around the next best question, in two registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE: Final = Phrase(N_("What to find out next"), N_("What to ask about next"))
LEAD: Final = Phrase(
    N_("Questions that are expected to settle most trials; what is not known never counts as no."),
    N_("With these answers the list gets clearer soonest. Leave out what you do not know: it never counts as no."),
)
NONE: Final = Phrase(N_("No question is left open."), N_("There is nothing left to ask."))
WHERE: Final = Phrase(N_("Found in: {document}."), N_("You find this in: {document}."))
SETTLES: Final = Phrase(
    N_("Settles {settles} of {waiting} open trials on average."),
    N_("This answer can help with {trials} of the {waiting} trials that are still open."),
)
NEEDED: Final = Phrase(
    N_("Needed by {trials} of {waiting} open trials."),
    N_("This answer can help with {trials} of the {waiting} trials that are still open."),
)
LINE: Final = Phrase(N_("{question} {where} {why}"), N_("{question} {where} {why}"))

# Questions about one named entry of a list, as they are put to the patient.
PLAIN_NAMED: Final[Mapping[str, str]] = {
    "labs": N_("What was your last result for: {name}? Copy the number, its unit and its date."),
    "biomarkers": N_("What did the tumour test show: {name}?"),
    "conditions": N_("Do you have, or did you have: {name}?"),
    "diagnosis.metastatic_sites": N_("Has the tumour spread to: {name}?"),
}
PLAIN_DETAIL: Final = N_("What do your papers say about this: {name}?")
