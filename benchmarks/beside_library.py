"""The parser's rules beside the library's, leaf by leaf, in the trials that both have; and what records come to.

Run `python -m benchmarks.beside_library FOLDER`; the folder holds records of ClinicalTrials.gov (API v2). A leaf is a
rule that looks at data. The parser's is the library's where the trial has it too, said in any notation: units are
converted, a scale's lowest step bounds nothing, and the day that a window ends on, or a test's freshness, is left out,
because the parser asserts neither. How leaves are joined is not compared.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.reading import records_of
from criteria.library import load_library
from criteria.measures import exact
from criteria.registry.record import trial_of
from criteria.rules import JudgementRule, LabRule, ScaleRule
from criteria.units import convert
from criteria.vocabulary import lab_tests, vocabulary
from matcher.subjects import leaves_of, subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from criteria.rules import Rule
    from criteria.trial import Criterion, Trial
    from matcher.subjects import Subject

LIMITS: Final = ("at_least", "at_most", "above", "below")
NOT_ASSERTED: Final = frozenset({"anchor", "max_age"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf with the criterion that it stands in."""

    criterion: Criterion
    rule: Rule

    @property
    def meaning(self) -> str:
        """What it says, in one notation."""
        said = self.rule.model_dump(mode="json", exclude_none=True, exclude=set(NOT_ASSERTED))
        if isinstance(self.rule, LabRule):
            said |= _in_the_units_of_the_test(self.rule)
        if isinstance(self.rule, ScaleRule) and self.rule.at_least == 0:
            del said["at_least"]
        return json.dumps(said, sort_keys=True)

    def is_about(self, other: Leaf) -> bool:
        """Whether both look at the same fact, or one at a kind of what the other looks at."""
        return any(_meet(mine, its) for mine in subjects_of(self.rule) for its in subjects_of(other.rule))

    def __str__(self) -> str:
        """Return it as a trial file holds it, defaults left out."""
        said = json.dumps(self.rule.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        return f"{self.criterion.id} {self.rule.rule} {said}"


@dataclass(frozen=True, slots=True)
class Compared:
    """A trial's leaves: what the parser asserts, what of it the library lacks, and what the library has beyond it."""

    trial_id: str
    asserted: tuple[Leaf, ...]
    others: tuple[Leaf, ...]
    library: tuple[Leaf, ...]
    left: tuple[Leaf, ...]


def compared(read: Trial, made: Trial) -> Compared:
    """Compare a trial as the parser read it with the same as a person made it; judgements are no leaves."""
    asserted, library = tuple(_leaves(read)), tuple(_leaves(made))
    said, meant = {one.meaning for one in asserted}, {one.meaning for one in library}
    others = tuple(one for one in asserted if one.meaning not in meant)
    return Compared(read.id, asserted, others, library, tuple(one for one in library if one.meaning not in said))


def main(folder: Path) -> int:
    """Print the counts and the leaves that differ; 2 where there are no records."""
    read = [trial_of(study, path.name) for path in sorted(folder.rglob("*.json")) for study in records_of(path)]
    if not read:
        print(f"{folder}: there are no registry records; give a folder that holds some", file=sys.stderr)
        return 2
    print(_of_all(read))
    made = {trial.id: trial for trial in load_library().trials}
    found = [compared(trial, made[trial.id]) for trial in {one.id: one for one in read}.values() if trial.id in made]
    asserted, others = sum(len(one.asserted) for one in found), sum(len(one.others) for one in found)
    print(
        f"{len(found)} trials of the library: {asserted} leaves asserted, {asserted - others} of them the library's, "
        f"{others} not; {sum(len(one.left) for one in found):,} leaves of the library not asserted"
    )
    for one in sorted(found, key=lambda one: one.trial_id):
        _print_others(one)
    return 0


def _of_all(read: list[Trial]) -> str:
    counts = Counter(one.reading if one.rules else "hand" for trial in read for one in trial.criteria)
    fields = sum(one.source_span is None for trial in read for one in trial.criteria)
    return (
        f"{len(read)} records: {counts.total():,} points, {fields} of them the record's age and sex; "
        f"{counts['full']:,} full, {counts['partial']:,} partial, {counts['hand']:,} by hand"
    )


def _print_others(one: Compared) -> None:
    for leaf in one.others:
        print(f"\n{one.trial_id} {leaf.criterion.reading}: {' '.join(leaf.criterion.text.split())}")
        print(f"  parser   {leaf}")
        alike = dict.fromkeys(str(other) for other in one.library if leaf.is_about(other))
        for other in alike or ("nothing on the same fact",):
            print(f"  library  {other}")


def _leaves(trial: Trial) -> Iterator[Leaf]:
    """Yield the leaves of all criteria, cohorts' and each reading of an ambiguous text included."""
    for criterion in (*trial.criteria, *(one for cohort in trial.cohorts for one in cohort.criteria)):
        rules = [criterion.rule] if criterion.rule is not None else []
        rules += [one.rule for one in criterion.ambiguity.readings] if criterion.ambiguity else []
        found = (leaf for rule in rules for leaf in leaves_of(rule))
        yield from (Leaf(criterion, leaf) for leaf in found if not isinstance(leaf, JudgementRule))


def _in_the_units_of_the_test(rule: LabRule) -> Mapping[str, str]:
    test = lab_tests()[rule.test]
    limits = {name: getattr(rule, name) for name in LIMITS if getattr(rule, name) is not None}
    found = {name: convert(exact(limit), rule.unit, test.unit, rule.test) for name, limit in limits.items()}
    return {"unit": test.unit, **{name: str(limit) for name, limit in found.items()}}


def _meet(mine: Subject, its: Subject) -> bool:
    if mine == its or mine.base != its.base or mine.aspect != its.aspect:
        return mine == its
    terms = vocabulary(mine.kind) if mine.kind else None
    return bool(terms and mine.term and its.term and terms.overlaps(mine.term, its.term))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])) if len(sys.argv) > 1 else "give the folder of the records")
