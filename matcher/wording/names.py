"""What facts, vocabulary terms and selections of treatments are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from criteria.facts import find_fact
from criteria.vocabulary import vocabulary
from matcher.wording.flags import FLAG_WORDS
from matcher.wording.signs import visible
from matcher.wording.values import joined
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from criteria.facts import FactEntry
    from criteria.rules import Selection
    from criteria.vocabulary import Kind
    from matcher.wording.voice import Voice

LISTS: Final[Mapping[str, Phrase]] = {
    "therapies": Phrase(N_("treatments"), N_("treatments")),
    "medications": Phrase(N_("medications"), N_("medicines")),
    "conditions": Phrase(N_("conditions"), N_("illnesses")),
    "diagnosis.metastatic_sites": Phrase(N_("metastatic sites"), N_("places of spread")),
    "progression": Phrase(N_("progressions"), N_("times the tumour grew")),
}
LIST_KINDS: Final[Mapping[str, Kind]] = {
    "therapies": "therapy",
    "medications": "medication",
    "conditions": "condition",
    "diagnosis.metastatic_sites": "site",
}
WORDS: Final[Mapping[str, Phrase]] = {
    "True": Phrase(N_("yes"), N_("yes")),
    "False": Phrase(N_("no"), N_("no")),
    "yes": Phrase(N_("yes"), N_("yes")),
    "no": Phrase(N_("no"), N_("no")),
    "active": Phrase(N_("active"), N_("there now")),
    "controlled": Phrase(N_("controlled"), N_("under control")),
    "past": Phrase(N_("past"), N_("in the past")),
    "ongoing": Phrase(N_("ongoing"), N_("still running")),
    "progression": Phrase(N_("progression on it"), N_("the tumour grew in spite of it")),
    "intolerance": Phrase(N_("intolerance"), N_("stopped because of side effects")),
    "response": Phrase(N_("response"), N_("the tumour shrank")),
    "stable": Phrase(N_("stable disease"), N_("the tumour stayed the same")),
    "completed": Phrase(N_("completed"), N_("finished as planned")),
    "systemic": Phrase(N_("systemic"), N_("in the whole body")),
    "local": Phrase(N_("local"), N_("in one place")),
    "symptom_control": Phrase(N_("for symptom control"), N_("against symptoms")),
    "long_acting": Phrase(N_("long-acting"), N_("long-acting")),
    "short_acting": Phrase(N_("short-acting"), N_("short-acting")),
    "cockcroft_gault": Phrase(N_("Cockcroft-Gault"), N_("calculated")),
    "ckd_epi_2021": Phrase(N_("CKD-EPI 2021"), N_("calculated")),
    "measured": Phrase(N_("measured"), N_("measured")),
    "RECIST 1.1": Phrase(N_("RECIST 1.1"), N_("measured on scans")),
    "radiological": Phrase(N_("radiological"), N_("seen on scans")),
    "clinical": Phrase(N_("clinical"), N_("seen from how you felt")),
    "biochemical": Phrase(N_("biochemical"), N_("seen in blood or urine tests")),
}
_NTH_PROGRESSION: Final = re.compile(r"progression\[([0-9]+)\](.*)")
_GROWTH: Final = Phrase(N_("progression {n}"), N_("growth of the tumour, entry {n}"))
_DETAIL: Final = Phrase(N_("{entry}: {detail}"), N_("{entry}: {detail}"))
METASTASES: Final = Phrase(N_("{sites} metastases"), N_("spread to {sites}"))
_ANY_TREATMENT: Final = Phrase(N_("any treatment"), N_("any treatment"))
_ANY_MEDICATION: Final = Phrase(N_("any medication"), N_("any medicine"))
_EXCEPT: Final = Phrase(N_("{these} other than {those}"), N_("{these} other than {those}"))


def fact_words(path: str, voice: Voice) -> str:
    """Return what the catalogue calls the fact at a path; a path it lacks is shown as it is."""
    entry = find_fact(path)
    if entry is None and "." in path:
        return fact_words(path.rpartition(".")[0], voice)
    if entry is None:
        return visible(path)
    if voice.is_plain and entry.path in FLAG_WORDS:
        return voice.translate(FLAG_WORDS[entry.path].heading)
    return _nth_progression(entry, voice) or voice.translate(entry.plain if voice.is_plain else entry.label)


def _nth_progression(entry: FactEntry, voice: Voice) -> str:
    """Return what one of several progressions is called, or a detail of it; nothing for any other fact."""
    found = _NTH_PROGRESSION.fullmatch(entry.path)
    if found is None or not voice.is_plain:
        return ""
    words = voice.say(_GROWTH, n=int(found[1]) + 1)
    detail = entry.plain.partition(": ")[2]
    return voice.say(_DETAIL, entry=words, detail=voice.translate(detail)) if detail else words


def facts_words(paths: Iterable[str], voice: Voice) -> str:
    """Return the labels of several facts, each once."""
    return joined([fact_words(path, voice) for path in paths], voice)


def term_words(kind: Kind | None, name: str, voice: Voice) -> str:
    """Return a vocabulary term's label; a name that the vocabulary lacks is shown as it was written."""
    term = vocabulary(kind).find(name) if kind else None
    if term is None:
        return word(name, voice)
    return voice.translate(term.plain if voice.is_plain else term.label)


def terms_words(kind: Kind | None, names: Iterable[str], voice: Voice) -> str:
    """Return several asked terms: "liver or bone"."""
    return joined([term_words(kind, name, voice) for name in names], voice, last="or")


def word(value: str, voice: Voice) -> str:
    """Return one of the file formats' own words for people; other text as it was written."""
    phrase = WORDS.get(value)
    return voice.say(phrase) if phrase else visible(value)


def choice_words(path: str, value: str, voice: Voice) -> str:
    """Return the words of one of a fact's choices, or of a term of its vocabulary."""
    entry = find_fact(path)
    if entry is None:
        return word(value, voice)
    for choice in entry.choices:
        if choice.value == value:
            return voice.translate(choice.plain if voice.is_plain else choice.label)
    return term_words(entry.vocabulary, value, voice)


def selection_words(select: Selection, source: str, voice: Voice) -> str:
    """Return which treatments a rule means: "somatostatin analogues other than pasireotide (long-acting)"."""
    kind = LIST_KINDS[source]
    words = terms_words(kind, select.any_of, voice)
    if not words:
        words = voice.say(_ANY_MEDICATION if source == "medications" else _ANY_TREATMENT)
    if select.none_of:
        words = voice.say(_EXCEPT, these=words, those=terms_words(kind, select.none_of, voice))
    formulation = (select.formulation,) if select.formulation else ()
    groups = (select.intent, formulation, select.setting, select.isotope, select.outcome)
    details = [joined([word(one, voice) for one in group], voice, last="or") for group in groups if group]
    return f"{words} ({', '.join(details)})" if details else words
