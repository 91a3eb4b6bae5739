"""One rule, one patient, and what the rule says from day to day: the lines of the tables worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from tests.matcher.made import FALSE, TRUE, UNKNOWN, Json

ANSWERS: Final = {"yes": TRUE, "no": FALSE, "unknown": UNKNOWN}
DAY: Final = timedelta(days=1)
LONG_AFTER: Final = timedelta(days=3000)


class Row(NamedTuple):
    """A rule, a patient's facts, and the course of the answer."""

    rule: Json
    facts: Json
    course: str


class Step(NamedTuple):
    """An answer and its first and last day; no last day: from then on."""

    answer: str
    first: date
    last: date | None


def steps_of(course: str, first: date) -> list[Step]:
    """Read a course as its steps, the first of which begins on `first`."""
    steps = []
    for part in course.split(", "):
        answer, _, until = part.partition(" to ")
        last = date.fromisoformat(until) if until else None
        steps.append(Step(answer, first, last))
        first = last + DAY if last else first
    return steps


def whole(*items: Json) -> Json:
    """Return a complete list."""
    return {"complete": True, "items": list(items)}


def found(day: str | None, window: Json, course: str) -> Row:
    """Return a line on the date of diagnosis."""
    facts = {"diagnosis": {"date": day}} if day else {}
    return Row({"rule": "elapsed", "fact": "diagnosis.date"} | window, facts, course)


def worse(days: list[str], rest: Json, course: str, *, complete: bool = True) -> Row:
    """Return a line on the days of progression."""
    listed = {"complete": complete, "items": [{"date": day} for day in days]}
    return Row({"rule": "progression"} | rest, {"progression": listed}, course)


def given(kind: str, period: Json, rest: Json, course: str, agent: str = "everolimus") -> Row:
    """Return a line on one treatment, the only one."""
    rule = {"rule": kind, "select": {"any_of": [agent]}} | rest
    return Row(rule, {"therapies": whole({"agent": agent} | period)}, course)


def runs(period: Json, course: str) -> Row:
    """Return a line on whether a treatment runs."""
    return given("ongoing", period, {}, course)


def washed(period: Json, length: Json, course: str, agent: str = "everolimus") -> Row:
    """Return a line on a washout."""
    return given("washout", period, {"at_least": length}, course, agent)


def same_dose(period: Json, course: str) -> Row:
    """Return a line on a dose that was the same for three months."""
    return given("stable_dose", period, {"at_least": {"months": 3}}, course, "octreotide_lar")


def attack(entry: Json, window: Json, course: str) -> Row:
    """Return a line on a heart attack."""
    rule = {"rule": "condition", "any_of": ["myocardial_infarction"], "status": ["active", "controlled", "past"]}
    return Row(rule | window, {"conditions": whole({"name": "myocardial_infarction"} | entry)}, course)


def quiet(entry: Json, course: str) -> Row:
    """Return a line on brain metastases that were quiet for four weeks."""
    rule = {"rule": "condition", "any_of": ["brain_metastases"], "stable_for": {"weeks": 4}}
    return Row(rule, {"conditions": whole({"name": "brain_metastases", "status": "controlled"} | entry)}, course)


def spread(status: str, course: str) -> Row:
    """Return a line on liver metastases."""
    rule = {"rule": "metastasis", "any_of": ["liver"], "status": ["active"]}
    return Row(rule, {"diagnosis": {"metastatic_sites": whole({"name": "liver", "status": status})}}, course)


def aged(facts: Json, limit: Json, course: str) -> Row:
    """Return a line on age."""
    return Row({"rule": "age"} | limit, facts, course)


def fresh(kind: str, rest: Json, facts: Json, course: str) -> Row:
    """Return a line on a test of some age."""
    return Row({"rule": kind} | rest, facts, course)


def drawn_on(*days: str | None) -> Json:
    """Return results of one blood test."""
    dates = [{"date": day} if day else {} for day in days]
    return {"labs": [{"test": "ast", "value": 30, "unit": "U/L", "uln": 40} | dated for dated in dates]}


def scanned(day: str) -> Json:
    """Return a scan for somatostatin receptors."""
    return {"sstr_imaging": {"date": day, "tracer": "ga68_dotatate", "positive": True, "krenning": 3}}
