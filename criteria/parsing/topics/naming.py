"""From the vocabulary's terms to the yardstick's concepts and therapy classes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from criteria.parsing.statements import Concept

_CLASSES: Final = (
    ("prrt", "prrt"),
    ("ssa", "ssa"),
    ("liver_directed", "liver_directed"),
    ("platinum", "platinum_chemo"),
    ("chemoradiation", "chemotherapy"),
    ("chemotherapy", "chemotherapy"),
    ("mtor_inhibitor", "everolimus_mtor"),
    ("vegfr_tki", "tki_vegf"),
    ("anti_vegf", "tki_vegf"),
    ("cytokine", "interferon_cytokine"),
    ("immunotherapy", "immunotherapy"),
    ("targeted_therapy", "targeted"),
    ("dll3_directed", "targeted"),
    ("hormone_therapy", "hormone"),
    ("radiotherapy", "radiotherapy"),
    ("radionuclide_therapy", "radiotherapy"),
    ("surgery", "surgery"),
    ("investigational_agent", "investigational"),
    ("systemic_antineoplastic", "any_systemic"),
    ("anticancer_therapy", "any_anticancer"),
    ("growth_factor", "transfusion_growth_factor"),
    ("transfusion", "transfusion_growth_factor"),
    ("steroid", "steroids_immunosuppressive"),
    ("immunosuppressant", "steroids_immunosuppressive"),
    ("vaccine", "vaccine_live"),
)
_CONDITIONS: Final[tuple[tuple[str, Concept], ...]] = (
    ("cns_metastases", "brain_mets"),
    ("hiv", "infection_hiv_hep"),
    ("endocarditis", "cardiac"),
    ("infection", "infection_hiv_hep"),
    ("past_hepatitis_b", "infection_hiv_hep"),
    ("latent_tuberculosis", "infection_hiv_hep"),
    ("autoimmune_disease", "autoimmune"),
    ("cardiac_disease", "cardiac"),
    ("hypertension", "cardiac"),
    ("thromboembolism", "cardiac"),
    ("cerebrovascular_event", "cardiac"),
    ("peripheral_artery_disease", "cardiac"),
    ("other_malignancy", "other_malignancy"),
    ("pregnancy", "pregnancy_lactation"),
    ("breastfeeding", "pregnancy_lactation"),
)


@cache
def therapy_class(source: str, term: str) -> str:
    """Return the yardstick's class of a treatment."""
    terms = vocabulary("therapy" if source == "therapies" else "medication")
    return next((name for above, name in _CLASSES if above in terms.terms and terms.is_a(term, above)), "other_drug")


@cache
def condition_concept(term: str) -> Concept:
    """Return the yardstick's concept of a condition."""
    terms = vocabulary("condition")
    return next((concept for above, concept in _CONDITIONS if terms.is_a(term, above)), "other")


@cache
def is_named_cancer(term: str) -> bool:
    """Say whether a condition is one cancer by name: in criteria that is the disease itself, or an exception."""
    return (
        term != "other_malignancy"
        and term in vocabulary("condition").terms
        and vocabulary("condition").is_a(term, "other_malignancy")
    )
