"""Looking a trial up by any word of it: numbers, names, treatments by every name they go by, criteria, sites.

The texts of a library are folded once. A word is found whatever its case, accents, hyphens and Greek letters; a short
one only where a word begins, since "net" is no part of "magnetic".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from criteria.vocabulary import vocabulary
from matcher.filters.treatments import terms_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from criteria.library import Library
    from criteria.trial import Site, Trial

SHORT: Final = 3  # so many letters, or fewer, are looked for at the beginning of words only
GREEK: Final = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "u",  # of units, as it is typed where it has no key
    "\N{GREEK SMALL LETTER SIGMA}": "sigma",
    "ω": "omega",
}
_LETTERS: Final = str.maketrans(
    {
        **GREEK,
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
_HYPHENS: Final = r"\-\u00AD\u2010-\u2015\u2212\uFE63\uFF0D"
_HYPHEN: Final = re.compile(f"[{_HYPHENS}]+")
_COMPOUND: Final = re.compile(f"[^\\s{_HYPHENS}]+(?:[{_HYPHENS}]+[^\\s{_HYPHENS}]+)+")
_NUMBERED: Final = re.compile(r"(?=(?<!\S)(\S*[^\W\d]) (\d\S*)|(?<!\S)(\d\S*) ([^\W\d]\S*))")
_APART: Final = re.compile(r"[\s/,;:()\[\]{}\"'’‘“”®™]+")


class Where(Enum):
    """The part of a trial that a text belongs to."""

    ID = auto()
    NAME = auto()  # title and acronym
    CONDITION = auto()
    INTERVENTION = auto()
    COHORT = auto()
    CRITERION = auto()
    SITE = auto()
    SOURCE = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a trial, folded, with the part it belongs to and what that part is called."""

    where: Where
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All texts of one trial, in the order in which they are told of."""

    passages: tuple[Passage, ...]
    whole: str

    def places(self, words: Iterable[str]) -> tuple[Passage, ...] | None:
        """Return the first passage with all of the words, else the first of each word; None where one is in none."""
        wanted = tuple(words)
        if not all(has(self.whole, word) for word in wanted):
            return None
        together = next((one for one in self.passages if all(has(one.text, word) for word in wanted)), None)
        if together is not None:
            return (together,) if wanted else ()
        first = (next(one for one in self.passages if has(one.text, word)) for word in wanted)
        return tuple(dict.fromkeys(first))


def folded(text: str) -> str:
    """Return a text as it is compared: case, accents, hyphens and Greek letters no longer matter.

    A word with hyphens stands there in its parts and as one; so does a word beside a number: "Ki 67", "phase 2".
    """
    plain = _APART.sub(" ", _plain(text)).strip()
    joined = [_HYPHEN.sub("", found[0]) for found in _COMPOUND.finditer(plain)]
    spaced = " ".join(_HYPHEN.sub(" ", plain).split())
    joined += ["".join(part for part in found.groups() if part) for found in _NUMBERED.finditer(spaced)]
    return " ".join(("", spaced, *dict.fromkeys(joined)))


def words_of(wanted: str) -> tuple[str, ...]:
    """Return the words that somebody looks for, folded; a word with hyphens is one."""
    words = _APART.sub(" ", _plain(wanted)).split()
    return tuple(dict.fromkeys(word for word in (_HYPHEN.sub("", one) for one in words) if word))


def has(text: str, word: str) -> bool:
    """Whether a folded text has a folded word: anywhere, or where a word begins if it is short."""
    return f" {word}" in text if len(word) <= SHORT else word in text


class SearchIndex:
    """The texts of a library by trial; made once, on any thread."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Look things up in these."""
        self._entries = entries

    @classmethod
    def of(cls, library: Library) -> SearchIndex:
        """Fold all texts of a library."""
        return cls({trial.id: _entry(trial) for trial in library.trials})

    def places(self, trial: str, words: Iterable[str], near: str = "") -> tuple[Passage, ...] | None:
        """Return where the words that `near` lacks stand in a trial; None where one stands nowhere.

        `near` is folded text that is in sight beside the trial: nobody has to be told that a word is there.
        """
        other = [word for word in words if not has(near, word)]
        entry = self._entries.get(trial)
        return entry.places(other) if entry else None if other else ()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).casefold().translate(_LETTERS)


def _entry(trial: Trial) -> Entry:
    passages = tuple(Passage(where, name, folded(text)) for where, name, text in _texts(trial))
    return Entry(passages, " ".join(passage.text for passage in passages))


def _texts(trial: Trial) -> Iterator[tuple[Where, str, str]]:
    yield Where.ID, trial.id, trial.id
    yield Where.NAME, trial.acronym or trial.title, f"{trial.title} {trial.acronym or ''}"
    for condition in trial.conditions:
        yield Where.CONDITION, condition, condition
    for intervention in trial.interventions:
        yield Where.INTERVENTION, intervention, " / ".join((intervention, *_other_names(intervention)))
    criteria = [(trial.criteria, ""), *((cohort.criteria, cohort.name) for cohort in trial.cohorts)]
    for some, cohort in criteria:
        if cohort:
            yield Where.COHORT, cohort, cohort
        for one in some:
            readings = one.ambiguity.readings if one.ambiguity else ()
            parts = (one.text, one.plain, one.note, *(reading.meaning for reading in readings))
            yield Where.CRITERION, one.id, " / ".join((one.id, *(part for part in parts if part)))
    for site in trial.sites:
        parts = (site.facility, site.city, site.country)
        yield Where.SITE, _site_name(site), " / ".join(part for part in parts if part)
    source = trial.source
    yield (
        Where.SOURCE,
        source.agency or source.registry,
        " / ".join(part for part in (source.agency, source.country, source.registry) if part),
    )


def _site_name(site: Site) -> str:
    return ", ".join(part for part in (site.facility, site.city, site.country) if part)


def _other_names(intervention: str) -> Iterator[str]:
    """Return every name of each treatment that an intervention names: brand names, codes, synonyms."""
    treatments = vocabulary("therapy")
    for term in terms_in(intervention):
        yield from treatments.terms[term].names
        yield treatments.terms[term].plain
