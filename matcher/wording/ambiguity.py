"""Sentences about a text that can be understood in several ways."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.result import Outcome
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

LEADS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "agree": Phrase(
            N_("the text can be read in {n} ways, which come to the same here"),
            N_("This can be understood in {n} ways. For you they come to the same"),
        ),
        "differ": Phrase(
            N_("the text can be read in {n} ways, and it matters which is meant"),
            N_("This can be understood in {n} ways, and it matters which one is meant"),
        ),
        "open": Phrase(
            N_("the text can be read in {n} ways, and not all can be judged yet"),
            N_("This can be understood in {n} ways. Something is still missing to judge them"),
        ),
        "answered": Phrase(
            N_("the text can be read in {n} ways"),
            N_("This can be understood in {n} ways"),
        ),
    }
)
READING: Final = Phrase(
    N_("({letter}) {meaning} → {outcome}: {reason}"), N_("({letter}) {meaning} → {outcome}. {reason}")
)
SAME: Final = Phrase(
    N_("({letter}) {meaning} → {outcome}, for the same reason"),
    N_("({letter}) {meaning} → {outcome}, for the same reason"),
)
OUTCOMES: Final[Mapping[Outcome, Phrase]] = MappingProxyType(
    {
        Outcome.SATISFIED: Phrase(N_("fits"), N_("fits")),
        Outcome.VIOLATED: Phrase(N_("conflict"), N_("does not seem to fit")),
        Outcome.UNKNOWN: Phrase(N_("not known"), N_("not known yet")),
        Outcome.CONFIRM: Phrase(N_("to confirm"), N_("for your team to check")),
    }
)
ALONE: Final = Phrase(
    N_("{reading} [read so, the trial: {verdict}]"), N_("{reading}. If this is meant, for the whole study: {verdict}")
)
ASK: Final = Phrase(N_('ask the site: "{question}"'), N_('Ask the study team: "{question}"'))
WHOLE: Final = Phrase(N_("{lead}. {readings}"), N_("{lead}. {readings}"))
BETWEEN: Final = Phrase(N_("{first}; {second}"), N_("{first}. {second}"))
