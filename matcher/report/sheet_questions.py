"""What to ask on the take-along sheet: missing facts, points that only a person can judge, texts of two readings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from criteria.facts import fact
from matcher import explain
from matcher.near_misses import near_misses
from matcher.questions import next_questions
from matcher.report.sheet_document import Ask, Asks
from matcher.report.sheet_names import VOICE, fact_name
from matcher.report.sheet_room import brief
from matcher.result import Outcome, Verdict
from matcher.wording import sheet as words
from matcher.wording.sheet_questions import (
    ASKED_LAST,
    BY_MYSELF,
    PAPERS,
    TEAM_DETAIL,
    TEAM_NAMED,
    TEAM_QUESTIONS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from criteria.facts import FactEntry
    from matcher.near_misses import NearMiss
    from matcher.report.sheet_room import Room
    from matcher.report.sheet_trials import Scope
    from matcher.result import CriterionResult, Match
    from matcher.wording.voice import Phrase

TEXT_LENGTH: Final = 200
_MOST_WEIGHED: Final = 40
_NAMED_IDS: Final = 2


def best_facts(scope: Scope) -> tuple[str, ...]:
    """Return the facts that are worth asking for, the most helpful first: those of trials that take patients lead."""
    every = (*scope.trials, *scope.labels)
    taking = [one for one in every if scope.state(one) == words.TAKING]
    found = [*_best(scope, taking), *_best(scope, every)]
    unique = list(dict.fromkeys(found))
    whole = [path for path in unique if not any(path.startswith(f"{base}.") for base in unique)]
    return tuple(sorted(whole, key=lambda path: path == ASKED_LAST))


def _best(scope: Scope, matches: Sequence[Match]) -> Iterator[str]:
    if matches:
        part = replace(scope.result, matches=tuple(matches))
        yield from (one.fact for one in next_questions(scope.profile, part, _MOST_WEIGHED))


def questions(facts: Iterable[str], scope: Scope, room: Room) -> Asks:
    """Return the questions for the care team; where nothing fits, general ones."""
    if scope.nothing_fits:
        general = tuple(Ask(VOICE.say(phrase)) for phrase in words.NOTHING_QUESTIONS)
        return Asks(VOICE.say(words.QUESTIONS), "", general)
    asked = [path for path in facts if path not in BY_MYSELF]
    items = [_question(path, scope) for path in asked]
    return _asks(words.QUESTIONS, words.QUESTIONS_LEAD, items, room.questions, words.MORE_QUESTIONS)


def myself(facts: Iterable[str], scope: Scope) -> Asks:
    """Return what the patient can fill in without anybody's help."""
    asked = [path for path in facts if path in BY_MYSELF] if not scope.nothing_fits else []
    items = [Ask(VOICE.translate(fact(path).plain_question)) for path in asked]
    return Asks(VOICE.say(words.MYSELF) if items else "", "", tuple(items))


def _question(path: str, scope: Scope) -> Ask:
    entry = fact(path)
    paper = PAPERS.get(entry.found_in)
    where = VOICE.say(words.WHERE, paper=VOICE.translate(paper[0].value)) if paper else ""
    return Ask(_question_text(entry, scope), where)


def _question_text(entry: FactEntry, scope: Scope) -> str:
    if entry.path in TEAM_QUESTIONS:
        return VOICE.translate(TEAM_QUESTIONS[entry.path])
    base = next((base for base in TEAM_NAMED if entry.path.startswith(f"{base}.")), "")
    is_whole = "." not in entry.path.removeprefix(f"{base}.")
    template = TEAM_NAMED[base] if base and is_whole else TEAM_DETAIL
    return VOICE.translate(template).format(name=fact_name(entry.path, scope.profile))


def checks(scope: Scope, room: Room) -> Asks:
    """Return what alone stands in the way of a trial, then the points that only a person can judge."""
    asked = [_near(one) for one in near_misses(scope.result) if _is_worth_asking(one, scope)]
    points: dict[str, list[str]] = {}
    for match in scope.listed(room):
        for result in match.of(Outcome.CONFIRM):
            if not _site_question(result, scope):
                points.setdefault(_point(result), []).append(match.trial.id)
    asked += [Ask(text, _ids(trials)) for text, trials in points.items()]
    return _asks(words.CHECKS, words.CHECKS_LEAD, asked, room.checks, words.MORE_CHECKS)


def _is_worth_asking(one: NearMiss, scope: Scope) -> bool:
    """Whether the trial is chosen, does not stand on the sheet, and is open or nothing else is there to ask about."""
    is_open = scope.state(one.match) != words.CLOSED or scope.nothing_fits
    return one.match in scope.shown and one.match.verdict is Verdict.INELIGIBLE and is_open


def _near(one: NearMiss) -> Ask:
    point = _point(one.blocker.result)
    change = VOICE.say(words.CHANGES[one.blocker.kind])
    return Ask(VOICE.say(words.ONE_THING, trial=one.match.trial.id, point=point, change=change))


def _point(result: CriterionResult) -> str:
    text = brief(explain.criterion_text(result, VOICE.register), TEXT_LENGTH).removesuffix(".")
    return VOICE.say(words.KINDS[result.criterion.kind], text=text)


def _ids(trials: Sequence[str]) -> str:
    shown = ", ".join(trials[:_NAMED_IDS])
    left = len(trials) - _NAMED_IDS
    return VOICE.say(words.AND_MORE, facts=shown, n=left) if left > 0 else shown


def site_questions(scope: Scope, room: Room) -> Asks:
    """Return what only the team of a trial can say: which reading of its text is meant."""
    found = {
        question: match.trial.id
        for match in scope.listed(room)
        for result in match.criteria
        if (question := _site_question(result, scope))
    }
    items = [Ask(question, trial) for question, trial in found.items()]
    return _asks(words.SITE_QUESTIONS, None, items, room.checks, words.MORE_CHECKS)


def _site_question(result: CriterionResult, scope: Scope) -> str:
    said = explain.reading_words_of(result, VOICE.register, scope.result)
    return brief(said.question, TEXT_LENGTH) if said else ""


def _asks(title: Phrase, lead: Phrase | None, items: Sequence[Ask], most: int, more: Phrase) -> Asks:
    left = len(items) - most
    return Asks(
        VOICE.say(title) if items else "",
        VOICE.say(lead) if items and lead else "",
        tuple(items[:most]),
        VOICE.say(more, n=left) if left > 0 else "",
    )
