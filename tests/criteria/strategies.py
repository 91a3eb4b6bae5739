"""Random patient files, valid in every respect, with anything absent: `patient_data()`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st

from criteria.profile import FORMAT
from criteria.vocabulary import lab_tests, vocabulary

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from criteria.vocabulary import Kind

Data: TypeAlias = "dict[str, Any]"

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
FLAGS = st.booleans()
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
COUNTRIES = st.sampled_from(("DE", "FR", "US", "JP"))
STATUSES = st.sampled_from(("active", "controlled", "past", "absent"))


def partial_dates() -> SearchStrategy[str]:
    """Dates to the day, the month or the year."""
    return st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from((4, 7, 10)))


def names(kind: Kind) -> SearchStrategy[str]:
    """Names of a kind: ids, labels, synonyms in either case, and now and then one that no vocabulary has."""
    known = [name for term in vocabulary(kind).terms.values() for name in term.names]
    spelled = st.builds(lambda name, up: name.upper() if up else name, st.sampled_from(known), FLAGS)
    return spelled | spelled | spelled | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


def numbers(low: int, high: int) -> SearchStrategy[int | float]:
    """Whole numbers and such with decimals, strictly between two bounds or on them."""
    decimals = st.integers(low * 100, high * 100).map(lambda hundredths: hundredths / 100)
    return st.integers(low, high) | decimals


@st.composite
def amounts(draw: DrawFn, low: int, high: int, *, is_whole: bool = False) -> Data:
    """A value, a range or a bound that lies within bounds."""
    inside = st.integers(low, high) if is_whole else numbers(low, high)
    first, second = sorted((draw(inside), draw(inside)))
    forms: list[Data] = [{"value": first}, {"low": first, "high": second}, {"low": first}, {"high": second}]
    if first < high:
        forms.append({"above": first})
    if second > low:
        forms.append({"below": second})
    if first < second:
        forms.append({"above": first, "below": second})
    return draw(st.sampled_from(forms))


def optional(**fields: SearchStrategy[Any]) -> SearchStrategy[Data]:
    """Objects in which any key may be absent; a trailing underscore makes a key out of a keyword."""
    return st.fixed_dictionaries({}, optional={key.rstrip("_"): field for key, field in fields.items()})


@st.composite
def measures(draw: DrawFn, low: int, high: int, *units: str, is_whole: bool = False) -> Any:  # noqa: ANN401
    """A measure, a bare number among them."""
    amount = draw(amounts(low, high, is_whole=is_whole))
    fields: dict[str, SearchStrategy[Any]] = {"date": partial_dates()}
    if units:
        fields["unit"] = st.sampled_from(units)
    rest = draw(optional(**fields))
    if not rest and "value" in amount and draw(FLAGS):
        return amount["value"]
    return amount | rest


@st.composite
def mitoses(draw: DrawFn) -> Any:  # noqa: ANN401
    """A mitotic count, with or without its area."""
    count = draw(measures(0, 100, "/2mm2", "/10HPF"))
    if isinstance(count, dict) and draw(FLAGS):
        count["field_mm2"] = draw(st.sampled_from((0.159, 0.2, 0.345)))
    return count


def listings(items: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Lists of either form, complete or not."""
    lists = st.lists(items, max_size=4)
    return lists | st.builds(lambda whole, found: {"complete": whole, "items": found}, FLAGS, lists)


@st.composite
def periods(draw: DrawFn) -> Data:
    """Start, end and ongoing as far as they are known, never against each other."""
    start, end = sorted((draw(DAYS), draw(DAYS)))
    written = {"start": start.isoformat()[: draw(st.sampled_from((4, 7, 10)))], "end": end.isoformat()}
    kept = {key: day for key, day in written.items() if draw(FLAGS)}
    return kept if "end" in kept else kept | draw(optional(ongoing=FLAGS))


@st.composite
def therapies(draw: DrawFn) -> Data:
    """A treatment that was given, or a class that never was."""
    named = {draw(st.sampled_from(("agent", "class"))): draw(names("therapy"))}
    if draw(st.integers(0, 5)) == 0:
        return named | {"never": True}
    details = optional(
        setting=TEXTS,
        outcome=st.sampled_from(("progression", "intolerance", "response", "stable", "completed")),
        intent=st.sampled_from(("systemic", "local", "symptom_control")),
        line=st.integers(1, 8),
        cycles=st.integers(0, 12),
        isotope=st.sampled_from(("177Lu", "90Y")),
        formulation=st.sampled_from(("long_acting", "short_acting")),
        dose=numbers(0, 500),
        dose_unit=st.sampled_from(("mg", "GBq")),
        stable_since=partial_dates(),
    )
    return named | draw(periods()) | draw(details)


@st.composite
def medications(draw: DrawFn) -> Data:
    """A medicine other than the tumour's treatment."""
    named = {draw(st.sampled_from(("name", "class"))): draw(names("medication"))}
    return named | draw(periods()) | draw(optional(dose=numbers(0, 500), dose_unit=st.just("mg")))


@st.composite
def labs(draw: DrawFn) -> Data:
    """A result of a known test in one of its units, or of a test that no vocabulary has."""
    result = draw(amounts(0, 500)) | draw(optional(date=partial_dates(), uln=numbers(10, 100), lln=numbers(0, 10)))
    if draw(st.integers(0, 9)) == 0:
        return result | {"test": "an unheard-of test", "unit": "furlong"}
    test = draw(st.sampled_from(sorted(lab_tests())))
    return result | {"test": test} | draw(optional(unit=st.sampled_from(lab_tests()[test].units)))


@st.composite
def biomarkers(draw: DrawFn) -> Data:
    """A biomarker with a number, a result, both or neither."""
    number = draw(st.just({}) | amounts(0, 100))
    result = optional(result=names("biomarker_result"), unit=st.sampled_from(("%", "mut/Mb")), date=partial_dates())
    return {"name": draw(names("biomarker"))} | number | draw(result)


def _named(kind: Kind, **details: SearchStrategy[Any]) -> SearchStrategy[Data]:
    return st.builds(lambda name, rest: {"name": name} | rest, names(kind), optional(**details))


def diagnoses() -> SearchStrategy[Data]:
    """The tumour, each fact of its own."""
    pathology: dict[str, SearchStrategy[Any]] = {
        "ki67": measures(0, 100, "%"),
        "mitotic_count": mitoses(),
        "grade": st.sampled_from(("G1", "G2", "G3")),
        "differentiation": st.sampled_from(("well", "moderate", "poor")),
        "date": partial_dates(),
    }
    specimens = optional(site=names("site"), kind=st.sampled_from(("biopsy", "resection")), **pathology)
    return optional(
        primary_site=names("site"),
        tumor_type=names("histology"),
        cell_size=st.sampled_from(("small", "large")),
        functioning=FLAGS,
        syndrome=names("syndrome"),
        extent=st.sampled_from(("localized", "locally_advanced", "metastatic")),
        resectable=FLAGS,
        metastatic_sites=listings(names("site") | _named("site", status=STATUSES)),
        measurable_disease=FLAGS,
        confirmed_by=st.sampled_from(("histology", "cytology")),
        specimens=st.lists(specimens, max_size=3),
        **pathology,
    )


def progressions() -> SearchStrategy[Data]:
    """One progression of the disease."""
    basis = st.sampled_from(("RECIST 1.1", "radiological", "clinical", "biochemical"))
    return optional(date=partial_dates(), criteria=basis, on=names("therapy") | st.none())


@st.composite
def ages(draw: DrawFn) -> Data:
    """Date of birth, age and screening date as far as they are known, never against each other."""
    screened = draw(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
    born = screened - timedelta(days=draw(st.integers(0, 40_000)))
    ages_known: Data = {
        "screening_date": screened.isoformat(),
        "birth_date": born.isoformat()[: draw(st.sampled_from((4, 7, 10)))],
        "age": relativedelta(screened, born).years,
    }
    return {key: value for key, value in ages_known.items() if draw(FLAGS)}


def answers() -> SearchStrategy[Data]:
    """A person's answers, short and long."""
    words = st.sampled_from(("yes", "no"))
    long = st.builds(
        lambda answer, rest: {"answer": answer} | rest, words, optional(by=TEXTS, date=partial_dates(), document=TEXTS)
    )
    criteria = st.dictionaries(st.sampled_from(("I01", "I02", "E01")), words | long, max_size=3)
    return st.dictionaries(st.sampled_from(("NCT03043664", "NCT00000000")), criteria, max_size=2)


@st.composite
def patient_data(draw: DrawFn) -> Data:
    """The data of a valid patient file, `zebramatch.patient/1`, ready for `parse_patient` or `json.dumps`."""
    conditions = _named("condition", status=STATUSES, date=partial_dates(), stable_since=partial_dates(), detail=TEXTS)
    imaging = optional(
        date=partial_dates(),
        tracer=names("tracer"),
        positive=FLAGS,
        krenning=st.integers(0, 4),
        all_lesions=FLAGS,
        fdg_discordant=FLAGS,
    )
    general = optional(
        label=TEXTS,
        sex=st.sampled_from(("female", "male")),
        weight=measures(1, 500, "kg"),
        height=measures(30, 260, "cm"),
        country=COUNTRIES,
        location=st.fixed_dictionaries({"latitude": numbers(-90, 90), "longitude": numbers(-180, 180)}),
        pregnant=FLAGS,
        breastfeeding=FLAGS,
        childbearing_potential=FLAGS,
        agrees_to_contraception=FLAGS,
        life_expectancy_months=measures(0, 120, "mo"),
    )
    parts = optional(
        diagnosis=diagnoses(),
        progression=listings(progressions()),
        performance=optional(ecog=measures(0, 5, is_whole=True), karnofsky=measures(0, 100)),
        sstr_imaging=imaging,
        therapies=listings(therapies()),
        medications=listings(medications()),
        conditions=listings(conditions),
        labs=st.lists(labs(), max_size=4),
        biomarkers=st.lists(biomarkers(), max_size=3),
        answers=answers(),
    )
    return {"format": FORMAT} | draw(ages()) | draw(general) | draw(parts)
