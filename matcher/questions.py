"""Which question to ask next: the one whose answer is expected to settle most trials.

Every fact that leaves a criterion unknown is a question. Its possible answers are cut where a rule of the library can
change its mind; each answer is judged, and the trials that it settles are counted with the answer's share. Only
criteria that miss the fact are judged anew: a refinement never changes what is decided.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from matcher.asking.cells import Scene
from matcher.asking.domains import domain_of, form_order, questions_about
from matcher.asking.residue import Index, State
from matcher.asking.settling import Reach, open_trial
from matcher.asking.thresholds import thresholds_of
from matcher.case import Case
from matcher.clock import Clock
from matcher.evaluate import evaluate
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from criteria.profile import PatientProfile
    from criteria.rules import Rule
    from criteria.trial import Trial
    from matcher.asking.cells import Cell, Domain, PriorKind
    from matcher.asking.residue import Leaf
    from matcher.asking.settling import OpenTrial
    from matcher.asking.thresholds import Thresholds
    from matcher.result import MatchResult

LIMIT = 10


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question worth asking.

    `settles` is the expected number of trials settled, `clears` of unknown criteria; `trials` how many trials wait
    for it, out of `waiting` that are not settled; `cells` how many answers were tried, with shares from `prior`.
    """

    fact: str
    settles: float
    clears: float
    trials: int
    waiting: int
    cells: int
    prior: PriorKind
    source: str = ""


class Asker:
    """Ranks questions about patients for the same trials."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        """Use these trials."""
        self.trials = tuple(trials)
        self._thresholds: Thresholds | None = None

    def rank(
        self,
        profile: PatientProfile,
        on: date,
        only: Collection[str] = (),
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> tuple[NextQuestion, ...]:
        """Return every question, the best first; `only` names the trials that count, none meaning all.

        As soon as it is no longer `is_wanted`, an unfinished ranking is returned.
        """
        case = Case(profile, on)
        chosen = [trial for trial in self.trials if not only or trial.id in only]
        waiting = waiting_trials(chosen, case)
        scene = Scene(profile, on, self._all_thresholds())
        asked = takewhile(lambda _question: is_wanted(), _questions(waiting))
        found = (_weigh(question, scene, waiting) for question in asked)
        return tuple(sorted((one for one in found if one is not None), key=_rank_key))

    def _all_thresholds(self) -> Thresholds:
        if self._thresholds is None:
            self._thresholds = thresholds_of(self.trials)
        return self._thresholds


def next_questions(profile: PatientProfile, result: MatchResult, limit: int = LIMIT) -> tuple[NextQuestion, ...]:
    """Return the best questions about a patient for the trials of a result, at most `limit`."""
    asker = Asker(match.trial for match in result.matches)
    return worth_asking(asker.rank(profile, result.screening_date))[:limit]


def worth_asking(ranked: Iterable[NextQuestion], skipped: Collection[str] = ()) -> tuple[NextQuestion, ...]:
    """Return the questions without the skipped ones, and without illnesses whose whole list stands above them."""
    kept: list[NextQuestion] = []
    lists: list[str] = []
    for question in ranked:
        if question.fact in skipped or any(question.fact.startswith(f"{base}.") for base in lists):
            continue
        kept.append(question)
        lists.append(question.fact)
    return tuple(kept)


def _rank_key(question: NextQuestion) -> tuple[float, float, tuple[int, int, str]]:
    return -question.settles, -question.clears, form_order(question.fact)


def open_questions(waiting: Iterable[OpenTrial]) -> tuple[str, ...]:
    """Return every question that an open criterion waits for, in the order of the form, without weighing them."""
    return tuple(sorted(_questions(waiting), key=form_order))


def waiting_trials(trials: Iterable[Trial], case: Case) -> list[OpenTrial]:
    """Return what is unknown of each trial that is not settled."""
    index = Index(partial(questions_about, profile=case.profile))
    return [found for trial in trials if (found := open_trial(trial, case, index)) is not None]


def _questions(waiting: Iterable[OpenTrial]) -> tuple[str, ...]:
    """Return every question that an open criterion waits for, each once."""
    return tuple(sorted({question for trial in waiting for question in trial.questions}))


def _weigh(question: str, scene: Scene, waiting: list[OpenTrial]) -> NextQuestion | None:
    """Return a question with what it settles on average, or None when there is nothing left to ask."""
    domain = domain_of(question, scene, _missed(question, waiting))
    if not domain.cells:
        return None
    reached = [reach for trial in waiting if (reach := Reach.of(trial, question)) is not None]
    settles, clears = _expected(question, domain, reached, scene.day)
    return NextQuestion(
        fact=question,
        settles=round(float(settles), 4),
        clears=round(float(clears), 4),
        trials=len(reached),
        waiting=len(waiting),
        cells=len(domain.cells),
        prior=domain.prior,
        source=domain.source,
    )


def _missed(question: str, waiting: Iterable[OpenTrial]) -> list[str]:
    """Return what the open criteria miss that a question can settle, the most missed first."""
    criteria = (one for trial in waiting if question in trial.questions for one in trial.unknown)
    leaves = (leaf for one in criteria for leaf in one.leaves if question in leaf.questions)
    return [path for path, _ in Counter(path for leaf in leaves for path in leaf.missing).most_common()]


def _expected(question: str, domain: Domain, reached: Sequence[Reach], day: date) -> tuple[Fraction, Fraction]:
    """Return the expected numbers of trials settled and, in the others, of criteria cleared."""
    judge = LeafJudge(question, day)
    settles, clears = Fraction(0), Fraction(0)
    for cell in domain.cells:
        look = judge.of(cell)
        after = [reach.after(look) for reach in reached]
        settles += cell.share * after.count(None)
        clears += cell.share * sum(cleared for cleared in after if cleared is not None)
    return settles, clears


class LeafJudge:
    """Judges the leaves that a question touches for its answers, equal ones only once for each answer."""

    def __init__(self, question: str, day: date) -> None:
        """Judge for one question on a day."""
        self._question = question
        self._day = day
        self._found: dict[int, dict[int, State]] = {}
        self._cases: dict[int, Case] = {}

    def of(self, cell: Cell) -> Callable[[Leaf], State]:
        """Return how each leaf stands after an answer."""

        def look(leaf: Leaf) -> State:
            if self._question not in leaf.questions:
                return State(Truth.UNKNOWN, bool(leaf.missing))
            is_like = cell.like is not None and cell.changes is not None and cell.changes.isdisjoint(leaf.missing)
            profile = cell.like if is_like and cell.like is not None else cell.profile
            found = self._found.setdefault(id(profile), {})
            state = found.get(leaf.key)
            if state is None:
                state = found[leaf.key] = self._judged(leaf.rule, profile)
            return state

        return look

    def _judged(self, rule: Rule, profile: PatientProfile) -> State:
        case = self._cases.get(id(profile))
        if case is None:
            case = self._cases[id(profile)] = Case(profile, self._day)
        finding = evaluate(rule, case, Clock(self._day))
        return State(finding.truth, bool(finding.missing))
