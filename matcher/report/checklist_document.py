"""The eligibility checklist as frozen data: what is printed, and where a person writes.

No part of it can say that a box is ticked: boxes are for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from matcher.report.document import Printed

if TYPE_CHECKING:
    from matcher.report.document import Sentences


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One criterion; `reading` is the program's suggestion in words and `reason` why, both empty on a blank form."""

    id: str
    text: str
    place: str
    reading: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistTable:
    """The inclusion or the exclusion criteria of the trial or of one cohort."""

    title: str
    lead: str
    rows: tuple[ChecklistRow, ...]


@dataclass(frozen=True, slots=True)
class ChecklistPart:
    """The common criteria, or those of one cohort, which has a title and a box to say that it was chosen."""

    title: str
    box: str
    lead: str
    tables: tuple[ChecklistTable, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signs: a row for each person, with a choice and blanks."""

    title: str
    columns: tuple[str, ...]
    people: tuple[str, ...]
    choices: tuple[str, ...]
    limits: str


@dataclass(frozen=True, slots=True)
class ChecklistDocument(Printed):
    """The whole form; `write_in` and `patient_lines` are the labels of lines to write on."""

    template: ClassVar[str] = "checklist.typ"

    trial: str
    facts: tuple[tuple[str, str], ...]
    link: str
    patient_lines: tuple[str, ...]
    write_in: tuple[str, ...]
    warnings: tuple[str, ...]
    notices: Sentences
    how_to: Sentences
    columns: tuple[str, ...]
    boxes: tuple[str, ...]
    document_column: str
    parts: tuple[ChecklistPart, ...]
    comments: str
    sign_off: SignOff
