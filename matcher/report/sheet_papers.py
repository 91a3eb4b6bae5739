"""Which papers to ask for, and what to look for in each: the documents in which the missing facts stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from criteria.facts import find_fact
from matcher.report.sheet_document import Papers, PaperToAsk
from matcher.report.sheet_names import VOICE, fact_name
from matcher.wording import sheet as words
from matcher.wording.sheet_questions import BY_MYSELF, PAPER_MEANINGS, PAPERS, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.report.sheet_room import Room
    from matcher.report.sheet_trials import Scope

LISTS: Final = ("therapies", "medications", "conditions", "diagnosis.metastatic_sites")
"""Lists whose missing entries stand on one line: the whole list is asked for anyway."""
_FROM_TAKING: Final = 1000


def papers(facts: Sequence[str], scope: Scope, room: Room) -> Papers:
    """Return the papers in a fixed order, each with what the questions ask and then what most trials miss first."""
    lines: dict[Paper, list[str]] = {}
    asked = [] if scope.nothing_fits else facts[: room.questions]
    missed = list(dict.fromkeys([*asked, *_missed(scope, room)]))
    for paper, line in _lines(missed, scope, room):
        lines.setdefault(paper, []).append(line)
    found = tuple(_paper(paper, lines[paper], room) for paper in Paper if paper in lines)
    lead = VOICE.say(words.PAPERS_LEAD)
    return Papers(VOICE.say(words.PAPERS), lead, found) if found else Papers("", "", ())


def _missed(scope: Scope, room: Room) -> list[str]:
    """Return what the trials and treatments on the sheet miss, first what a trial that takes patients asks for."""
    counted: Counter[str] = Counter()
    for match in (*scope.listed(room), *scope.labels[: room.labels]):
        weight = _FROM_TAKING if scope.state(match) == words.TAKING else 1
        counted.update(dict.fromkeys(match.missing, weight))
    return [path for path, _ in counted.most_common()]


def _lines(missed: list[str], scope: Scope, room: Room) -> Iterator[tuple[Paper, str]]:
    for path in missed:
        entry = find_fact(path)
        if entry is None or path in BY_MYSELF or entry.found_in not in PAPERS:
            continue
        paper, hint = PAPERS[entry.found_in]
        base = next((base for base in LISTS if path == base or path.startswith(f"{base}.")), "")
        if not base:
            name = fact_name(path, scope.profile)
            yield paper, VOICE.say(words.LOOK_FOR, fact=name, line=VOICE.translate(hint)) if hint else name
        else:
            yield paper, _list_line(base, missed, scope, room)


def _list_line(base: str, missed: list[str], scope: Scope, room: Room) -> str:
    names = list(dict.fromkeys(fact_name(path, scope.profile) for path in missed if path.startswith(f"{base}.")))
    whole = fact_name(base, scope.profile)
    if not names:
        return whole
    shown, left = "; ".join(names[: room.looks]), len(names) - room.looks
    text = VOICE.say(words.AND_MORE, facts=shown, n=left) if left > 0 else shown
    return VOICE.say(words.ABOVE_ALL, list=whole, names=text)


def _paper(paper: Paper, lines: list[str], room: Room) -> PaperToAsk:
    unique = list(dict.fromkeys(lines))
    left = len(unique) - room.looks
    more = VOICE.say(words.MORE_LOOKS, n=left) if left > 0 else ""
    return PaperToAsk(VOICE.translate(PAPER_MEANINGS.get(paper, paper.value)), tuple(unique[: room.looks]), more)
