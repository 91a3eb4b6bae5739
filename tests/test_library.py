"""What the built-in library holds: the trials it was founded on, the landmarks beside them, and approved uses."""

from __future__ import annotations

from criteria.library import load_library

LIBRARY = load_library()
FOUNDING = {
    "NCT00353496", "NCT01578239", "NCT02054806", "NCT02355535", "NCT02595424", "NCT02628067", "NCT02683941",
    "NCT02724540", "NCT02834013", "NCT02923934", "NCT02939651", "NCT02955069", "NCT03043664", "NCT03074513",
    "NCT03095274", "NCT03136055", "NCT03167853", "NCT03278405", "NCT03352934", "NCT03591731", "NCT03728361",
    "NCT03879057", "NCT03980925", "NCT04169672", "NCT04702737",
}  # fmt: skip
LABELS = {
    "LABEL-ATEZOLIZUMAB-SCLC", "LABEL-AVELUMAB-MCC", "LABEL-LANREOTIDE", "LABEL-NIVOLUMAB-SCLC",
    "LABEL-PEMBROLIZUMAB-MCC", "LABEL-PEMBROLIZUMAB-MSI", "LABEL-PEMBROLIZUMAB-TMB",
}  # fmt: skip


def ids(collection: str) -> set[str]:
    return {trial.id for trial in LIBRARY.trials if trial.collection == collection}


def test_no_built_in_file_is_at_fault() -> None:
    assert [str(problem) for problem in LIBRARY.problems] == []


def test_all_twenty_five_founding_trials_are_there_and_no_other_is_called_one() -> None:
    assert len(FOUNDING) == 25
    assert ids("founding") == FOUNDING


def test_every_other_trial_is_a_landmark_and_an_approved_use_is_neither() -> None:
    trials = {trial.id for trial in LIBRARY.trials if trial.kind == "trial"}
    assert ids("landmark") == trials - FOUNDING


def test_the_approved_uses_are_there() -> None:
    assert {trial.id for trial in LIBRARY.trials if trial.kind == "label"} >= LABELS


def test_every_trial_that_was_read_by_hand_has_been_reviewed() -> None:
    read_by_hand = [trial for trial in LIBRARY.trials if trial.source.curated_by == "hand"]
    assert [trial.id for trial in read_by_hand if trial.source.reviewed is None] == []
