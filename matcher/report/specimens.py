"""The specimens side by side, and which of them each criterion went by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.rules import NumberRule
from matcher.finding import Why
from matcher.report.document import Table
from matcher.wording import values
from matcher.wording.names import choice_words
from matcher.wording.specimens import specimen_words
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from criteria.measures import MitoticCount
    from criteria.tumour import Specimen
    from matcher.finding import Evidence, Finding
    from matcher.result import Match
    from matcher.wording.voice import Voice

FEWEST: Final = 2
_TITLE: Final = Phrase(N_("Specimens side by side"), N_("Tissue samples side by side"))
_LEAD: Final = Phrase(
    N_("Which specimen counts is for each criterion to say; none is preferred otherwise."),
    N_("Each point of the study says which sample counts. Where it does not, your team has to."),
)
_COLUMNS: Final = (
    Phrase(N_("Specimen"), N_("Sample")),
    Phrase(N_("Date"), N_("Date")),
    Phrase(N_("Ki-67"), N_("Ki-67")),
    Phrase(N_("Mitoses"), N_("Dividing cells")),
    Phrase(N_("Grade"), N_("Grade")),
    Phrase(N_("Differentiation"), N_("Looks of the cells")),
    Phrase(N_("Went by it"), N_("Counted for")),
)
_NOT_KNOWN: Final = Phrase(N_("not known"), N_("not known"))
_NAMES: Final = {
    "ki67": _COLUMNS[2],
    "mitotic_count": _COLUMNS[3],
    "grade": _COLUMNS[4],
    "differentiation": _COLUMNS[5],
}
_POLICIES: Final = {
    "latest": Phrase(N_("{criterion}: {fact}, the latest"), N_("{criterion}: {fact}, the newest")),
    "highest": Phrase(N_("{criterion}: {fact}, the highest"), N_("{criterion}: {fact}, the highest")),
    "any": Phrase(N_("{criterion}: {fact}, any specimen"), N_("{criterion}: {fact}, any sample")),
    "stated": Phrase(
        N_("{criterion}: {fact}, the same answer from each"), N_("{criterion}: {fact}, the same answer from each")
    ),
    "differ": Phrase(N_("{criterion}: {fact}, they differ"), N_("{criterion}: {fact}, they differ")),
    "open": Phrase(N_("{criterion}: {fact}, left open"), N_("{criterion}: {fact}, not known yet")),
}


def specimens_table(match: Match, specimens: Sequence[Specimen], voice: Voice) -> Table | None:
    """Return the specimens of a patient, where a criterion looked at them and there are two or more."""
    used = tuple(_uses(match))
    if len(specimens) < FEWEST or not used:
        return None
    return Table(
        voice.say(_TITLE),
        tuple(voice.say(column) for column in _COLUMNS),
        tuple(_row(index, item, used, voice) for index, item in enumerate(specimens)),
        (voice.say(_LEAD),),
    )


def _uses(match: Match) -> Iterator[tuple[str, Finding, Evidence]]:
    for result in match.criteria:
        findings = [result.finding] if result.finding is not None else []
        while findings:
            finding = findings.pop(0)
            findings += finding.parts
            yield from ((result.criterion.id, finding, item) for item in finding.evidence if item.sample is not None)


def _row(index: int, item: Specimen, used: Sequence[tuple[str, Finding, Evidence]], voice: Voice) -> tuple[str, ...]:
    here = f"diagnosis.specimens[{index}]."
    told = (_use(criterion, finding, one, voice) for criterion, finding, one in used if one.path.startswith(here))
    ki67 = values.quantity(item.ki67, item.ki67.unit or "%", voice) if item.ki67 else ""
    cells = (
        values.partial_date(item.date, voice) if item.date else "",
        ki67,
        _mitoses(item.mitotic_count, voice) if item.mitotic_count else "",
        item.grade or "",
        choice_words("diagnosis.differentiation", item.differentiation, voice) if item.differentiation else "",
    )
    shown = tuple(cell or voice.say(_NOT_KNOWN) for cell in cells)
    return (specimen_words(item.site or "", item.kind or "", voice), *shown, "\n".join(dict.fromkeys(told)))


def _mitoses(count: MitoticCount, voice: Voice) -> str:
    return values.quantity(count, count.unit or "", voice)


def _use(criterion: str, finding: Finding, item: Evidence, voice: Voice) -> str:
    name = voice.say(_NAMES[item.path.rpartition(".")[2]])
    policy: str = finding.rule.specimen if isinstance(finding.rule, NumberRule) else "stated"
    if finding.missing:
        policy = "differ" if finding.why is Why.DIFFER else "open"
    return voice.say(_POLICIES[policy], criterion=criterion, fact=name)
