"""Sentences about near misses: that one thing stands in the way of a trial, and who or what could settle it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.lifting import Kind
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE: Final = Phrase(N_("Near misses: one thing stands in the way"), N_("One thing stands in the way of these trials"))
LEAD: Final = Phrase(
    N_("One criterion speaks against each of these trials. That it could change is no forecast that it will."),
    N_("Only one point speaks against each of these trials. It may well stay as it is. Ask your team about it."),
)
COLUMNS: Final = (
    Phrase(N_("Trial"), N_("Trial")),
    Phrase(N_("What stands in the way"), N_("What stands in the way")),
    Phrase(N_("What could change it"), N_("What could change it")),
)
TRIAL: Final = Phrase(N_("{title} ({id}; {status})"), N_("{title} ({id}; {status})"))
POINT: Final = Phrase(N_("{id}: {reason}"), N_("{reason}"))
LINE: Final = Phrase(
    N_("One thing stands in the way: {id} - {change}"), N_("One thing stands in the way: “{text}” - {change}")
)
FROM: Final = Phrase(N_("time alone lifts it, from {day} on"), N_("time alone changes it, from {day} on"))
TISSUE: Final = Phrase(
    N_("a newer tissue sample could read differently; whether to take one is for the team to decide"),
    N_("a newer tissue sample could show something else; ask your team"),
)
CHANGES: Final[Mapping[Kind, Phrase]] = MappingProxyType(
    {
        Kind.TIME: Phrase(
            N_("it passes with time; no date can be computed"), N_("it passes with time; nobody can name the day yet")
        ),
        Kind.DOCUMENT: Phrase(
            N_("a newer report or document could show otherwise"), N_("a newer report could show something else")
        ),
        Kind.REPEAT_TEST: Phrase(N_("a newer test could change it"), N_("a newer test could change it")),
        Kind.JUDGEMENT: Phrase(
            N_("a person's judgement; ask whether it still holds"),
            N_("it is what a person has said; ask whether it still holds"),
        ),
        Kind.TREATMENT_DECISION: Phrase(
            N_("it depends on a treatment: ask the team"), N_("it has to do with your treatment: ask your team")
        ),
        Kind.FIXED: Phrase(N_("nothing known here could change it"), N_("nothing we know of could change it")),
    }
)
