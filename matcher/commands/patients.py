"""`patient check`: is the file in order, and what did the program notice in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.patient_file import read_patient
from matcher.commands.common import emit, library_of
from matcher.commands.matching import today
from matcher.engine import MatchEngine, as_of_date
from matcher.explain import Register, notice_text, visible

if TYPE_CHECKING:
    from argparse import Namespace


def check(options: Namespace) -> int:
    """Check a patient file; what is noticed beside faults is told, and is no fault."""
    profile = read_patient(options.patient)
    day = as_of_date(profile, today(), None)
    result = MatchEngine(library_of(())).match(profile, day)
    lines = [f"{visible(str(options.patient))}: in order"]
    lines += [f"! {notice_text(notice, Register.CLINICIAN)}" for notice in result.notices]
    emit("\n".join(lines) + "\n")
    return 0
