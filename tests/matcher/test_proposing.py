"""Which fact is proposed to be assumed otherwise for a point that stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from criteria.facts import find_fact
from matcher.proposing import assumable
from tests.matcher.made import WASHOUT_28, exclusion, inclusion, match, patient, trial
from tests.matcher.test_lifting import (
    ECOG_UP_TO_1,
    LIVER,
    LOW_PLATELETS,
    PLATELETS,
    PROGRESSED,
    TABLE,
    ill,
    spread,
    treated,
)

if TYPE_CHECKING:
    from tests.matcher.made import Json

PRRT = {"rule": "had", "select": {"any_of": ["prrt"]}}
STROKE = {"rule": "condition", "any_of": ["stroke"]}
STEROID = {"rule": "ongoing", "source": "medications", "select": {"any_of": ["steroid"]}}


def proposed(criterion: Json, facts: Json) -> tuple[str, ...]:
    return assumable(match(trial(criterion), **facts).criteria[0], patient(**facts))


@pytest.mark.parametrize(
    ("criterion", "facts", "wanted"),
    [
        (inclusion(ECOG_UP_TO_1), {"performance": {"ecog": 2}}, ("performance.ecog",)),
        (inclusion(PLATELETS), LOW_PLATELETS, ("labs.platelets",)),
        (inclusion(WASHOUT_28), treated({"agent": "everolimus", "end": "2026-11-01"}), ("therapies[0].end",)),
        (inclusion(WASHOUT_28), treated({"agent": "everolimus", "ongoing": True}), ("therapies[0].end",)),
        (inclusion(PRRT), treated(), ("therapies.prrt",)),
        (inclusion(PROGRESSED), {"progression": []}, ("progression[0].date",)),
        (inclusion(PROGRESSED), {"progression": [{"date": "2020-01-01"}]}, ("progression[1].date",)),
        (inclusion(LIVER), spread(), ("diagnosis.metastatic_sites.liver",)),
        (exclusion(STROKE), ill({"name": "stroke", "status": "active"}), ("conditions.stroke",)),
        (
            exclusion(STEROID),
            {"medications": [{"name": "prednisone", "ongoing": True}]},
            ("medications.prednisone",),
        ),
        (inclusion(None), {"answers": {"NCT00000001": {"I01": "no"}}}, ()),
    ],
)
def test_the_fact_that_decides_is_proposed(criterion: Json, facts: Json, wanted: tuple[str, ...]) -> None:
    assert proposed(criterion, facts)[: len(wanted)] == wanted
    assert wanted or proposed(criterion, facts) == ()


def test_only_the_parts_that_decide_are_proposed() -> None:
    rule = {"rule": "all", "of": [ECOG_UP_TO_1, PLATELETS, {"rule": "not", "of": PRRT}]}
    facts = LOW_PLATELETS | {"performance": {"ecog": 1}, "therapies": {"complete": True, "items": []}}
    assert proposed(inclusion(rule), facts) == ("labs.platelets",)


@pytest.mark.parametrize(("criterion", "facts"), [row[1:3] for row in TABLE], ids=[row[0] for row in TABLE])
def test_whatever_is_proposed_can_be_assumed(criterion: Json, facts: Json) -> None:
    for path in proposed(criterion, facts):
        entry = find_fact(path)
        assert entry is not None
        assert entry.kind != "list"
