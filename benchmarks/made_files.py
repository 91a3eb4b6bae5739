"""A folder of made-up trial files, for measuring the program as it starts and works with a large library."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

from benchmarks.made_trials import MadeLibrary

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.made_trials import MadeTrial

COUNTRIES: Final = ("Germany", "Spain", "France", "Italy", "Austria", "United States", "Japan", "Australia")
PHASES: Final = ("1", "2", "3", None)


def written(folder: Path, size: int, seed: int) -> Path:
    """Write so many trials into a folder, a file each, and return the folder; one that is there already stays."""
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    made = MadeLibrary.of(2 * size, seed)  # some of which no trial file may hold
    sound = (number for number, trial in enumerate(made.trials) if _is_sound(made, trial))
    for number in islice(sound, size):
        trial = made.trials[number]
        data = json.loads(made.json(number))
        for criterion in data["criteria"]:
            criterion |= {"plain": f"In short: {criterion['text']}", "place": "made up"}
        data["sites"] = [{"country": COUNTRIES[number % len(COUNTRIES)]}] if number % 9 else []
        data["phase"] = PHASES[number % len(PHASES)]
        (folder / f"{trial.id}.json").write_text(json.dumps(data), "utf-8")
    return folder


def _is_sound(made: MadeLibrary, trial: MadeTrial) -> bool:
    """Whether a trial file may say so: no measure has a limit below nothing."""
    atoms = (made.atoms[atom] for asked in trial.criteria for atom, _ in asked.literals)
    return all(limit > 0 for _, _, limit in atoms)
