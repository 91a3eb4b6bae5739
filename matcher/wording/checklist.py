"""What stands on the eligibility checklist: a form for the people who screen, so in the clinician's words alone.

The program's reading is a suggestion in words; the boxes are ticked by a person.
"""

from __future__ import annotations

from typing import Final

from matcher.result import Outcome
from matcher.wording.voice import N_, Phrase


def _same(words: str) -> Phrase:
    return Phrase(words, words)


TITLE: Final = _same(N_("Eligibility checklist"))
SUBTITLE: Final = _same(N_("For one patient and one trial; a source document only once it is filled in and signed"))
BLANK: Final = _same(N_("Blank form"))
FINGERPRINT: Final = _same(N_("Checklist {fingerprint}"))
AS_OF: Final = _same(N_("Record read as of {day}"))
PRINTED_FOR: Final = _same(N_("As of {day}"))
PATIENT_LINES: Final = (_same(N_("Patient")), _same(N_("Number")))
TRIAL: Final = _same(N_("Trial"))
SOURCE: Final = _same(N_("Criteria from"))
LIBRARY: Final = _same(N_("Made with"))
REVIEWED: Final = _same(N_("{source}; read by hand, reviewed {day}"))
BY_HAND: Final = _same(N_("{source}; read by hand, no review noted"))
BY_MACHINE: Final = _same(N_("{source}; read by a machine, reviewed {day}"))
UNREVIEWED: Final = _same(N_("{source}; read by a machine, not reviewed by a person"))
WRITE_IN: Final = (
    _same(N_("Protocol version and date")),
    _same(N_("Site")),
    _same(N_("Screening number")),
    _same(N_("Consent signed on")),
)
HOW_TO: Final = _same(N_("How to fill this in"))
HOW_TO_ITEMS: Final = (
    _same(N_("Tick one box in every row: met, not met, or N/A where the criterion cannot apply to this patient.")),
    _same(N_("“Met” always means that what the criterion says is so. An exclusion criterion that is met excludes.")),
    _same(N_("Name the document that proves it, and its date. Not known is neither met nor not met: find out first.")),
)
HOW_TO_READING: Final = _same(
    N_("The reading is the program's own, from the data entered in it. It is a suggestion and replaces no document.")
)
NOTICES: Final = _same(N_("Noticed in the patient data"))
COLUMNS: Final = (_same(N_("No.")), _same(N_("Criterion")))
READING: Final = _same(N_("Program's reading (a suggestion)"))
BOXES: Final = (_same(N_("Met")), _same(N_("Not met")), _same(N_("N/A")))
DOCUMENT: Final = _same(N_("Document and its date"))
KINDS: Final = {
    "inclusion": (_same(N_("Inclusion criteria")), _same(N_("Every one has to be met."))),
    "exclusion": (_same(N_("Exclusion criteria")), _same(N_("None may be met."))),
}
COHORT: Final = _same(N_("Cohort {id}: {name}"))
COHORT_BOX: Final = _same(N_("Screened for this cohort. Otherwise leave its rows empty."))
COHORT_FIRST: Final = _same(N_("By the data this cohort comes first; a person chooses."))
COHORT_BARE: Final = _same(N_("The record states no criteria for this cohort alone."))
FURTHER: Final = _same(N_("Further criteria of the protocol"))
FURTHER_LEAD: Final = _same(
    N_("Not all criteria are known here. Write in those that the protocol adds, and tick them too.")
)
NO_CRITERIA: Final = _same(N_("The record states none."))
READINGS: Final = {
    ("inclusion", Outcome.SATISFIED): _same(N_("Suggests: met")),
    ("inclusion", Outcome.VIOLATED): _same(N_("Suggests: not met, speaks against")),
    ("exclusion", Outcome.SATISFIED): _same(N_("Suggests: not met, does not exclude")),
    ("exclusion", Outcome.VIOLATED): _same(N_("Suggests: met, excludes")),
}
ANSWERED: Final = {
    ("inclusion", Outcome.SATISFIED): _same(N_("With the answer on file: met")),
    ("inclusion", Outcome.VIOLATED): _same(N_("With the answer on file: not met, speaks against")),
    ("exclusion", Outcome.SATISFIED): _same(N_("With the answer on file: not met, does not exclude")),
    ("exclusion", Outcome.VIOLATED): _same(N_("With the answer on file: met, excludes")),
}
OPEN: Final = {
    Outcome.UNKNOWN: _same(N_("No suggestion: not known")),
    Outcome.CONFIRM: _same(N_("No suggestion: a person judges")),
}
CONFLICT: Final = _same(N_("No suggestion: record and answer disagree"))
COMMENTS: Final = _same(N_("Comments"))
SIGN_OFF: Final = _same(N_("Sign-off"))
SIGN_OFF_COLUMNS: Final = (
    _same(N_("Signed by")),
    _same(N_("Eligible")),
    _same(N_("Name")),
    _same(N_("Role")),
    _same(N_("Signature")),
    _same(N_("Date")),
)
PEOPLE: Final = (_same(N_("Person screening")), _same(N_("Investigator")))
CHOICES: Final = (_same(N_("yes")), _same(N_("no")))
LIMITS: Final = _same(
    N_(
        "ZebraMatch decides nothing; whether the patient is eligible is for those who sign. "
        "The protocol's own text governs: where it differs from what is printed here, the protocol counts."
    )
)
