"""Every sentence about a rule, side by side for clinicians and for patients.

A reason is made of what was `SEEN`, what is `ASKED`, and for time the day it `TURNS`; `matcher.wording.frames` joins
them. `SEEN` is looked up by (rule kind, why, truth), then without the truth, then with `ANY` for the kind. Placeholders
are the slots of `matcher.wording.slots`. Texts are marked here and translated where they are shown.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from matcher.finding import Why
from matcher.truth import Truth
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY: Final = "*"
UNSURE: Final = Truth.UNKNOWN
SeenKey = tuple[str, Why, Truth | None]


def _p(clinician: str, plain: str) -> Phrase:
    return Phrase(clinician, plain)


_EVERY_KIND: Final[dict[SeenKey, Phrase]] = {
    (ANY, Why.VALUE, None): _p(N_("{what} is {found}"), N_("{what}: {found}")),
    (ANY, Why.VALUE, UNSURE): _p(
        N_("{what} {found} lies on both sides of {bound}"), N_("{what}: {found}, which is not exact enough to tell")
    ),
    (ANY, Why.ABSENT, None): _p(N_("not recorded: {what}"), N_("Not known: {what}")),
    (ANY, Why.STALE, None): _p(
        N_("{what} {found} is older than {freshness}: repeat the test"),
        N_("{what}: {found}. This test is too old and has to be repeated"),
    ),
    (ANY, Why.UNDATED, None): _p(
        N_("{what} {found} has no date, so it is not known whether it counts"),
        N_("{what}: {found}. The date of it is missing"),
    ),
    (ANY, Why.NO_UNIT, None): _p(
        N_("{what} {found} has no unit that can be compared with {unit}"),
        N_("{what}: {found}. The unit is missing or does not fit"),
    ),
    (ANY, Why.NO_LIMIT, None): _p(
        N_("{what} {found} comes without the report's {norm}"),
        N_("{what}: {found}. What your laboratory calls normal is missing"),
    ),
    (ANY, Why.UNMAPPED, None): _p(
        N_("'{name}' is not in the vocabulary, so it cannot be judged"),
        N_("This program does not know '{name}', so your team has to look at it"),
    ),
    (ANY, Why.OVERLAP, None): _p(
        N_("{found} is broader than {terms}, so it may or may not be meant"),
        N_("In your data: {found}. That is not exact enough to tell"),
    ),
    (ANY, Why.CONVERSION, None): _p(
        N_("{what} {found} is counted per another area, and the size of the microscope's field is not given"),
        N_("{what}: {found}. It was counted in another way and cannot be compared"),
    ),
    (ANY, Why.NEVER, None): _p(N_("{what}: known to be absent"), N_("{what}: no")),
    (ANY, Why.OPEN_LIST, None): _p(
        N_("{sought}: none on the list of {list}, and {doubt}"), N_("{sought}: none in your data, but {doubt}")
    ),
    (ANY, Why.FOUND, None): _p(N_("recorded: {found}"), N_("In your data: {found}")),
    (ANY, Why.DETAIL, None): _p(
        N_("{found} may be meant, but is not recorded in enough detail{lacking}"),
        N_("{found}: this may count, but a detail is missing{lacking}"),
    ),
    (ANY, Why.ONGOING, None): _p(N_("{entries} is still running"), N_("{entries}: you still get it")),
    (ANY, Why.NO_END, None): _p(
        N_("{entries}: neither an end nor that it is ongoing is recorded"),
        N_("{entries}: not known whether it has ended, and when"),
    ),
    (ANY, Why.TOO_EARLY, None): _p(N_("{what}: {found}"), N_("{what}: {found}")),
    (ANY, Why.PASSED, None): _p(N_("{what}: {found}"), N_("{what}: {found}")),
    (ANY, Why.IN_TIME, None): _p(N_("{what}: {found}"), N_("{what}: {found}")),
    (ANY, Why.PARTIAL_DATE, None): _p(
        N_("{what}: {found}; the date is not exact enough to tell"),
        N_("{what}: {found}. The date is not exact enough to tell"),
    ),
    (ANY, Why.NO_HALF_LIFE, None): _p(
        N_("{entries}: its half-life is not in the program's table"),
        N_("{entries}: this program does not know how long it stays in the body"),
    ),
    (ANY, Why.MISSING_INPUT, None): _p(
        N_("{what} cannot be computed without: {missing}"), N_("{what} cannot be worked out without: {missing}")
    ),
    (ANY, Why.JUDGEMENT, None): _p(N_("check by hand: {question}"), N_("Your team has to judge: {question}")),
    (ANY, Why.ANSWERED, None): _p(N_("{question}: answered"), N_("{question}: answered")),
    (ANY, Why.DIFFER, None): _p(
        N_("{what}: {found}; the specimens differ: state the value that counts"),
        N_("{what}: {found}. The tissue samples differ, so your team has to say which one counts"),
    ),
    (ANY, Why.COMPOSED, None): _p(N_("it follows from {facts}"), N_("It follows from: {facts}")),
}

_LABS: Final[dict[SeenKey, Phrase]] = {
    ("lab", Why.VALUE, None): _p(N_("{what} {found}"), N_("{what}: {found}")),
    ("lab_multiple", Why.VALUE, None): _p(
        N_("{what} {found} is {multiple} × the report's {norm} of {limit}"),
        N_("{what}: {found}, which is {multiple} times the {norm} of your laboratory, {limit}"),
    ),
    ("lab_multiple", Why.VALUE, UNSURE): _p(
        N_("{what} {found} with the report's {norm} of {limit} lies on both sides of {bound}"),
        N_("{what}: {found}, which is not exact enough to tell"),
    ),
    **{
        (kind, Why.NO_UNIT, None): _p(
            N_("{what} {found} has no unit that can be used"),
            N_("{what}: {found}. The unit is missing or does not fit"),
        )
        for kind in ("lab_multiple", "biomarker")
    },
    ("clearance", Why.VALUE, None): _p(N_("{what} {found}"), N_("{what}: {found}")),
}

_SINGLE: Final[dict[SeenKey, Phrase]] = {
    ("flag", Why.ABSENT, None): _p(N_("not recorded: {what}"), N_("We do not know whether {whether}")),
    ("flag", Why.VALUE, None): _p(N_("{what}: {found}"), N_("{what}: {found}")),
    ("one_of", Why.VALUE, None): _p(N_("{what}: {found}"), N_("{what}: {found}")),
    ("one_of", Why.VALUE, UNSURE): _p(
        N_("{what}: {found}, which may or may not be {terms}"), N_("{what}: {found}, which is not exact enough to tell")
    ),
    ("scale", Why.VALUE, UNSURE): _p(N_("{what}: one of {found}"), N_("{what}: one of {found}")),
    ("biomarker", Why.VALUE, None): _p(N_("{what}: {found}"), N_("{what}: {found}")),
    ("biomarker", Why.STALE, None): _p(
        N_("{what}: {found}, older than {freshness}: repeat the test"),
        N_("{what}: {found}. This test is too old and has to be repeated"),
    ),
    ("biomarker", Why.UNDATED, None): _p(
        N_("{what}: {found}, without a date, so it is not known whether it counts"),
        N_("{what}: {found}. The date of it is missing"),
    ),
    ("biomarker", Why.DETAIL, None): _p(
        N_("{what}: {found}, and the result is needed {form}"), N_("{what}: {found}. The result is needed {form}")
    ),
    ("biomarker", Why.VALUE, UNSURE): _p(
        N_("{what}: {found}, which may or may not be what is meant"),
        N_("{what}: {found}, which is not exact enough to tell"),
    ),
}

_TREATMENTS: Final[dict[SeenKey, Phrase]] = {
    **{
        (kind, Why.NEVER, None): _p(N_("{what}: none was given"), N_("You have not had: {what}"))
        for kind in ("had", "ongoing", "washout", "stable_dose", "cycles", "count", "lines")
    },
    **{
        (kind, why, None): _p(N_("{found}"), N_("{found}"))
        for kind in ("had", "progression", "condition")
        for why in (Why.IN_TIME, Why.PASSED, Why.TOO_EARLY)
    },
    **{
        (kind, Why.PARTIAL_DATE, None): _p(
            N_("{found}: the date is not exact enough to tell"), N_("{found}: the date is not exact enough to tell")
        )
        for kind in ("had", "washout", "progression", "condition", "stable_dose")
    },
    **{
        (kind, Why.UNDATED, None): _p(N_("{found}: the date is not recorded"), N_("{found}: the date is missing"))
        for kind in ("had", "washout", "progression", "condition", "stable_dose")
    },
    **{
        (kind, Why.FOUND, None): _p(N_("{what}: {tally}"), N_("{what}: {tally}"))
        for kind in ("cycles", "count", "lines")
    },
    **{
        (kind, Why.DETAIL, None): _p(
            N_("{what}: {tally}, not recorded in enough detail{lacking}"),
            N_("{what}: {tally}. A detail is missing{lacking}"),
        )
        for kind in ("cycles", "count", "lines")
    },
    **{
        (kind, Why.OPEN_LIST, None): _p(
            N_("{what}: {tally} recorded on the list of {list}, and {doubt}"),
            N_("{what}: {tally} in your data, but {doubt}"),
        )
        for kind in ("cycles", "count", "lines")
    },
    ("lines", Why.NEVER, None): _p(N_("{what}: none"), N_("{what}: none")),
    ("ongoing", Why.FOUND, None): _p(N_("{found}: not running"), N_("{found}: you do not get it now")),
    **{
        ("washout", why, None): _p(N_("{found_ended}"), N_("{found_ended}"))
        for why in (Why.IN_TIME, Why.TOO_EARLY, Why.PASSED)
    },
    ("washout", Why.ONGOING, None): _p(
        N_("{entries} is still running: whether to stop it is a treatment decision and no refusal, ask the team"),
        N_("{entries}: you still get it. That is no refusal: whether it can stop is for your team to decide, ask them"),
    ),
    ("range of half-lives", Why.NO_HALF_LIFE, None): _p(
        N_("{found_ended}; published half-lives differ, so it is surely met only from {turns}"),
        N_("{found_ended}. It is surely long enough only from {turns}"),
    ),
    ("no half-life, surely", Why.NO_HALF_LIFE, None): _p(
        N_("{found_ended}; its half-life is not in the program's table, so it is surely met only from {turns}"),
        N_(
            "{found_ended}. This program does not know how long it stays in the body. "
            "It is surely long enough only from {turns}"
        ),
    ),
    ("stable_dose", Why.FOUND, Truth.FALSE): _p(N_("{found}: not running"), N_("{found}: you do not get it now")),
    ("stable_dose", Why.IN_TIME, None): _p(N_("{found_stable}"), N_("{found_stable}")),
    ("stable_dose", Why.TOO_EARLY, None): _p(N_("{found_stable}"), N_("{found_stable}")),
}

_STATES: Final[dict[SeenKey, Phrase]] = {
    ("condition", Why.FOUND, None): _p(N_("{found}"), N_("{found}")),
    ("metastasis", Why.FOUND, None): _p(N_("{found}"), N_("{found}")),
    ("metastasis", Why.NEVER, None): _p(N_("{what}: none known"), N_("{what}: no")),
    ("progression", Why.FOUND, None): _p(N_("{found}"), N_("{found}")),
    ("progression", Why.NEVER, None): _p(N_("{what}: none is recorded"), N_("{what}: none in your data")),
    ("age", Why.PARTIAL_DATE, None): _p(
        N_("{what} is {found}: the date of birth is not exact enough to tell"),
        N_("{what}: {found}. Your date of birth is needed to tell"),
    ),
    ("judgement", Why.ANSWERED, Truth.TRUE): _p(N_("{question}: answered yes"), N_("{question}: answered yes")),
    ("judgement", Why.ANSWERED, Truth.FALSE): _p(N_("{question}: answered no"), N_("{question}: answered no")),
}

SEEN: Final[Mapping[SeenKey, Phrase]] = MappingProxyType({**_EVERY_KIND, **_LABS, **_SINGLE, **_TREATMENTS, **_STATES})
"""What the record says, by rule kind, why and truth."""

WISHES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "number": _p(N_("{limits}{specimen}"), N_("{limits}")),
        "scale": _p(N_("{limits}"), N_("{limits}")),
        "one_of": _p(N_("{terms}"), N_("{terms}")),
        "flag": _p(N_("{wish}"), N_("{wish}")),
        "elapsed": _p(N_("{window}"), N_("{window}")),
        "progression": _p(N_("{what}{window}"), N_("{what}{window}")),
        "lab": _p(N_("{limits}"), N_("{limits}")),
        "lab_multiple": _p(N_("{limits} × {norm}"), N_("{limits} times the {norm}")),
        "had": _p(N_("{what}{window}"), N_("{what}{window}")),
        "count": _p(N_("{limits}"), N_("{limits}")),
        "ongoing": _p(N_("running {what}"), N_("that you get {what} now")),
        "washout": _p(N_("{time}{anchor}"), N_("a break of {time}{anchor}")),
        "stable_dose": _p(N_("an unchanged dose for {time}{anchor}"), N_("the same dose for {time}{anchor}")),
        "cycles": _p(N_("{limits}"), N_("{limits}")),
        "lines": _p(N_("{limits}"), N_("{limits}")),
        "condition": _p(N_("{what}{status}{window}"), N_("{what}{status}{window}")),
        "metastasis": _p(N_("{what}{status}"), N_("{what}{status}")),
        "biomarker": _p(N_("{terms}"), N_("{terms}")),
        "age": _p(N_("{limits}"), N_("{limits}")),
        "clearance": _p(N_("{limits}"), N_("{limits}")),
    }
)
"""What a rule states, by rule kind; `judgement` states its question."""

Stance = Literal["asked", "excluded"]

ASKED: Final[Mapping[Stance, Phrase]] = MappingProxyType(
    {
        "asked": _p(N_("{wish} is asked"), N_("Asked for: {wish}")),
        "excluded": _p(N_("{wish} is excluded"), N_("Not allowed: {wish}")),
    }
)
ASKED_MANY: Final[Mapping[Stance, Phrase]] = MappingProxyType(
    {
        "asked": _p(N_("{wish} are asked"), N_("Asked for: {wish}")),
        "excluded": _p(N_("{wish} are excluded"), N_("Not allowed: {wish}")),
    }
)
"""For lengths of time."""

Course = Literal["within", "since"]

TURNS: Final[Mapping[tuple[Course, Why, Stance], Phrase]] = MappingProxyType(
    {
        ("since", Why.IN_TIME, "asked"): _p(N_("met since {turns}"), N_("That is so since {turns}")),
        ("since", Why.TOO_EARLY, "asked"): _p(N_("not before {turns}"), N_("Not before {turns}")),
        ("since", Why.PARTIAL_DATE, "asked"): _p(N_("surely met from {turns}"), N_("It is surely so from {turns}")),
        ("since", Why.IN_TIME, "excluded"): _p(N_("so since {turns}"), N_("That is so since {turns}")),
        ("since", Why.TOO_EARLY, "excluded"): _p(N_("it sets in on {turns}"), N_("This would begin on {turns}")),
        ("within", Why.IN_TIME, "asked"): _p(N_("window closes after {turns}"), N_("That holds until {turns}")),
        ("within", Why.PASSED, "asked"): _p(N_("window closed after {turns}"), N_("That was so until {turns}")),
        ("within", Why.IN_TIME, "excluded"): _p(N_("it holds until {turns}"), N_("That holds until {turns}")),
        ("within", Why.PASSED, "excluded"): _p(N_("it held until {turns}"), N_("That was so until {turns}")),
    }
)
"""When time changes the answer, by the way the rule counts, why, and whether it is asked or excluded."""
