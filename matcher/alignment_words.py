"""What a row of criteria side by side is about, and what the patient's data say of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.explain import background
from matcher.subjects import SITES, Aspect, broader, leaves_of, subjects_of
from matcher.wording import evidence
from matcher.wording.names import METASTASES, fact_words, term_words
from matcher.wording.reasons import capitalised
from matcher.wording.voice import N_, Phrase, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.alignment import AlignedRow
    from matcher.explain import Register
    from matcher.finding import Finding
    from matcher.result import CriterionResult, MatchResult
    from matcher.subjects import Subject

NAMED: Final = 3
_ANY: Final = {
    "therapies": Phrase(N_("treatments"), N_("treatments")),
    "medications": Phrase(N_("medicines"), N_("medicines")),
}
_ASPECTS: Final = {
    Aspect.VALUE: Phrase(N_("{what}"), N_("{what}")),
    Aspect.GIVEN: Phrase(N_("{what}: given before"), N_("{what}: did you have it before?")),
    Aspect.RUNNING: Phrase(N_("{what}: running"), N_("{what}: do you have it now?")),
    Aspect.WASHOUT: Phrase(N_("{what}: time since the end"), N_("{what}: how long ago did it end?")),
    Aspect.LINES: Phrase(N_("Lines of systemic therapy"), N_("Number of treatments against the tumour")),
}
_NOT_KNOWN: Final = Phrase(N_("not known"), N_("not known yet"))
_NO_ENTRY: Final = Phrase(N_("no entry that matches"), N_("nothing like it in your answers"))
_AND_MORE: Final = Phrase(N_("{named}; and {n} more"), N_("{named}; and {n} more"))
_BY_PERSON: Final = Phrase(N_("for a person to judge"), N_("for your team to say"))


def subject_words(subject: Subject, register: Register) -> str:
    """Return what a row is about."""
    voice = Voice(register)
    return capitalised(voice.say(_ASPECTS[subject.aspect], what=_named(subject, voice)))


def row_words(row: AlignedRow, register: Register) -> str:
    """Return what a row is about; one that stands beside nothing is about all that its criterion looks at."""
    if row.subject is not None:
        return subject_words(row.subject, register)
    rules = (rule for cell in row.cells for result in cell for rule in result.criterion.rules)
    asked = dict.fromkeys(subject for rule in rules for leaf in leaves_of(rule) for subject in subjects_of(leaf))
    words = [subject_words(subject, register) for subject in asked]
    if not words:
        return capitalised(Voice(register).say(_BY_PERSON))
    more = len(words) - NAMED
    named = "; ".join(words[:NAMED])
    return Voice(register).say(_AND_MORE, named=named, n=more) if more > 0 else named


def patient_words(row: AlignedRow, register: Register, whole: MatchResult | None = None) -> str:
    """Return the data that the row's criteria looked at, each once; of a row without a subject all of them."""
    voice = Voice(register, background=background(whole))
    looked = [leaf for cell in row.cells for result in cell for leaf in _leaves(result) if _is_about(leaf, row.subject)]
    said = list(dict.fromkeys(words for leaf in looked if leaf.evidence and (words := evidence.found(leaf, voice))))
    if said:
        return "; ".join(said)
    if any(leaf.missing for leaf in looked):
        return voice.say(_NOT_KNOWN)
    return voice.say(_NO_ENTRY if any(subjects_of(leaf.rule) for leaf in looked) else _BY_PERSON)


def _named(subject: Subject, voice: Voice) -> str:
    if not subject.term:
        phrase = _ANY.get(subject.path)
        return voice.say(phrase) if phrase else fact_words(subject.path, voice)
    words = term_words(subject.kind, subject.term, voice)
    return voice.say(METASTASES, sites=words) if subject.base == SITES else words


def _leaves(result: CriterionResult) -> Iterator[Finding]:
    """Yield what was found for each rule that looks at data, of every reading."""
    left = [result.finding] if result.finding else [reading.finding for reading in result.readings]
    while left:
        finding = left.pop(0)
        if finding.parts:
            left = [*finding.parts, *left]
        else:
            yield finding


def _is_about(leaf: Finding, subject: Subject | None) -> bool:
    """Whether a leaf asks about a subject or a part of it."""
    if subject is None:
        return True
    return any(subject == one or any(subject in level for level in broader(one)) for one in subjects_of(leaf.rule))
