"""A datum of a specimen in words: which specimen it is, and why that one counts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from criteria.rules import NumberRule
from matcher.truth import Truth
from matcher.wording import values
from matcher.wording.names import choice_words, term_words
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.finding import Evidence, Finding, Sample
    from matcher.wording.voice import Voice

_SAMPLED: Final = Phrase(N_("{value} ({specimen})"), N_("{value} ({specimen})"))
_OF: Final = Phrase(N_("{site} {kind}"), N_("{kind}, {site}"))
_BARE: Final = Phrase(N_("specimen"), N_("tissue sample"))
_AMONG: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "latest": Phrase(N_(", the latest of {n} specimens"), N_(", the newest of {n} tissue samples")),
        "highest": Phrase(N_(", the highest of {n} specimens"), N_(", the highest of {n} tissue samples")),
        "any": Phrase(N_(", one of {n} specimens"), N_(", one of {n} tissue samples")),
        "all": Phrase(
            N_(", the same answer from each of {n} specimens"),
            N_(", and each of the {n} tissue samples gives the same answer"),
        ),
    }
)


def specimen_words(site: str, kind: str, voice: Voice) -> str:
    """Return what a specimen is called: "liver biopsy"."""
    taken = choice_words("diagnosis.specimens[0].kind", kind, voice) if kind else voice.say(_BARE)
    return voice.say(_OF, site=term_words("site", site, voice), kind=taken) if site else taken


def sampled_words(words: str, item: Evidence, sample: Sample, voice: Voice) -> str:
    """Return a datum with the specimen that tells it: "12 % (liver biopsy, 2025-10-02)"."""
    day = values.partial_date(item.date, voice) if item.date else ""
    specimen = ", ".join(part for part in (specimen_words(sample.site, sample.kind, voice), day) if part)
    return voice.say(_SAMPLED, value=words, specimen=specimen)


def among_words(finding: Finding, voice: Voice) -> str:
    """Return why these specimens counted, with a leading comma, where there were others and the answer is known."""
    samples = [item.sample for item in finding.evidence if item.sample is not None]
    if not samples or samples[0].among == 1 or finding.truth is Truth.UNKNOWN:
        return ""
    policy = finding.rule.specimen if isinstance(finding.rule, NumberRule) else "stated"
    is_all = len(samples) == samples[0].among
    return voice.say(
        _AMONG["all" if policy == "stated" or (policy == "any" and is_all) else policy], n=samples[0].among
    )
