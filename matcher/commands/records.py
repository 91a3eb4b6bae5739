"""`parse` and `trials import`: registry records into criteria and into trial files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.atomic import write_atomically
from criteria.library import load_library
from criteria.parsing.atoms import atom_lines
from criteria.parsing.read import criteria_of
from criteria.problems import InputError, Problem
from criteria.registry.fields import part
from criteria.registry.record import eligibility_of, id_of, studies, trial_of
from criteria.strict_json import read_json, read_text
from criteria.trial_checks import check_trial
from matcher.commands.common import as_json, complain, emit
from matcher.commands.record_sources import sources
from matcher.explain import Register, rule_words, visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from criteria.strict_json import Json
    from criteria.trial import Criterion, Trial

SOME_UNREADABLE: Final = 1
MEND_INPUT: Final = 2
_TEXT: Final = ".txt"


def parse(options: Namespace) -> int:
    """Read a record's criteria: as a draft trial file, as one line a point, or in words."""
    path: Path = options.record
    if path.suffix.lower() == _TEXT:
        raw = read_text(path)
        found = [_Parsed(path.stem, raw, None, str(path))]
    else:
        found = [_of_study(study, str(path)) for study in studies(read_json(path), str(path))]
    if options.format == "atoms":
        lines = (line for one in found for line in atom_lines(one.trial_id, one.raw))
        emit("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    elif options.format == "text":
        emit("\n".join(_in_words(one.trial_id, criteria_of(one.raw)) for one in found))
    else:
        drafts = [one.draft() for one in found]
        emit(as_json(drafts[0] if len(drafts) == 1 else {"trials": drafts}))
    return 0


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A record, or a bare text, whose criteria are asked for."""

    trial_id: str
    raw: str
    study: Json
    name: str

    def draft(self) -> Json:
        """Return the draft of a trial file; of a bare text, only its criteria."""
        if self.study is not None:
            return _as_file(trial_of(self.study, self.name))
        return {"criteria": [one.model_dump(mode="json", exclude_none=True) for one in criteria_of(self.raw)]}


def _of_study(study: Json, name: str) -> _Parsed:
    trial_id = id_of(study)
    if trial_id is None:
        hint = "a study of ClinicalTrials.gov has one, like NCT01234567"
        raise InputError(Problem(name, "identificationModule.nctId", "is missing or no NCT number", hint))
    return _Parsed(trial_id, eligibility_of(study), study, name)


def _as_file(trial: Trial) -> Json:
    content: Json = trial.model_dump(mode="json", exclude_none=True)
    return content


def _in_words(trial_id: str, criteria: Iterable[Criterion]) -> str:
    lines = [visible(trial_id)]
    for one in criteria:
        read = [rule_words(rule, Register.CLINICIAN) for rule in one.rules]
        rule = "; or, read in another way: ".join(read) or "check by hand"
        partly = " (in part; check the rest by hand)" if one.reading == "partial" else ""
        lines += [f"  {one.id} {visible(' '.join(one.text.split()))}", f"      {visible(rule)}{partly}"]
    return "\n".join(lines) + "\n"


def import_trials(options: Namespace) -> int:
    """Write one trial file for each study of a file, a folder or a ZIP archive; 1 when some could not be read."""
    problems: list[Problem] = []
    written: Counter[str] = Counter()
    newest: dict[str, date | None] = {}
    for name, read in sources(options.source):
        try:
            held = studies(read(), name)
        except InputError as error:
            problems += error.problems
            continue
        for study in held:
            try:
                trial = trial_of(study, name)
                if trial.id not in newest or _is_newer(trial.source.record_date, newest[trial.id]):
                    _write(trial, name, options.output)
                    newest[trial.id] = trial.source.record_date
            except InputError as error:
                problems += error.problems
                continue
            written[trial.id] += 1
    complain(problems)
    if not written:
        if not problems:
            raise InputError(Problem(str(options.source), "", "holds no registry record", "give .json files or a .zip"))
        return MEND_INPUT
    emit(_imported(written, options.output))
    return SOME_UNREADABLE if problems else 0


def _imported(written: Counter[str], folder: Path) -> str:
    """Return how many trials were written, which came more than once or are known already, and how to use them."""
    noun = "trial" if len(written) == 1 else "trials"
    again = [trial_id for trial_id, count in written.items() if count > 1]
    where = visible(str(folder))
    marked = "read by a machine: at best possible until a person has reviewed them"
    lines = [f"{len(written)} {noun} written to {where}, {marked}."]
    if again:
        lines.append(f"Of ids that came more than once the newest record was kept: {', '.join(again)}.")
    lines.append(f"Use them with --library {where}")
    by_hand = [trial.id for trial in load_library().trials if trial.id in written and not trial.needs_review]
    if by_hand:
        lines.append(
            f"The built-in library has, read by hand: {', '.join(by_hand)}. With --library the machine's reading takes "
            "their place; move these files away to keep what was read by hand."
        )
    return "\n".join(lines) + "\n"


def _is_newer(day: date | None, kept: date | None) -> bool:
    """Say whether a record replaces one of the same study: the later does, and of one day the last."""
    return kept is None or (day is not None and day >= kept)


def _write(trial: Trial, name: str, folder: Path) -> None:
    faults = check_trial(trial, name)
    if faults:
        raise InputError(*faults)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise InputError(Problem(str(folder), "", f"cannot be made ({reason})", "give another folder to -o")) from None
    path = folder / f"{trial.id}.json"
    if path.exists() and not _may_be_replaced(path):
        hint = "give another folder to -o, or move that file away"
        raise InputError(Problem(str(path), "", "is there already and was made or reviewed by a person", hint))
    write_atomically(path, as_json(_as_file(trial)).encode("utf-8"))


def _may_be_replaced(path: Path) -> bool:
    """Say whether a file is an earlier import that nobody has worked on."""
    try:
        source = part(read_json(path), "source")
    except InputError:
        return False
    return part(source, "curated_by") == "parser" and part(source, "reviewed") is None
