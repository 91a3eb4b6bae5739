"""What a result says to a patient: groups of trials, each trial with a plain why and what to ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.facts import find_fact
from gui.walk import words
from gui.walk.journey import NOT_ASKED
from matcher.explain import (
    Register,
    criterion_text,
    one_line_why,
    stale_record_words,
    verdict_symbol,
    verdict_words,
    visible,
)
from matcher.question_words import question_text
from matcher.report.trial_section import trial_facts
from matcher.result import Outcome, Verdict
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gui.words import Words
    from matcher.questions import NextQuestion
    from matcher.result import Match, MatchResult

PLAIN: Final = Register.PLAIN
MOST_PAPERS: Final = 3
WEIGHED: Final = 12  # questions whose papers are counted


@dataclass(frozen=True, slots=True)
class TrialWords:
    """One trial as a patient reads it."""

    trial: str
    role: str
    verdict: str
    title: str
    why: str
    ask: str
    facts: str
    warning: str


@dataclass(frozen=True, slots=True)
class Group:
    """Trials that stand alike; a folded one shows its count, and its trials when it is asked to."""

    title: str
    matches: tuple[Match, ...]
    is_folded: bool


def groups_of(result: MatchResult) -> tuple[Group, ...]:
    """Return every match of a result in one group each: what could fit and takes new people first."""
    trials = [match for match in result.matches if match.trial.kind == "trial"]
    is_open = [match for match in trials if match.trial.is_recruiting]
    closed = [match for match in trials if not match.trial.is_recruiting]
    labels = [match for match in result.matches if match.trial.kind != "trial"]
    by_verdict: tuple[tuple[Words, Verdict, bool], ...] = (
        (words.MAY_FIT, Verdict.ELIGIBLE, False),
        (words.COULD_FIT, Verdict.POSSIBLE, False),
        (words.LATER, Verdict.LATER, False),
        (words.NOT_FIT, Verdict.INELIGIBLE, True),
    )
    found = [
        _group(title, [match for match in is_open if match.verdict is verdict], is_folded=fold)
        for title, verdict, fold in by_verdict
    ]
    found += [_group(words.CLOSED, closed, is_folded=True), _group(words.APPROVED, labels, is_folded=True)]
    return tuple(group for group in found if group.matches)


def _group(title: Words, matches: list[Match], *, is_folded: bool) -> Group:
    return Group(title.of(PLAIN).format(count=len(matches)), tuple(matches), is_folded)


def could_fit(result: MatchResult) -> bool:
    """Whether any trial that takes new people may fit, could fit, or may later."""
    kept = (match for match in result.matches if match.trial.kind == "trial" and match.trial.is_recruiting)
    return any(match.verdict is not Verdict.INELIGIBLE for match in kept)


def trial_words(match: Match, whole: MatchResult, ranked: Sequence[NextQuestion] = ()) -> TrialWords:
    """Return the words of one trial; `ranked` are the questions, the most helpful first."""
    voice = Voice(PLAIN)
    return TrialWords(
        match.trial.id,
        match.verdict.value,
        f"{verdict_symbol(match.verdict)} {verdict_words(match, PLAIN)}",
        visible(match.trial.title),
        one_line_why(match, PLAIN, whole),
        what_to_ask(match, ranked),
        visible(trial_facts(match.trial, voice)),
        stale_record_words(match.trial, whole.screening_date, PLAIN),
    )


def what_to_ask(match: Match, ranked: Sequence[NextQuestion] = ()) -> str:
    """Return the one thing to find out or to ask about a trial."""
    if match.verdict is Verdict.INELIGIBLE:
        return words.ASK_WHY.of(PLAIN)
    if match.verdict is Verdict.LATER:
        return words.ASK_DATE.of(PLAIN)
    missing = set(match.missing) - NOT_ASKED
    best = [one.fact for one in ranked if one.fact in missing]
    entry = next((entry for path in (*best, *match.missing) if path in missing and (entry := find_fact(path))), None)
    if entry is not None:
        return words.ASK_MISSING.of(PLAIN).format(question=question_text(entry, Voice(PLAIN)))
    confirm = match.of(Outcome.CONFIRM)
    if confirm:
        return words.ASK_CONFIRM.of(PLAIN).format(point=criterion_text(confirm[0], PLAIN))
    return words.ASK_TEAM.of(PLAIN)


def papers_words(ranked: Iterable[NextQuestion]) -> str:
    """Return which papers hold most of the answers that are open; "" where none is open."""
    voice = Voice(PLAIN)
    asked = [entry for one in list(ranked)[:WEIGHED] if one.fact not in NOT_ASKED and (entry := find_fact(one.fact))]
    counted = Counter(entry.found_in for entry in asked if entry.found_in)
    names = [voice.translate(paper) for paper, _ in counted.most_common(MOST_PAPERS)]
    return words.PAPERS.of(PLAIN).format(papers=", ".join(names)) if names else ""
