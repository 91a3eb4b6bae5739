"""How the pieces of a reason are joined, side by side for clinicians and for patients."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping


def _p(clinician: str, plain: str) -> Phrase:
    return Phrase(clinician, plain)


FRAMES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "alone": _p(N_("{seen}; {asked}"), N_("{seen}. {asked}")),
        "part": _p(N_("{seen}, where {asked}"), N_("{seen}. {asked}")),
        "alone turning": _p(N_("{seen}; {asked}: {turn}"), N_("{seen}. {asked}. {turn}")),
        "part turning": _p(N_("{seen}, where {asked}: {turn}"), N_("{seen}. {asked}. {turn}")),
        "answer asked": _p(N_("{wish} is asked"), N_("The answer has to be: {wish}")),
        "but asked": _p(N_("{seen}, but it is asked"), N_("{seen}. But this is asked for")),
        "decision": _p(
            N_("{seen}: whether to stop it is a treatment decision and no refusal, ask the team"),
            N_("{seen}. That is no refusal: whether it can stop is for your team to decide, ask them"),
        ),
        "implied": _p(N_("{seen} (implied by {facts})"), N_("{seen} (this follows from: {facts})")),
        "because of": _p(N_("{branch}, because of {cause}"), N_("{branch}. This applies because of: {cause}")),
        "since": _p(N_("{branch} ({cause})"), N_("{branch}. This applies because: {cause}")),
        "does not apply": _p(N_("does not apply ({cause})"), N_("This does not apply to you. {cause}")),
        "unsure whether": _p(
            N_("whether this applies is open ({cause}): {branch}"),
            N_("Whether this applies to you is not known yet ({cause}). {branch}"),
        ),
        "unsure which": _p(
            N_("which of the two applies is open ({cause}). If so ({condition}): {branch}; otherwise: {otherwise}"),
            N_(
                "Which of the two applies to you is not known yet ({cause}). "
                "If so ({condition}): {branch}. If not: {otherwise}"
            ),
        ),
        "or with": _p(
            N_("{wish}, or {exception} with {condition} ({cause})"),
            N_("{wish}, or {exception} with {condition} ({cause})"),
        ),
        "or if": _p(
            N_("{wish}, or {exception} if {condition} ({cause})"),
            N_("{wish}, or {exception} if {condition} ({cause})"),
        ),
        "not known": _p(N_("not known"), N_("not known yet")),
        "not clear": _p(N_("not clear: {cause}"), N_("not clear yet: {cause}")),
        "no way is met": _p(N_("one of these is needed and none is met: {parts}"), N_("None of these fits. {parts}")),
        "a way is open": _p(N_("open, one of these is enough: {parts}"), N_("One of these is enough. {parts}")),
        "a way out is open": _p(
            N_("open, it is excluded only if all of these hold: {parts}"),
            N_("It counts against you only if all of these hold. {parts}"),
        ),
        "count asked": _p(
            N_("{held} of {total} hold, at least {count} are needed: {parts}"),
            N_("{held} of these {total} points hold, {count} are needed. {parts}"),
        ),
        "count excluded": _p(
            N_("{held} of {total} hold, {count} or more exclude: {parts}"),
            N_("{held} of these {total} points hold, {count} or more are not allowed. {parts}"),
        ),
        "count asked open": _p(
            N_("{held} of {total} hold, {open} open, at least {count} are needed: {parts}"),
            N_("{held} of these {total} points hold, {open} not known yet, {count} are needed. {parts}"),
        ),
        "count excluded open": _p(
            N_("{held} of {total} hold, {open} open, {count} or more exclude: {parts}"),
            N_("{held} of these {total} points hold, {open} not known yet, {count} or more are too many. {parts}"),
        ),
        "group": _p(N_("({parts})"), N_("({parts})")),
        "between parts": _p(N_("{first}; {second}"), N_("{first}. {second}")),
        "by hand": _p(N_("check by hand"), N_("Your team has to check this")),
        "leans for": _p(
            N_("check by hand; the readable part speaks for: {reason}"),
            N_("Your team has to check this. What this program can read speaks for you. {reason}"),
        ),
        "leans against": _p(
            N_("check by hand; the readable part speaks against: {reason}"),
            N_("Your team has to check this. What this program can read speaks against it. {reason}"),
        ),
        "answered leans for": _p(
            N_("the readable part speaks for: {reason}"), N_("What this program can read speaks for you. {reason}")
        ),
        "answered leans against": _p(
            N_("the readable part speaks against: {reason}"),
            N_("What this program can read speaks against it. {reason}"),
        ),
        "answered": _p(
            N_('answered "{answer}"{by}{date}{document}{note}'), N_('Answered "{answer}"{by}{date}{document}{note}')
        ),
        "answered by": _p(N_(" by {by}"), N_(" by {by}")),
        "answered on": _p(N_(", {date}"), N_(", {date}")),
        "answered from": _p(N_(", document: {document}"), N_(", seen in: {document}")),
        "answered note": _p(N_(" ({note})"), N_(" ({note})")),
        "settled": _p(N_("{answer}; {reason}"), N_("{answer}. {reason}")),
        "conflict": _p(
            N_("{reason}; but {answer}: record and answer contradict each other, check both"),
            N_("{reason}. But: {answer}. The data and the answer do not fit together, so ask your team"),
        ),
    }
)
"""Plain ones end without a full stop, which the whole reason gets."""
