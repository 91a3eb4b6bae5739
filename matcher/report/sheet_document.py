"""The take-along sheet as frozen data: what is printed, and where a person writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from matcher.report.document import Printed

if TYPE_CHECKING:
    from matcher.report.document import Mark, Sentences, Table


@dataclass(frozen=True, slots=True)
class SheetTrial:
    """One trial, or one approved treatment, in a few lines; the last of its `notes` is how old its record is."""

    id: str
    mark: Mark
    title: str
    facts: str
    missing: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Trials that belong together; `more` says how many have no room, `dense` asks for small print."""

    title: str
    trials: tuple[SheetTrial, ...]
    more: str = ""
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask, with a line to write on; `where` is the trial it is about, or the paper to look in."""

    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Asks:
    """Things to ask under one heading; `more` says how many have no room."""

    title: str
    lead: str
    items: tuple[Ask, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class PaperToAsk:
    """One paper to ask for, and what to look for in it."""

    name: str
    looks: tuple[str, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers to ask for."""

    title: str
    lead: str
    papers: tuple[PaperToAsk, ...]


@dataclass(frozen=True, slots=True)
class Calls:
    """Whom to call: the trials with sites; of the others, number and address of their `pages` in the registry."""

    title: str
    first: str
    trials: tuple[TrialCalls, ...]
    pages_lead: str
    pages: tuple[tuple[str, str], ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class TrialCalls:
    """The sites of one trial; `notes` say what is not printed, `page` is the trial's address in the registry."""

    id: str
    title: str
    sites: Table
    notes: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class SheetDocument(Printed):
    """The whole sheet; what has nothing to say has no items and is not printed."""

    template: ClassVar[str] = "take_along.typ"

    patient_lines: tuple[str, ...]
    facts: tuple[str, ...]
    lead: str
    selection: str
    notices: Sentences
    nothing: Sentences
    trials_title: str
    tally: tuple[str, ...]
    groups: tuple[SheetGroup, ...]
    questions: Asks
    myself: Asks
    checks: Asks
    site_questions: Asks
    papers: Papers
    calls: Calls
    labels_lead: str
    labels: SheetGroup
    about: Sentences
