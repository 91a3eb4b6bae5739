"""The leaves on numbers: measures, scales, laboratory results, biomarkers, clearances."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from tests.properties.amounts import (
    Span,
    compare,
    converted,
    cover,
    greatest,
    number,
    samples,
    span_of,
)
from tests.properties.days import Tri, agreed, completed_years, days_of, within
from tests.properties.names import either, found, is_any, upwards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.properties.chart import Chart, Entry

Rule = dict[str, Any]
BOUNDS = {
    "diagnosis.ki67": (0, 100),
    "diagnosis.mitotic_count": (0, None),
    "performance.karnofsky": (0, 100),
    "performance.ecog": (0, 5),
    "weight": (1, 500),
    "height": (30, 260),
    "life_expectancy_months": (0, 1200),
}
GRADES = {"G1": 1, "G2": 2, "G3": 3}
# One field of a 40x objective, field number 18 to 26.5, in mm2; ten fields are counted.
FIELDS = (Fraction("0.159"), Fraction("0.345"))


def span_in_unit(data: float | Rule, fact: str, rule: Rule) -> Span | None:
    """Return a numeric fact's value in the rule's unit; None where that cannot be told."""
    low, high = BOUNDS[fact]
    unit = data.get("unit") if isinstance(data, dict) else None
    if fact == "diagnosis.mitotic_count":
        return _mitoses(data, rule.get("unit") or "/2mm2")
    span = span_of(data, low, high)
    if unit and fact in ("weight", "height"):
        table = {"kg": Fraction(1), "g": Fraction(1, 1000), "cm": Fraction(1), "m": Fraction(100)}
        span = span_of(data).times(table[unit])
        ends = (low if span.low is None else span.low, high if span.high is None else span.high)
        span = Span(Fraction(ends[0] or 0), Fraction(ends[1] or 0), span.low_open, span.high_open)
    return span


def _mitoses(data: float | Rule, wanted: str) -> Span | None:
    if not isinstance(data, dict) or data.get("unit") not in ("/2mm2", "/10HPF"):
        return None
    span = span_of(data, 0)
    if data["unit"] == wanted:
        return span
    fields = [number(data["field_mm2"])] if data.get("field_mm2") else list(FIELDS)
    # n in 10 fields of f mm2 each are n / (10 f) a mm2.
    factors = [2 / (10 * field) if wanted == "/2mm2" else 10 * field / 2 for field in fields]
    return cover([span.times(factor) for factor in factors])


def number_rule(rule: Rule, chart: Chart) -> Tri:
    fact = rule["fact"]
    which = rule.get("specimen", "stated")
    carriers = _specimens(fact, chart)
    data = chart.get(fact)
    if carriers and (which != "stated" or data is None):
        return _of_specimens(which, carriers, rule, chart)
    if data is None or not _measure_is_fresh(data, rule, chart):
        return None
    span = span_in_unit(data, fact, rule)
    return None if span is None else compare(span, rule)


def alike(answers: Iterable[Tri]) -> Tri:
    """Return the answer that all give; unknown where one is unknown or two differ."""
    found_answers = set(answers)
    return found_answers.pop() if len(found_answers) == 1 else None


def _measure_is_fresh(data: float | Rule, rule: Rule, chart: Chart) -> bool:
    dated = data.get("date") if isinstance(data, dict) else None
    return _is_young(dated, rule, chart)


def _is_young(dated: str | None, rule: Rule, chart: Chart) -> bool:
    return not rule.get("max_age") or within(dated, rule["max_age"], chart.as_of) is True


def _specimens(fact: str, chart: Chart) -> list[Entry]:
    name = fact.rpartition(".")[2]
    rows = chart.data.get("diagnosis", {}).get("specimens") or []
    return [
        {"date": row.get("date"), "data": row[name]}
        for row in rows
        if row.get(name) is not None and not chart.is_later(row.get("date"))
    ]


def _of_specimens(which: str, rows: list[Entry], rule: Rule, chart: Chart) -> Tri:
    spans = [span_in_unit(row["data"], rule["fact"], rule) for row in rows]
    if which == "stated":
        fresh = [_is_young(row["date"], rule, chart) for row in rows]
        return alike(
            compare(span, rule) if span is not None and young else None
            for span, young in zip(spans, fresh, strict=True)
        )
    if which == "any":
        return either(None if span is None else compare(span, rule) for span in spans)
    if which == "highest":
        return compare(greatest([span or Span(Fraction(0), None) for span in spans]), rule)
    dates = [row["date"] for row in rows]
    if len(rows) > 1:
        if None in dates:
            return None
        newest = max(days_of(text)[0] for text in dates)
        last = [at for at, text in enumerate(dates) if days_of(text)[-1] >= newest]
        if len(last) > 1 and any(len(days_of(dates[at])) > 1 for at in last):
            return None
        spans = [spans[at] for at in last]
    known = [span for span in spans if span is not None]
    return compare(cover(known), rule) if len(known) == len(spans) else None


def scale(rule: Rule, chart: Chart) -> Tri:
    if rule["fact"] == "diagnosis.grade":
        each = _grades_of_specimens(chart)
        if each:
            return alike(_is_on(steps, rule) for steps in each)
    steps = _steps(rule, chart)
    return _is_on(steps, rule) if steps else None


def _grades_of_specimens(chart: Chart) -> list[set[int]]:
    """Return the grades that each specimen may have, where the file states none and the specimens tell it."""
    diagnosis = chart.data.get("diagnosis", {})
    rows = [
        row
        for row in diagnosis.get("specimens") or []
        if not chart.is_later(row.get("date")) and {"grade", "ki67", "mitotic_count"} & set(row)
    ]
    is_counted = chart.get("diagnosis.ki67") is not None or chart.get("diagnosis.mitotic_count") is not None
    if chart.get("diagnosis.grade") or (is_counted and not any("grade" in row for row in rows)):
        return []
    return [
        {GRADES[row["grade"]]} if "grade" in row else _from_counts(row.get("ki67"), row.get("mitotic_count"))
        for row in rows
    ]


def _is_on(steps: set[int], rule: Rule) -> Tri:
    low, high = rule.get("at_least"), rule.get("at_most")
    return agreed((low is None or step >= low) and (high is None or step <= high) for step in steps)


def _steps(rule: Rule, chart: Chart) -> set[int]:
    """Return every step that the patient may be on; none where nothing is known."""
    if rule["fact"] == "sstr_imaging.krenning":
        value, dated = chart.get("sstr_imaging.krenning"), chart.get("sstr_imaging.date")
        fresh = not rule.get("max_age") or within(dated, rule["max_age"], chart.as_of) is True
        return {value} if value is not None and fresh else set()
    if rule["fact"] == "diagnosis.grade":
        stated = chart.get("diagnosis.grade")
        return {GRADES[stated]} if stated else _grades(chart)
    ecog, karnofsky = chart.get("performance.ecog"), chart.get("performance.karnofsky")
    source = ecog if ecog is not None else karnofsky
    if source is None or not _measure_is_fresh(source, rule, chart):
        return set()
    if ecog is not None:
        span = span_of(ecog, 0, 5)
        return {step for step in range(6) if span.holds(Fraction(step))}
    return _from_karnofsky(span_of(karnofsky, 0, 100))


def _from_karnofsky(span: Span) -> set[int]:
    """Try every ten that a range holds: the scale has no steps between, and a value between two is on neither."""
    table = {0: (100, 100), 1: (80, 90), 2: (60, 70), 3: (40, 50), 4: (10, 30)}
    tens = [Fraction(ten) for ten in range(0, 101, 10) if span.holds(Fraction(ten))]
    values = [span.low] if span.low is not None and span.low == span.high else tens
    found_steps = [[step for step, (low, high) in table.items() if low <= value <= high] for value in values]
    return {step for steps in found_steps for step in steps} if all(found_steps) else set()


def _grades(chart: Chart) -> set[int]:
    ki67, mitoses = chart.get("diagnosis.ki67"), chart.get("diagnosis.mitotic_count")
    return set() if ki67 is None and mitoses is None else _from_counts(ki67, mitoses)


def _from_counts(ki67: float | Rule | None, mitoses: float | Rule | None) -> set[int]:
    count = None if mitoses is None else _mitoses(mitoses, "/2mm2")
    of_ki67 = {1, 2, 3} if ki67 is None else _grade_steps(span_of(ki67, 0, 100), 3)
    of_mitoses = {1, 2, 3} if count is None else _grade_steps(count, 2)
    return {max(pair) for pair in product(of_ki67, of_mitoses)}


def _grade_steps(span: Span, second: int) -> set[int]:
    marks = (Fraction(second), Fraction(20))
    return {1 if x < marks[0] else (2 if x <= marks[1] else 3) for x in samples(span, marks)}


def _latest(rows: list[Entry]) -> list[Entry]:
    """Return the results of which any may be the latest: undated ones only where nothing is dated."""
    dated = [row for row in rows if row.get("date")]
    if not dated:
        return rows
    newest = max(days_of(row["date"])[0] for row in dated)
    return [row for row in dated if days_of(row["date"])[-1] >= newest]


def _all_fresh(rows: list[Entry], rule: Rule, chart: Chart) -> bool:
    age = rule.get("max_age")
    return not age or all(within(row.get("date"), age, chart.as_of) is True for row in rows)


def _deciding(rows: list[Entry], rule: Rule, chart: Chart) -> list[Entry] | None:
    latest = _latest(rows)
    return latest if latest and _all_fresh(latest, rule, chart) else None


def _of_test(test: str, chart: Chart) -> list[Entry]:
    return [row for row in chart.results("labs") if found("lab_test", row["test"]) == test]


def lab(rule: Rule, chart: Chart) -> Tri:
    rows = _deciding(_of_test(rule["test"], chart), rule, chart)
    spans = [converted(row, rule["test"], rule["unit"]) for row in rows or ()]
    known = [span for span in spans if span is not None]
    return compare(cover(known), rule) if known and len(known) == len(spans) else None


def lab_multiple(rule: Rule, chart: Chart) -> Tri:
    rows = _deciding(_of_test(rule["test"], chart), rule, chart) or []
    limit = rule.get("of", "uln")
    if not rows or not all(row.get(limit) and row.get("unit") for row in rows):
        return None
    return compare(cover([span_of(row).times(1 / number(row[limit])) for row in rows]), rule)


def biomarker(rule: Rule, chart: Chart) -> Tri:
    rows = [row for row in chart.results("biomarkers") if found("biomarker", row["name"]) == rule["name"]]
    latest = _deciding(rows, rule, chart)
    if latest is None:
        return None
    if rule.get("results"):
        words = [row.get("result") for row in latest]
        answers = {None if word is None else _result(word, rule["results"]) for word in words}
        return answers.pop() if len(answers) == 1 else None
    usable = all(_has_number(row) and row.get("unit") == rule.get("unit") for row in latest)
    return compare(cover([span_of(row) for row in latest]), rule) if usable else None


OPPOSED = ({"positive", "negative"}, {"high", "negative"}, {"deficient", "proficient"}, {"methylated", "unmethylated"})


def _result(word: str, asked: list[str]) -> Tri:
    """Say whether a result is an asked one; only its opposite says that it is not."""
    answer = is_any("biomarker_result", word, asked)
    said = found("biomarker_result", word)
    if answer is not False or said is None:
        return answer
    by_scale = any(_scale(said)[0] == _scale(one)[0] and _scale(said)[1] != _scale(one)[1] for one in asked)
    return False if by_scale or any({said, one} in OPPOSED for one in asked) else None


def _scale(result: str) -> tuple[str, str]:
    """Return the scale that a result stands on, and the side of it."""
    if result in ("msi_h", "msi_l", "mss", "not_msi_h"):
        return "msi", result
    if result in ("high", "intermediate", "low"):
        return "level", result
    if result == "wild_type" or "altered" in upwards("biomarker_result", result):
        return "gene", "wild_type" if result == "wild_type" else "altered"
    return result, result


def _has_number(row: Entry) -> bool:
    return any(row.get(end) is not None for end in ("value", "low", "high", "below", "above"))


@cache
def _births(age: int, on: date) -> tuple[date, ...]:
    first = date(on.year - age - 1, on.month, min(on.day, 28)) - timedelta(days=4)
    days = (first + timedelta(days=n) for n in range(380))
    return tuple(day for day in days if completed_years(day, on) == age)


def births(chart: Chart) -> tuple[date, ...]:
    """Return every day on which a person of the stated age may have been born."""
    age, screened = chart.get("age"), chart.data.get("screening_date")
    if age is None:
        return ()
    return _births(age, date.fromisoformat(screened) if screened else chart.as_of)


COUNTS_FOR = {
    "cockcroft_gault": ({"creatinine_clearance"}, {None, "cockcroft_gault"}),
    "measured": ({"creatinine_clearance"}, {None, "measured"}),
    "any_clearance": ({"creatinine_clearance"}, {None, "cockcroft_gault", "measured"}),
    "ckd_epi_2021": ({"egfr"}, {None, "ckd_epi_2021"}),
}


def clearance(rule: Rule, chart: Chart) -> Tri:
    tests, methods = COUNTS_FOR[rule["method"]]
    (test,) = tests
    reported = [row for row in _of_test(test, chart) if row.get("method") in methods]
    if not reported:
        return None if rule["method"] == "measured" else _computed(rule, chart)
    rows = _deciding(reported, rule, chart)
    unit = "mL/min/{1.73_m2}" if test == "egfr" else "mL/min"
    spans = [converted(row, test, unit) for row in rows or ()]
    known = [span for span in spans if span is not None]
    return compare(cover(known), rule) if known and len(known) == len(spans) else None


def _computed(rule: Rule, chart: Chart) -> Tri:
    """Try every age on the day of the blood test with both ends of creatinine and weight."""
    rows = _deciding(_of_test("creatinine", chart), rule, chart) or []
    sex, weight = chart.get("sex"), chart.get("weight")
    spans = [converted(row, "creatinine", "mg/dL") for row in rows]
    known = [span for span in spans if span is not None]
    ages = _ages(rows, chart)
    needs_weight = rule["method"] != "ckd_epi_2021"
    if sex is None or not known or len(known) != len(spans) or not ages or (needs_weight and weight is None):
        return None
    creatinine = cover(known)
    mass = span_in_unit(weight, "weight", rule) if needs_weight else Span(Fraction(1), Fraction(1))
    if mass is None:
        return None
    lowest, highest = Fraction(0), None
    if creatinine.high is not None and mass.low is not None:
        lowest = min(_formula(rule["method"], creatinine.high, mass.low, years, sex) for years in ages)
    if creatinine.low and mass.high is not None:
        highest = max(_formula(rule["method"], creatinine.low, mass.high, years, sex) for years in ages)
    return compare(Span(lowest, highest), rule)


def _ages(rows: list[Entry], chart: Chart) -> set[int]:
    """Return every age on the day of the test; an undated one may have been taken at any earlier age."""
    born = chart.get("birth_date")
    birthdays = days_of(born) if born else births(chart)
    dated = [day for row in rows if row.get("date") for day in (days_of(row["date"])[0], days_of(row["date"])[-1])]
    ages = {max(0, completed_years(birth, day)) for birth in birthdays for day in dated or [chart.as_of]}
    return ages if dated or not ages else {0, max(ages)}


def _formula(method: str, creatinine: Fraction, weight: Fraction, age: int, sex: str) -> Fraction:
    if method == "ckd_epi_2021":
        kappa, alpha, factor = (0.7, -0.241, 1.012) if sex == "female" else (0.9, -0.302, 1.0)
        ratio = float(creatinine) / kappa
        return Fraction(142 * min(ratio, 1.0) ** alpha * max(ratio, 1.0) ** -1.2 * 0.9938**age * factor)
    return (140 - age) * weight / (72 * creatinine) * (Fraction(85, 100) if sex == "female" else 1)
