"""The names of the field: found however they are written, and nested as the field nests them."""

from __future__ import annotations

import json
import os
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.half_lives import half_life, half_lives
from criteria.vocabulary import KINDS, Kind, Term, Vocabulary, fold, lab_tests, vocabulary

ALL_TERMS = [(kind, term) for kind in KINDS for term in vocabulary(kind).terms.values()]


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_unique_and_snake_case(kind: Kind) -> None:
    text = (Path(__file__).parents[2] / "resources" / "vocabulary" / f"{kind}.json").read_text(encoding="utf-8")
    ids = [record["id"] for record in json.loads(text)["terms"]]
    assert len(ids) == len(set(ids))
    assert [found for found in ids if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", found)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_of_a_term_finds_that_term(kind: Kind) -> None:
    known = vocabulary(kind)
    for term in known.terms.values():
        for name in term.names:
            for written in (name, name.upper(), f"  {name} ", name.replace(" ", "  ").replace("-", "_")):
                if fold(written) == fold(name):
                    assert known.find(written) is term


@pytest.mark.parametrize("kind", KINDS)
def test_no_term_is_its_own_ancestor(kind: Kind) -> None:
    known = vocabulary(kind)
    assert [term_id for term_id in known.terms if term_id in known.ancestors(term_id)] == []


def test_every_term_has_words_for_clinicians_and_for_patients() -> None:
    assert [term.id for _, term in ALL_TERMS if not term.label.strip() or not term.plain.strip()] == []


def test_a_shared_name_is_refused() -> None:
    with pytest.raises(ValueError, match="names both 'a' and 'b'"):
        Vocabulary.of("site", [Term("a", "Liver", "liver"), Term("b", "b", "b", synonyms=("LIVER",))])


def test_a_missing_parent_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown parent 'nowhere'"):
        Vocabulary.of("site", [Term("a", "a", "a", parents=("nowhere",))])


def test_a_circle_of_parents_is_refused() -> None:
    with pytest.raises(ValueError, match="its own ancestor"):
        Vocabulary.of("site", [Term("a", "a", "a", parents=("b",)), Term("b", "b", "b", parents=("a",))])


@pytest.mark.parametrize(
    ("kind", "name", "term_id"),
    [
        ("site", "Small bowel", "small_intestine"),
        ("site", "cecum", "caecum"),
        ("site", "LIVER METASTASES", "liver"),
        ("site", "lymph-nodes", "lymph_node"),
        ("site", "bronchus", "lung"),
        ("site", "CUP", "unknown_primary"),
        ("histology", "NET", "net"),
        ("histology", "MiNEN", "minen"),
        ("histology", "Merkel cell carcinoma", "merkel_cell_carcinoma"),
        ("histology", "goblet cell carcinoid", "goblet_cell_adenocarcinoma"),
        ("therapy", "octreotide LAR", "octreotide_lar"),
        ("therapy", "octreotide\N{NO-BREAK SPACE}lar", "octreotide_lar"),
        ("therapy", "Somatuline", "lanreotide"),
        ("therapy", "Sandostatin", "octreotide"),
        ("therapy", "Sandostatin LAR", "octreotide_lar"),
        ("therapy", "Lutathera", "lu177_dotatate"),
        ("therapy", "¹⁷⁷Lu-DOTATATE", "lu177_dotatate"),
        ("therapy", "lutetium Lu 177 dotatate", "lu177_dotatate"),
        ("therapy", "Afinitor®", "everolimus"),
        ("therapy", "Sandostatin LAR® Depot", "octreotide_lar"),
        ("therapy", "Keytruda", "pembrolizumab"),
        ("therapy", "Opdivo", "nivolumab"),
        ("therapy", "Yervoy", "ipilimumab"),
        ("therapy", "Tecentriq", "atezolizumab"),
        ("therapy", "Bavencio", "avelumab"),
        ("therapy", "Imfinzi", "durvalumab"),
        ("therapy", "capetem", "captem"),
        ("therapy", "DEB", "deb_tace"),
        ("medication", "St John's wort", "st_johns_wort"),
        ("medication", "rifampin", "rifampicin"),
        ("condition", "Gilbert's syndrome", "gilbert_syndrome"),
        ("condition", "brain mets", "brain_metastases"),
        ("condition", "HBV", "hepatitis_b"),
        ("lab_test", "ANC", "neutrophils"),
        ("lab_test", "SGOT", "ast"),
        ("lab_test", "GPT", "alt"),
        ("lab_test", "Hb", "hemoglobin"),
        ("lab_test", "5-HIAA", "5hiaa"),
        ("lab_test", "QTcF", "qtc"),
        ("biomarker", "PD-L1 CPS", "pdl1_cps"),
        ("biomarker", "TMB", "tmb"),
        ("biomarker_result", "dMMR", "deficient"),
        ("biomarker_result", "MSI-H", "msi_h"),
        ("biomarker_result", "+", "positive"),
        ("biomarker_result", "-", "negative"),
        ("syndrome", "Zollinger-Ellison", "gastrinoma"),
        ("tracer", "68Ga-dotatate", "ga68_dotatate"),
        ("tracer", "Octreoscan", "in111_pentetreotide"),
    ],
)
def test_synonyms_and_brand_names_are_found_whatever_the_case(kind: Kind, name: str, term_id: str) -> None:
    found = vocabulary(kind).find(name)
    assert found is not None
    assert found.id == term_id


@pytest.mark.parametrize(
    ("kind", "term_id", "ancestor"),
    [
        *[("site", part, "midgut") for part in ("ileum", "jejunum", "appendix", "caecum")],
        *[("site", part, "gep") for part in ("midgut", "pancreas", "stomach", "duodenum", "colon", "rectum", "ileum")],
        *[("site", part, "thoracic") for part in ("lung", "thymus")],
        *[("site", part, "small_intestine") for part in ("duodenum", "jejunum", "ileum")],
        ("site", "brain", "cns"),
        *[("histology", kind_of, "nec") for kind_of in ("lcnec", "sclc", "small_cell_nec", "pulmonary_lcnec")],
        *[
            ("histology", kind_of, "net")
            for kind_of in ("typical_carcinoid", "atypical_carcinoid", "insulinoma", "net_g3")
        ],
        *[("histology", kind_of, "ppgl") for kind_of in ("pheochromocytoma", "paraganglioma")],
        *[("therapy", agent, "ssa") for agent in ("octreotide_lar", "octreotide_sc", "lanreotide", "pasireotide")],
        *[
            ("therapy", agent, "prrt")
            for agent in ("lu177_dotatate", "lu177_edotreotide", "ac225_dotatate", "y90_dotatoc")
        ],
        ("therapy", "everolimus", "mtor_inhibitor"),
        *[("therapy", agent, "tki") for agent in ("sunitinib", "cabozantinib", "surufatinib", "lenvatinib")],
        *[("therapy", agent, "anti_vegf") for agent in ("sunitinib", "cabozantinib", "bevacizumab")],
        *[("therapy", agent, "anti_pd1") for agent in ("pembrolizumab", "nivolumab", "spartalizumab", "toripalimab")],
        *[("therapy", agent, "anti_pd1_pdl1") for agent in ("nivolumab", "avelumab")],
        *[("therapy", agent, "anti_ctla4") for agent in ("ipilimumab", "tremelimumab")],
        *[("therapy", part, "checkpoint_inhibitor") for part in ("anti_pd1", "anti_pdl1", "anti_ctla4")],
        *[
            ("therapy", agent, "chemotherapy")
            for agent in ("platinum_etoposide", "captem", "folfox", "folfiri", "streptozocin")
        ],
        ("therapy", "folfox", "platinum"),
        ("therapy", "captem", "temozolomide"),
        ("therapy", "nivolumab_ipilimumab", "anti_ctla4"),
        *[("therapy", agent, "dll3_directed") for agent in ("tarlatamab", "rovalpituzumab_tesirine")],
        *[("therapy", part, "liver_directed") for part in ("bland_embolization", "tace", "deb_tace", "sirt")],
        *[
            ("therapy", agent, "systemic_antineoplastic")
            for agent in ("lanreotide", "prrt", "interferon_alfa", "car_t")
        ],
        ("medication", "itraconazole", "cyp3a4_inhibitor"),
        ("medication", "filgrastim", "growth_factor"),
        ("medication", "warfarin", "vitamin_k_antagonist"),
        ("condition", "nyha_iii", "heart_failure_symptomatic"),
        ("condition", "basal_cell_carcinoma", "other_malignancy"),
        ("condition", "stroke", "arterial_thromboembolism"),
        ("tracer", "ga68_dotatate", "sstr_pet"),
        ("tracer", "in111_pentetreotide", "sstr_imaging"),
    ],
)
def test_the_hierarchy_of_the_field_holds(kind: Kind, term_id: str, ancestor: str) -> None:
    known = vocabulary(kind)
    assert known.is_a(term_id, ancestor)
    assert ancestor in known.ancestors(term_id)
    assert term_id in known.descendants(ancestor)


@pytest.mark.parametrize(
    ("kind", "term_id", "other"),
    [
        ("site", "pancreas", "midgut"),
        ("site", "pancreas", "gastrointestinal"),
        ("site", "duodenum", "midgut"),
        ("site", "lung", "gep"),
        ("site", "unknown_primary", "gep"),
        ("site", "liver", "gep"),
        ("histology", "net", "nec"),
        ("histology", "merkel_cell_carcinoma", "nec"),
        ("histology", "minen", "nec"),
        ("histology", "goblet_cell_adenocarcinoma", "neuroendocrine_neoplasm"),
        ("therapy", "sirt", "prrt"),
        ("therapy", "sirt", "radionuclide_therapy"),
        ("therapy", "everolimus", "tki"),
        ("therapy", "bevacizumab", "tki"),
        ("therapy", "ipilimumab", "anti_pd1_pdl1"),
        ("therapy", "liver_resection", "systemic_antineoplastic"),
        ("therapy", "telotristat", "systemic_antineoplastic"),
        ("medication", "topical_steroid", "steroid"),
        ("condition", "past_hepatitis_b", "hepatitis_b"),
        ("condition", "gilbert_syndrome", "liver_disease"),
        ("tracer", "f18_fdg", "sstr_imaging"),
    ],
)
def test_what_the_field_keeps_apart_stays_apart(kind: Kind, term_id: str, other: str) -> None:
    assert not vocabulary(kind).is_a(term_id, other)


def test_small_intestine_may_be_midgut_but_pancreas_may_not() -> None:
    sites = vocabulary("site")
    assert not sites.is_a("small_intestine", "midgut")
    assert sites.overlaps("small_intestine", "midgut")
    assert sites.overlaps("gep", "midgut")
    assert not sites.overlaps("pancreas", "midgut")


def test_a_term_is_itself_but_not_its_own_ancestor() -> None:
    sites = vocabulary("site")
    assert sites.is_a("ileum", "ileum")
    assert "ileum" not in sites.ancestors("ileum")
    assert "ileum" not in sites.descendants("ileum")


def test_an_unmapped_name_is_none() -> None:
    assert vocabulary("therapy").find("dragon's blood") is None
    assert vocabulary("therapy").find("") is None


def test_a_misspelt_name_gets_suggestions() -> None:
    assert "lanreotide" in vocabulary("therapy").suggest("lanreotid")
    assert len(vocabulary("therapy").suggest("octreotid")) <= 3
    assert vocabulary("therapy").suggest("qqqqqqqq") == ()


def test_terms_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        vocabulary("site").terms["ileum"] = Term("x", "x", "x")  # type: ignore[index]


@given(st.text(max_size=40))
def test_looking_up_any_text_neither_fails_nor_depends_on_case(name: str) -> None:
    known = vocabulary("condition")
    assert known.find(name) is known.find(f" {name} ")
    assert fold(fold(name)) == fold(name)


@given(st.sampled_from(ALL_TERMS), st.sampled_from(ALL_TERMS))
def test_ancestors_and_descendants_mirror_each_other(left: tuple[Kind, Term], right: tuple[Kind, Term]) -> None:
    if left[0] == right[0]:
        known = vocabulary(left[0])
        assert (right[1].id in known.ancestors(left[1].id)) == (left[1].id in known.descendants(right[1].id))


def test_every_lab_test_has_units_and_a_sensible_range() -> None:
    for test in lab_tests().values():
        assert test.unit == test.units[0]
        assert len(set(test.units)) == len(test.units)
        assert test.plausible_low is not None
        assert test.plausible_high is None or test.plausible_low < test.plausible_high


def test_every_substance_factor_names_its_source() -> None:
    assert [test.id for test in lab_tests().values() for other in test.substance if not other.source] == []


def test_half_lives_are_of_known_agents_and_have_sources() -> None:
    agents = vocabulary("therapy").terms
    for entry in half_lives().values():
        assert entry.agent in agents
        assert not agents[entry.agent].is_class
        assert 0 < entry.low_hours <= entry.high_hours
        assert entry.source


def test_half_life_is_a_range_in_days_and_unknown_when_not_listed() -> None:
    assert half_life("lanreotide") == (Fraction(23), Fraction(30))
    assert half_life("octreotide_lar") is None


VIGNETTES = os.environ.get("ZEBRAMATCH_VIGNETTES")


def _named(listed: object) -> list[dict[str, str]]:
    items = listed["items"] if isinstance(listed, dict) else listed or []
    assert isinstance(items, list)
    return [item if isinstance(item, dict) else {"name": item} for item in items]


@pytest.mark.skipif(VIGNETTES is None, reason="ZEBRAMATCH_VIGNETTES does not name the folder of vignettes")
def test_every_name_in_the_vignettes_is_mapped() -> None:
    unmapped: list[tuple[str, str]] = []

    def check(kind: Kind, name: str | None) -> None:
        if name is not None and vocabulary(kind).find(name) is None:
            unmapped.append((kind, name))

    for path in sorted(Path(VIGNETTES or "").glob("v??.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        diagnosis = case.get("diagnosis", {})
        check("site", diagnosis.get("primary_site"))
        check("histology", diagnosis.get("tumor_type"))
        check("syndrome", diagnosis.get("syndrome"))
        check("tracer", case.get("sstr_imaging", {}).get("tracer"))
        for item in _named(diagnosis.get("metastatic_sites")):
            check("site", item["name"])
        for item in _named(case.get("therapies")):
            check("therapy", item.get("agent") or item.get("class"))
        for item in _named(case.get("medications")):
            check("medication", item.get("name") or item.get("class"))
        for item in _named(case.get("conditions")):
            check("condition", item["name"])
        for item in case.get("labs", []):
            check("lab_test", item["test"])
        for item in case.get("biomarkers", []):
            check("biomarker", item["name"])
            check("biomarker_result", item.get("result"))
    assert unmapped == []


def test_a_kind_of_treatment_is_not_perhaps_another_because_the_two_can_be_combined() -> None:
    therapies = vocabulary("therapy")
    assert not therapies.overlaps("radiotherapy", "chemotherapy")
    assert not therapies.overlaps("anti_pd1", "anti_ctla4")
    assert therapies.overlaps("chemotherapy", "platinum_etoposide")
    assert therapies.is_a("chemoradiation", "chemotherapy")
    assert therapies.is_a("chemoradiation", "radiotherapy")
