"""`trials show` and `trials validate`."""

from __future__ import annotations

import textwrap
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from criteria.library import load_library
from matcher.commands.common import as_json, complain, emit, known_ids, library_of
from matcher.explain import Register, rule_words, status_words, visible
from matcher.published import population_words, value_words
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from criteria.ambiguity import Ambiguity
    from criteria.trial import Criterion, PublishedResult, Trial

WIDTH: Final = 96


def show(options: Namespace) -> int:
    """Show one trial: what it is, where it was read, and every criterion with its rule."""
    library = library_of(options.library)
    (trial_id,) = known_ids([options.trial], library)
    trial = next(trial for trial in library.trials if trial.id == trial_id)
    if options.format == "json":
        emit(as_json(trial.model_dump(mode="json", exclude_none=True, by_alias=True)))
        return 0
    lines = [*_head(trial), "", "Criteria", *_criteria(trial.criteria)]
    for cohort in trial.cohorts:
        lines += ["", f"Cohort {cohort.id}: {visible(cohort.name)}", *_criteria(cohort.criteria)]
    if trial.results:
        lines += ["", "Published results", *(line for result in trial.results for line in _result(result))]
    emit("\n".join(lines) + "\n")
    return 0


def _head(trial: Trial) -> list[str]:
    source = trial.source
    where = ", ".join(
        visible(part) for part in (source.registry, source.url, source.record_date and str(source.record_date)) if part
    )
    facts = {
        "Kind": "approved use" if trial.kind == "label" else trial.phase or "trial",
        "Status": status_words(trial, Register.CLINICIAN),
        "Coverage": "all criteria" if trial.coverage == "full" else "not all criteria are known",
        "Treatment": "; ".join(trial.interventions),
        "Source": where,
        "Read by": "hand" if source.curated_by == "hand" else "machine",
        "Reviewed": str(source.reviewed or "not yet"),
        "Sites": str(len(trial.sites)),
        "Note": source.note or "",
    }
    title = f"{trial.id}: {visible(trial.title)}"
    return [
        *textwrap.wrap(title, WIDTH),
        *(_labelled(f"  {name}:", visible(value), 13) for name, value in facts.items() if value),
    ]


def _labelled(label: str, text: str, indent: int) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=f"{label:<{indent}}", subsequent_indent=" " * indent, break_on_hyphens=False
    )


def _criteria(criteria: Iterable[Criterion]) -> list[str]:
    lines: list[str] = []
    for one in criteria:
        rule = rule_words(one.rule, Register.CLINICIAN) if one.rule else "" if one.ambiguity else "check by hand"
        partly = " (a part of the text is not in the rule: check by hand)" if one.reading == "partial" else ""
        details = {
            "rule:": rule + partly,
            "plain:": one.plain or "",
            "place:": one.place or "",
            "note:": one.note or "",
        }
        lines.append(_labelled(f"  {one.id} ({one.kind})", visible(one.text), 19))
        lines += [_labelled(f"      {name}", visible(words), 13) for name, words in details.items() if words]
        lines += _ambiguity(one.ambiguity) if one.ambiguity else []
    return lines


def _ambiguity(ambiguity: Ambiguity) -> list[str]:
    """Return each reading with its rule, and the question for the site."""
    lines: list[str] = []
    for letter, one in zip(ascii_lowercase, ambiguity.readings, strict=False):
        lines.append(_labelled(f"      ({letter})", visible(one.meaning), 13))
        words = {"rule:": rule_words(one.rule, Register.CLINICIAN), "plain:": visible(one.plain or "")}
        lines += [_labelled(f"          {name}", said, 17) for name, said in words.items() if said]
    asked = {"ask:": ambiguity.question, "plain:": ambiguity.plain or ""}
    return [*lines, *(_labelled(f"      {name}", visible(words), 13) for name, words in asked.items() if words)]


def _result(result: PublishedResult) -> list[str]:
    voice = Voice(Register.CLINICIAN)
    details = {
        "value:": "; ".join(part for part in (value_words(result, voice), result.note) if part),
        "in:": population_words(result, voice),
        "from:": result.reference,
    }
    lines = [_labelled("  -", visible(result.measure), 4)]
    return [*lines, *(_labelled(f"      {name}", visible(words), 13) for name, words in details.items() if words)]


def validate(options: Namespace) -> int:
    """Check the library and the folders given; 2 when any file has a fault."""
    given = [*options.library, *options.folders]
    library = load_library(given)
    if library.problems:
        complain(library.problems)
        return 2
    folders = len(given)
    where = "built-in library" + (f" and {folders} folder{'s' if folders > 1 else ''}" if folders else "")
    emit(f"{len(library.trials)} trials, no problems ({where})\n")
    return 0
