"""What a result says to a patient: groups of trials, each trial with a plain why and what to ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.facts import find_fact
from gui.walk import words
from gui.walk.journey import NOT_ASKED
from matcher.centre import said_of
from matcher.explain import (
    Register,
    criterion_text,
    notice_text,
    one_line_why,
    verdict_symbol,
    verdict_words,
    visible,
)
from matcher.question_words import question_text
from matcher.recruitment import takes_patients
from matcher.report.trial_section import Setting, trial_facts, trial_warnings
from matcher.result import Outcome, Verdict
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    takes = {match.trial.id: takes_patients(match.trial, result.centre) for match in trials}
    is_open = [match for match in trials if takes[match.trial.id]]
    unsure = [match for match in trials if takes[match.trial.id] is None]
    closed = [match for match in trials if takes[match.trial.id] is False]
    labels = [match for match in result.matches if match.trial.kind != "trial"]
    by_verdict = (
        (words.MAY_FIT, Verdict.ELIGIBLE),
        (words.COULD_FIT, Verdict.POSSIBLE),
        (words.LATER, Verdict.LATER),
    )
    found = [_group(title, [match for match in is_open if match.verdict is verdict]) for title, verdict in by_verdict]
    found += [
        _group(words.UNSURE, [match for match in unsure if match.verdict is not Verdict.INELIGIBLE]),
        _group(words.NOT_FIT, _unfit(is_open + unsure), is_folded=True),
        _group(words.CLOSED, closed, is_folded=True),
        _group(words.APPROVED, labels, is_folded=True),
    ]
    return tuple(group for group in found if group.matches)


def _unfit(matches: Iterable[Match]) -> list[Match]:
    return [match for match in matches if match.verdict is Verdict.INELIGIBLE]


def _group(title: Words, matches: list[Match], *, is_folded: bool = False) -> Group:
    return Group(title.of(PLAIN).format(count=len(matches)), tuple(matches), is_folded)


def could_fit(result: MatchResult) -> bool:
    """Whether any trial that is known to take new people may fit, could fit, or may later."""
    trials = (match for match in result.matches if match.trial.kind == "trial")
    kept = (match for match in trials if takes_patients(match.trial, result.centre))
    return any(match.verdict is not Verdict.INELIGIBLE for match in kept)


def noticed_words(result: MatchResult) -> str:
    """Return what was noticed in the data, a line each; "" where nothing was."""
    return "\n".join(dict.fromkeys(f"- {notice_text(notice, PLAIN)}" for notice in result.notices))


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
        visible(" ".join(_warnings(match, whole))),
    )


def _warnings(match: Match, whole: MatchResult) -> Iterator[str]:
    """Return why a trial is at best open, how old its record is, and what the reader's own centre says of it."""
    on = whole.screening_date
    here = said_of(match.trial, whole.centre, on, PLAIN)
    if here:
        yield from (f"{here.title}: {here.state}.", *here.details)
    yield from (f"{one.rstrip('.')}." for one in trial_warnings(match, Setting(Voice(PLAIN), on, None, whole)))


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
