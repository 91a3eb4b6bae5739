"""What the record says, datum by datum: value, unit and date; or a treatment's name and how it ended."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.entries import Biomarker, Lab
from criteria.measures import Quantity, exact
from criteria.rules import AgeRule, ClearanceRule, CyclesRule, LabRule, LinesRule, Listed, ProgressionRule
from criteria.units import convert
from matcher.finding import Why
from matcher.implied import ecog_from_karnofsky
from matcher.truth import Truth
from matcher.wording import values
from matcher.wording.names import LIST_KINDS, METASTASES, choice_words, fact_words, term_words, word
from matcher.wording.signs import visible
from matcher.wording.specimens import among_words, sampled_words
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.measures import Interval
    from matcher.finding import Evidence, Finding
    from matcher.wording.voice import Voice

_DATED: Final = Phrase(N_("{value} ({date})"), N_("{value} ({date})"))
_ENDED: Final = Phrase(N_("{name} ended {date}"), N_("{name} (ended {date})"))
_PLANNED: Final = Phrase(N_("{name} is planned to end {date}"), N_("{name} (planned to end {date})"))
_END: Final = Phrase(N_("{name}, end {date}"), N_("{name} (end: {date})"))
_RUNNING: Final = Phrase(N_("{name} (planned to end {date})"), N_("{name} (planned to end {date})"))
_STABLE: Final = Phrase(N_("{name} unchanged since {date}"), N_("{name} (the same dose since {date})"))
_PROGRESSION_ON: Final = Phrase(N_("{basis} progression on {name}"), N_("growth of the tumour during {name}, {basis}"))
_PROGRESSION: Final = Phrase(N_("{basis} progression"), N_("growth of the tumour, {basis}"))
_BARE_PROGRESSION_ON: Final = Phrase(
    N_("progression on {name} (basis not recorded)"),
    N_("growth of the tumour during {name}, how it was seen is not known"),
)
_BARE_PROGRESSION: Final = Phrase(
    N_("progression (basis not recorded)"), N_("growth of the tumour, how it was seen is not known")
)
_NO_RESULT: Final = Phrase(N_("no result recorded"), N_("no result in your data"))
_EQUALS: Final = Phrase(N_("{value} (= {converted})"), N_("{value} (= {converted})"))
_UNTIL: Final = Phrase(N_("until {date}"), N_("until {date}"))
_NONE: Final = Phrase(N_("none"), N_("none"))
_COMPUTED: Final = Phrase(N_("{result} (computed from {inputs})"), N_("{result} (worked out from {inputs})"))
_OR_MORE: Final = Phrase(N_("{n} or more"), N_("{n} or more"))
_LEAST: Final = " or more"
"""How a finding writes a count that may be higher."""
COUNT: Final = "count"
SITES: Final = "diagnosis.metastatic_sites"
COMPUTED: Final = "computed"
KARNOFSKY: Final = "performance.karnofsky"


def found(finding: Finding, voice: Voice) -> str:
    """Return the data that a rule looked at, each with its date."""
    computed = [item for item in finding.evidence if item.status == COMPUTED]
    if computed:
        inputs = [_datum(finding, item, voice) for item in finding.evidence if item.status != COMPUTED]
        result = _datum(finding, computed[0], voice)
        return voice.say(_COMPUTED, result=result, inputs=values.joined(inputs, voice))
    words = _each(finding, voice, lambda item: _datum(finding, item, voice))
    return f"{words}{among_words(finding, voice)}"


def found_ended(finding: Finding, voice: Voice) -> str:
    """Return the treatments that a washout looked at, each with its end."""
    return _each(finding, voice, lambda item: _at(_end(finding, item, voice), item, voice))


def _end(finding: Finding, item: Evidence, voice: Voice) -> Phrase:
    """Return the sentence of an end: past, planned, or either where the as-of date or the end is not exact."""
    if finding.truth is Truth.TRUE or item.date is None:
        return _ENDED  # a length of time that has passed since an end lies behind it
    if voice.background is None:
        return _END
    if item.date.first > voice.background.on:
        return _PLANNED
    return _ENDED if item.date.last <= voice.background.on else _END


def found_stable(finding: Finding, voice: Voice) -> str:
    """Return the treatments whose dose has not changed, each with the date since when."""
    return _each(finding, voice, lambda item: _at(_STABLE, item, voice))


def entries(finding: Finding, voice: Voice) -> str:
    """Return the entries of a list by their names alone."""
    if finding.why is Why.ONGOING:
        return _each(finding, voice, lambda item: _at(_RUNNING, item, voice))
    return _each(finding, voice, lambda item: _name(item, voice))


def tally(finding: Finding, voice: Voice) -> str:
    """Return what was counted: "2 (lanreotide, everolimus)"."""
    total = "".join(str(item.value or "") for item in finding.evidence if item.status == COUNT)
    counted = ", ".join(dict.fromkeys(_name(item, voice) for item in finding.evidence if item.status != COUNT))
    least = total.removesuffix(_LEAST)
    if least != total:
        total = voice.say(_OR_MORE, n=least) if counted or least != "0" else ""
    if total and counted:
        return f"{total} ({counted})"
    return total or counted or voice.say(_NONE)


def name(finding: Finding, voice: Voice) -> str:
    """Return the names of the data as the record writes them."""
    return values.joined([visible(_written(item)) for item in finding.evidence], voice)


def _written(item: Evidence) -> str:
    if isinstance(item.value, Biomarker) and item.value.result:
        return item.value.result
    return item.name or str(item.value or "")


def _each(finding: Finding, voice: Voice, words: Callable[[Evidence], str]) -> str:
    return values.joined([words(item) for item in finding.evidence], voice)


def _at(phrase: Phrase, item: Evidence, voice: Voice) -> str:
    shown = _name(item, voice)
    if item.date is None:
        return shown
    return voice.say(phrase, name=shown, date=values.partial_date(item.date, voice))


def _name(item: Evidence, voice: Voice) -> str:
    """Return an entry's name, in plain words where the vocabulary has them."""
    return term_words(LIST_KINDS.get(item.path.partition("[")[0]), item.name, voice)


def _datum(finding: Finding, item: Evidence, voice: Voice) -> str:
    match finding.rule:
        case ProgressionRule():
            return _dated(_progression(item, voice), item, voice)
        case Listed() | CyclesRule() | LinesRule():
            return _treatment(item, voice)
        case AgeRule():
            return values.with_unit(str(item.value), item.unit, voice)
        case ClearanceRule() if not isinstance(item.value, Lab) or item.path == "labs.creatinine":
            return _input(item, voice)
        case _:
            words = _entry(item, voice) if item.value is None else _value(finding, item, voice)
            return _dated(words, item, voice)


def _dated(words: str, item: Evidence, voice: Voice) -> str:
    if item.sample is not None:
        return sampled_words(words, item, item.sample, voice)
    if item.date is None:
        return words
    shown = values.partial_date(item.date, voice)
    return voice.say(_DATED, value=words, date=shown) if words else shown


def _entry(item: Evidence, voice: Voice) -> str:
    shown = _name(item, voice)
    if item.path.startswith(SITES):
        shown = voice.say(METASTASES, sites=shown)
    return f"{shown}, {word(item.status, voice)}" if item.status else shown


def _treatment(item: Evidence, voice: Voice) -> str:
    until = voice.say(_UNTIL, date=values.partial_date(item.date, voice)) if item.date else ""
    details = "; ".join(part for part in (until, word(item.status, voice) if item.status else "") if part)
    return f"{_name(item, voice)} ({details})" if details else _name(item, voice)


def _progression(item: Evidence, voice: Voice) -> str:
    basis = word(item.value, voice) if isinstance(item.value, str) else ""
    if not item.name:
        return voice.say(_PROGRESSION if basis else _BARE_PROGRESSION, basis=basis)
    name = term_words("therapy", item.name, voice)
    return voice.say(_PROGRESSION_ON if basis else _BARE_PROGRESSION_ON, basis=basis, name=name)


def _input(item: Evidence, voice: Voice) -> str:
    """Return a computed value, or one of the inputs it was computed from."""
    if isinstance(item.value, Quantity):
        words = _dated(values.quantity(item.value, item.unit, voice), item, voice)
    elif item.path == "sex":
        return choice_words("sex", str(item.value), voice)
    else:
        words = values.with_unit(str(item.value), item.unit, voice)
    return f"{fact_words(item.path, voice)} {words}" if item.path not in ("", "sex") else words


def _value(finding: Finding, item: Evidence, voice: Voice) -> str:  # noqa: PLR0911 - one line a kind of value
    match item.value:
        case bool():
            return word(str(item.value), voice)
        case Biomarker():
            return _biomarker(item.value, voice)
        case Quantity() if item.implied_from == (KARNOFSKY,):
            return _steps(item.value.interval)
        case Quantity():
            return _converted(finding, item, item.value, voice)
        case int():
            return choice_words(item.path, str(item.value), voice)
        case str():
            return choice_words(item.path, item.value, voice)
        case None:
            return ""


def _biomarker(value: Biomarker, voice: Voice) -> str:
    result = term_words("biomarker_result", value.result, voice) if value.result else ""
    number = values.quantity(value, value.unit or "", voice) if value.is_given else ""
    return ", ".join(part for part in (result, number) if part) or voice.say(_NO_RESULT)


def _steps(karnofsky: Interval) -> str:
    steps = ecog_from_karnofsky(karnofsky.clipped(Fraction(0), Fraction(100)))
    return "/".join(str(step) for step in sorted(steps)) or "?"


def _converted(finding: Finding, item: Evidence, value: Quantity, voice: Voice) -> str:
    """Return a laboratory value, with what it is in the unit asked where that is another one."""
    shown = values.quantity(value, item.unit, voice)
    rule = finding.rule
    if not isinstance(rule, LabRule) or value.value is None or item.unit in ("", rule.unit):
        return shown
    exactly = convert(exact(value.value), item.unit, rule.unit, rule.test)
    if exactly is None or exactly == exact(value.value):
        return shown
    return voice.say(
        _EQUALS, value=shown, converted=values.with_unit(values.converted(exactly, rule), rule.unit, voice)
    )


def implied_words(finding: Finding, voice: Voice) -> str:
    """Return the facts that something was implied from, with their values where they are at hand, or nothing."""
    words = []
    for item in finding.evidence:
        for path in item.implied_from:
            value = (
                values.quantity(item.value, "", voice) if path == KARNOFSKY and isinstance(item.value, Quantity) else ""
            )
            words.append(f"{fact_words(path, voice)} {value}".strip())
    return values.joined(words, voice)
