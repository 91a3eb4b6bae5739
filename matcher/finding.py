"""What the evaluation of a rule found: its truth, and the data that decided it. No sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from criteria.dates import PartialDate
    from criteria.measures import Interval, Quantity
    from criteria.rules import Rule
    from matcher.truth import Truth


class Why(Enum):
    """The one reason that stands out for a leaf's truth; it picks the sentence."""

    VALUE = auto()  # the recorded value decided it, or straddles the limit
    ABSENT = auto()  # nothing is recorded
    STALE = auto()  # recorded, but older than the rule allows: repeat the test
    UNDATED = auto()  # recorded without the date that the rule needs
    NO_UNIT = auto()  # recorded without a unit, or in one that cannot be converted
    NO_LIMIT = auto()  # recorded without the report's own ULN or LLN
    UNMAPPED = auto()  # recorded under a name that the vocabulary lacks
    OVERLAP = auto()  # recorded more broadly than the rule asks
    CONVERSION = auto()  # mitoses per another area, field size not known
    NEVER = auto()  # known never to have been given, or known to be absent
    OPEN_LIST = auto()  # not on the list, and the list is not complete
    FOUND = auto()  # an entry of the list decided it
    DETAIL = auto()  # an entry may match, but a detail of it is missing
    ONGOING = auto()  # a treatment is still running
    NO_END = auto()  # neither an end nor "ongoing" is recorded
    TOO_EARLY = auto()  # not enough time has passed; `turns` holds the day
    PASSED = auto()  # the window has closed; `turns` holds its last day
    IN_TIME = auto()  # the time asked is met; `turns` holds the day of the change
    PARTIAL_DATE = auto()  # the date is not exact enough to tell
    NO_HALF_LIFE = auto()  # the agent's half-life is not in the table
    MISSING_INPUT = auto()  # a computed value lacks an input
    JUDGEMENT = auto()  # only a person can say
    ANSWERED = auto()  # a person has said
    DIFFER = auto()  # several specimens tell it, and they do not come to the same
    COMPOSED = auto()  # the parts decided it


@dataclass(frozen=True, slots=True)
class Sample:
    """The specimen that tells a datum: its site and kind as far as recorded, and how many specimens tell the fact."""

    site: str
    kind: str
    among: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One datum a leaf looked at: where it stands, what it says, of when.

    `name` is what the patient file calls it; `implied_from` names the facts that it was implied from; `sample` is the
    specimen that tells it.
    """

    path: str
    name: str = ""
    value: Quantity | str | bool | int | None = None
    unit: str = ""
    date: PartialDate | None = None
    limit: int | float | None = None
    status: str = ""
    implied_from: tuple[str, ...] = ()
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The truth of one rule on one day, with what decided it.

    `facts` are the paths of the leaves that decide the truth and no bystanders; `missing` the paths that leave it
    unknown; `by_person` whether a judgement leaves it unknown (alone, when `missing` is empty).
    `turns` is the day on which time changes the answer, where the leaf knows one. `span` are the numbers that were held
    against the rule's limits, where these decided alone: other limits can be held against them too.
    """

    rule: Rule
    truth: Truth
    why: Why
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    by_person: bool = False
    evidence: tuple[Evidence, ...] = ()
    turns: date | None = None
    parts: tuple[Finding, ...] = ()
    span: Interval | None = None
