"""The words that the report alone needs, in two registers side by side.

Sentences about verdicts and criteria come from `matcher.explain`; here stand headings, column names and leads.
"""

from __future__ import annotations

from typing import Final

from matcher.result import Outcome
from matcher.wording import general
from matcher.wording.voice import N_, Phrase


def both(words: str) -> Phrase:
    """Return one wording for both readers."""
    return Phrase(words, words)


LANGUAGE: Final = "en"
TITLE: Final = both(N_("Clinical trial report"))
SUBTITLE: Final = Phrase(N_("For the care team"), N_("For the patient"))
UNIDENTIFIED: Final = both(N_("Unidentified copy"))
AS_OF: Final = both(N_("As of {day}"))
LIBRARY: Final = Phrase(N_("Trial library of {day}, {size} entries"), N_("List of trials of {day}, {size} entries"))
LIBRARY_UNDATED: Final = Phrase(
    N_("Trial library without a date, {size} entries"), N_("List of trials without a date, {size} entries")
)
PROGRAM: Final = both(N_("ZebraMatch {version}"))
SELECTION: Final = Phrase(
    N_("A selection: {shown} of the library's {size} entries are shown. The others were not ruled out."),
    N_("This shows {shown} of the {size} entries of the list. The others were not ruled out."),
)
STALE: Final = Phrase(
    N_("Old or undated records: {number} of the {size} shown. Check those at the registry before you act."),
    N_("Records that may be out of date: {number} of the {size} shown. Ask for the newest before you plan anything."),
)

PAGE: Final = both(N_("Page {page} of {pages}"))
FINGERPRINT: Final = both(N_("Report {fingerprint}"))
SEE_PAGE: Final = both(N_("Page"))

TRIALS: Final = Phrase(N_("Trials"), N_("Trials at a glance"))
TRIALS_LEAD: Final = Phrase(
    N_("“No conflict found” means just that: the study team decides. Trials with a conflict stay listed."),
    N_("This list decides nothing; only the study team can. Trials that do not seem to fit stay on it."),
)
TRIALS_TOTAL: Final = both(N_("Trials: {number}"))
NO_TRIALS: Final = both(N_("No trial is shown."))
LABELS: Final = Phrase(N_("Approved uses to discuss"), N_("Approved treatments to talk about"))
LABELS_LEAD: Final = Phrase(
    N_(
        "Not trials: uses that an agency has approved, compared with the same data. This is no treatment advice; "
        "whether one is right is for the treating team to decide."
    ),
    N_(
        "These are not trials but treatments that are already approved. This is no advice to take them; "
        "your team can tell you whether one is right for you."
    ),
)
LABELS_TOTAL: Final = Phrase(N_("Approved uses: {number}"), N_("Approved treatments: {number}"))
SUMMARY_COLUMNS: Final = (
    both(N_("Result")),
    Phrase(N_("Trial"), N_("Trial")),
    Phrase(N_("Main reason"), N_("Why")),
)
LABEL_COLUMN: Final = Phrase(N_("Approved use"), N_("Treatment"))
COUNTED: Final = general.COUNTED

DETAILS: Final = Phrase(N_("Trials in detail"), N_("Each trial in detail"))
LABEL_DETAILS: Final = Phrase(N_("Approved uses in detail"), N_("Approved treatments in detail"))
RECORD: Final = both(N_("record of {day}"))
RECORD_UNDATED: Final = both(N_("record without a date"))
PHASE: Final = both(N_("phase {number}"))
EARLY_PHASE: Final = both(N_("early phase 1"))
SOURCE: Final = Phrase(N_("Source: {source}"), N_("Where this comes from: {source}"))
GROUP_COLUMNS: Final = (
    Phrase(N_("No."), N_("No.")),
    Phrase(N_("Criterion"), N_("What the study asks")),
    Phrase(N_("What is known"), N_("What we know")),
)
KINDS: Final = {
    "inclusion": Phrase(N_("inclusion"), N_("needed")),
    "exclusion": Phrase(N_("exclusion"), N_("must not be")),
}
GROUP_TITLE: Final = both(N_("{title} ({number})"))
GROUP_KINDS: Final = {
    Outcome.VIOLATED: "against",
    Outcome.UNKNOWN: "unknown",
    Outcome.CONFIRM: "confirm",
    Outcome.SATISFIED: "favour",
}
COHORTS: Final = Phrase(N_("Cohorts"), N_("Groups within this trial"))
COHORT_COLUMNS: Final = (
    Phrase(N_("Cohort"), N_("Group")),
    both(N_("Result")),
    Phrase(N_("When"), N_("When")),
)
WINDOWS: Final = Phrase(N_("By the dates alone: {windows}"), N_("Going by the dates alone: {windows}"))
COHORT_NAME: Final = both(N_("{id} {name}"))
FROM: Final = both(N_("from {start}"))
NO_WINDOW: Final = Phrase(N_("no date known"), N_("no date known"))
COHORT_CHOSEN: Final = Phrase(
    N_("The criteria below are the common ones and those of “{name}”."),
    N_("The points below are those for everybody and those for “{name}”."),
)

SITES: Final = Phrase(N_("Recruiting sites"), N_("Where the trial takes patients"))
SITE_COLUMNS: Final = (both(N_("Site")), both(N_("Place")), both(N_("Contact")))
SITES_NEAREST: Final = both(N_("Nearest first, in a straight line."))
SITES_NONE: Final = both(N_("The record lists no site that is recruiting."))
SITES_CLOSED: Final = Phrase(
    N_("By its record this trial is not recruiting; no sites are printed."),
    N_("By its record this trial takes no new patients now; no places are printed."),
)
SITES_MORE: Final = both(N_("… and {number} more in the record."))
SITES_CALL: Final = Phrase(
    N_("Ask the site whether a place is open before anything is arranged."),
    N_("Verify before you travel: call first and ask whether a place is open."),
)
DISTANCE: Final = both(N_("{place} (about {km} km)"))
RESULTS: Final = Phrase(N_("Published results"), N_("Published results"))
RESULT_COLUMNS: Final = (both(N_("Outcome")), both(N_("Result")), both(N_("In whom")), both(N_("Reference")))
RESULTS_NOTE: Final = both(N_("Results of groups of patients; they do not foretell the course of one."))
RESULTS_PLAIN: Final = both(
    N_("Results of this trial have been published. Ask your team what they mean for you. They are in: {references}")
)

QUESTIONS: Final = Phrase(N_("Open questions"), N_("What we still need to know"))
QUESTION_COLUMNS: Final = (
    both(N_("Missing")),
    both(N_("Question")),
    Phrase(N_("Found in"), N_("Look in")),
    Phrase(N_("Asked by"), N_("Asked for by")),
)
QUESTIONS_LEAD: Final = Phrase(
    N_("What the trials without a conflict still ask and the patient data do not say; most often asked first."),
    N_("Your team may find these answers in your papers. The first ones matter to most trials."),
)
QUESTIONS_NONE: Final = Phrase(
    N_("No trial without a conflict asks for anything that is not in the patient data."),
    N_("Nothing is missing for the trials that may or could fit."),
)
AND_MORE: Final = both(N_("{named} and {number} more"))
CONFIRM: Final = Phrase(N_("What to confirm with the site"), N_("What to ask the study team"))
CONFIRM_LEAD: Final = Phrase(
    N_("Beside the points listed under each trial:"), N_("Beside the points listed under each trial:")
)
CONFIRM_ITEMS: Final = (
    Phrase(
        N_("Is the trial, and the cohort in question, still open at this site?"),
        N_("Is the trial still open, and is there a place?"),
    ),
    Phrase(
        N_("Are these still the criteria? The protocol often asks more than the registry shows."),
        N_("Is there anything else you ask of patients that is not on this list?"),
    ),
    Phrase(
        N_("From which event are the time limits counted: consent, registration, randomisation or first dose?"),
        N_("Which dates count for me, for example the last treatment or the last scan?"),
    ),
    Phrase(
        N_("Which tests have to be repeated for screening, and how old may they be?"),
        N_("Which tests do I need, and do they have to be done again?"),
    ),
    Phrase(
        N_("Which treatments may go on during screening, and which must not be stopped for it?"),
        N_("Can I keep taking all my medicines? Never stop one without asking your own doctor."),
    ),
    Phrase(
        N_("How often are visits, and who pays for travel and tests?"),
        N_("How often would I have to come, and who pays for travel and tests?"),
    ),
)
NOTICES: Final = Phrase(N_("Noticed in the patient data"), N_("Please check this first"))
ADVICE: Final = Phrase(N_("Before you act on this report"), N_("Please read this first"))

DATA: Final = Phrase(N_("Patient data used"), N_("What we were told about you"))
DATA_LEAD: Final = Phrase(
    N_("Everything the results were computed from. What is not listed is not known, and was not taken for a “no”."),
    N_("The results come from this alone. What is not listed is not known. Tell your team if something is wrong."),
)
DATA_COLUMNS: Final = (
    Phrase(N_("Fact"), N_("What")),
    Phrase(N_("Given as"), N_("Given as")),
    Phrase(N_("Date"), N_("Date")),
)
DATA_NONE: Final = both(N_("Nothing was given."))
SECTIONS: Final = {
    "diagnosis": Phrase(N_("Diagnosis"), N_("The tumour")),
    "course": Phrase(N_("Course"), N_("How it went on")),
    "performance": Phrase(N_("Performance status"), N_("How active you are")),
    "imaging": Phrase(N_("SSTR imaging"), N_("Receptor scan")),
    "therapies": Phrase(N_("Treatments"), N_("Treatments of the tumour")),
    "medications": Phrase(N_("Medication"), N_("Other medicines")),
    "labs": Phrase(N_("Laboratory and measurements"), N_("Test results")),
    "biomarkers": Phrase(N_("Biomarkers"), N_("Tests on the tumour tissue")),
    "conditions": Phrase(N_("Other conditions"), N_("Other illnesses")),
    "general": Phrase(N_("General"), N_("You")),
    "answers": Phrase(N_("Answers given by a person"), N_("Answers given by a person")),
}
NEVER: Final = Phrase(N_("never given"), N_("never had it"))
ONGOING: Final = both(N_("{start} – ongoing"))
PERIOD: Final = both(N_("{start} – {end}"))
UNTIL: Final = both(N_("until {end}"))
ONGOING_BARE: Final = both(N_("ongoing"))
COMPLETE: Final = Phrase(N_("complete list"), N_("this list is complete"))
INCOMPLETE: Final = Phrase(N_("may not be complete"), N_("this list may not be complete"))
LISTED: Final = both(N_("{names} ({state})"))
NONE_AT_ALL: Final = Phrase(N_("none (complete list)"), N_("none"))
WITHOUT_UNIT: Final = both(N_("{value} (no unit given)"))
ULN: Final = Phrase(N_("ULN {end}"), N_("normal up to {end}"))
LLN: Final = Phrase(N_("LLN {end}"), N_("normal from {end}"))
DETAIL: Final = both(N_("{label}: {value}"))
DOCUMENT: Final = Phrase(N_("document: {document}"), N_("seen in: {document}"))
ANSWER: Final = both(N_("{trial} {criterion}"))
