"""What a patient can tick on a list: classes of the vocabulary in everyday words, with names that stand on a box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.vocabulary import vocabulary
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.strict_json import Json
    from criteria.vocabulary import Kind

NAME_KEYS: Final = ("agent", "class", "name")


@dataclass(frozen=True, slots=True)
class Box:
    """One tick: the vocabulary's term, its words, names by which people know it; `once` has no "still having it"."""

    term: str
    words: Words
    known_as: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """The ticks of one list; `adds` is what a tick says beside the name, `key` the key of a class."""

    kind: Kind
    key: str
    boxes: tuple[Box, ...]
    adds: tuple[tuple[str, bool], ...] = ()


# Beside each class stand agents of the vocabulary; their brand names are read from it.
THERAPIES: Final = Boxes(
    "therapy",
    "class",
    (
        Box("ssa", Words("Hormone injections (somatostatin analogues)"), ("octreotide_lar", "lanreotide")),
        Box("prrt", Words("Radioactive medicine into a vein (PRRT)"), ("lu177_dotatate",)),
        Box("chemotherapy", Words("Chemotherapy"), ("temozolomide", "capecitabine")),
        Box(
            "targeted_therapy", Words("Tablets that block growth signals"), ("everolimus", "sunitinib", "cabozantinib")
        ),
        Box("immunotherapy", Words("Immunotherapy"), ("pembrolizumab", "nivolumab")),
        Box("liver_directed", Words("Treatment of the liver, such as blocking its vessels"), once=True),
        Box("surgery", Words("An operation"), once=True),
        Box("radiotherapy", Words("Radiation from outside"), once=True),
    ),
)
MEDICATIONS: Final = Boxes(
    "medication",
    "class",
    (
        Box("steroid", Words("Cortisone (tablets or drip)")),
        Box("anticoagulant", Words("Blood thinner")),
        Box("immunosuppressant", Words("Medicine that slows the immune system")),
        Box("antihypertensive", Words("Medicine for blood pressure")),
        Box("antibiotic", Words("Antibiotic")),
        Box("antidepressant", Words("Medicine against depression")),
        Box("opioid", Words("Strong painkiller")),
        Box("thyroid_hormone", Words("Thyroid tablets")),
    ),
    adds=(("ongoing", True),),
)
CONDITIONS: Final = Boxes(
    "condition",
    "name",
    (
        Box("brain_metastases", Words("Tumour that has spread to the brain")),
        Box("carcinoid_syndrome", Words("Carcinoid syndrome (flushing, diarrhoea)")),
        Box("other_malignancy", Words("Another cancer")),
        Box("hypertension", Words("High blood pressure")),
        Box("cardiac_disease", Words("Heart disease")),
        Box("thromboembolism", Words("Blood clot")),
        Box("cerebrovascular_event", Words("Stroke or mini-stroke")),
        Box("diabetes", Words("Diabetes")),
        Box("liver_disease", Words("Liver disease")),
        Box("viral_hepatitis", Words("Hepatitis (virus)")),
        Box("hiv", Words("HIV")),
        Box("kidney_disease", Words("Kidney disease")),
        Box("lung_disease", Words("Lung disease")),
        Box("gi_disease", Words("Stomach or bowel disease")),
        Box("autoimmune_disease", Words("Autoimmune disease, such as rheumatism")),
        Box("infection", Words("An infection now")),
        Box("hypersensitivity", Words("Allergy to a medicine")),
        Box("organ_transplant", Words("Organ transplant")),
        Box("psychiatric_illness", Words("Mental illness")),
    ),
)
SITES: Final = Boxes(
    "site",
    "name",
    (
        Box("liver", Words("Liver")),
        Box("lymph_node", Words("Lymph nodes")),
        Box("bone", Words("Bones")),
        Box("lung", Words("Lungs")),
        Box("brain", Words("Brain")),
        Box("peritoneum", Words("Lining of the belly (peritoneum)")),
        Box("ovary", Words("Ovaries")),
    ),
)
BOXES: Final[Mapping[str, Boxes]] = {
    "therapies": THERAPIES,
    "medications": MEDICATIONS,
    "conditions": CONDITIONS,
    "diagnosis.metastatic_sites": SITES,
}


def name_of(item: Json) -> str:
    """Return the name of an entry, as it stands in it."""
    if isinstance(item, dict):
        return next((str(item[key]) for key in NAME_KEYS if item.get(key) is not None), "")
    return str(item) if item is not None else ""


def key_of(item: Json, boxes: Boxes) -> str:
    """Return the term of the tick that an entry stands under; the entry's own name where there is none."""
    found = vocabulary(boxes.kind).find(name_of(item)) if name_of(item) else None
    if found is None:
        return name_of(item)
    family = {found.id, *vocabulary(boxes.kind).ancestors(found.id)}
    return next((box.term for box in boxes.boxes if box.term in family), name_of(item))


def is_without_details(item: Json) -> bool:
    """Whether an entry says no more than its name."""
    return isinstance(item, dict) and not set(item) - {*NAME_KEYS, "test"}


def says_no(item: Json) -> bool:
    """Whether an entry says that something never was or is not there."""
    return isinstance(item, dict) and (item.get("never") is True or item.get("status") == "absent")


def new_entry(box: Box, boxes: Boxes) -> dict[str, Json]:
    """Return what a tick adds to its list."""
    return {boxes.key: vocabulary(boxes.kind).terms[box.term].label, **dict(boxes.adds)}


def names_on_boxes(box: Box) -> str:
    """Return the names that people find on a box of medicine, each with its brand."""
    terms = (vocabulary("therapy").terms[one] for one in box.known_as)
    return ", ".join(f"{term.plain.partition(' (')[0]} ({term.synonyms[0]})" for term in terms)
