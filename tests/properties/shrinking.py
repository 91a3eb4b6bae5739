"""The smallest case that still shows a difference: parts of the patient are taken out while the difference stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tests.properties.program import subrules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.properties.strategies import RandomCase


def smallest(case: RandomCase, differs: Callable[[RandomCase], bool]) -> RandomCase:
    """Return a case as small as taking parts out makes it, that still differs."""

    def still(candidate: RandomCase) -> bool:
        try:
            return differs(candidate)
        except ValidationError:
            return False

    for rule in reversed(list(subrules(case.rule))):
        if still(case._replace(rule=rule)):
            case = case._replace(rule=rule)
            break
    while True:
        smaller = next(
            (case._replace(patient=cut) for cut in _cuts(case.patient) if still(case._replace(patient=cut))), None
        )
        if smaller is None:
            return case
        case = smaller


def told(case: RandomCase, **answers: object) -> str:
    """Return a case as a person can read and paste it."""
    lines = [f"day {case.day}, as of {case.as_of}", json.dumps(case.rule), json.dumps(case.patient)]
    return "\n".join([*lines, *(f"{name}: {answer}" for name, answer in answers.items())])


def _cuts(part: Any) -> Iterator[Any]:  # noqa: ANN401 - any JSON
    if isinstance(part, dict):
        for key, value in part.items():
            yield {other: kept for other, kept in part.items() if other != key}
            yield from ({**part, key: cut} for cut in _cuts(value))
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield part[:index] + part[index + 1 :]
            yield from ([*part[:index], cut, *part[index + 1 :]] for cut in _cuts(value))
