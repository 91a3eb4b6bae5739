"""Where an assumption goes in the data of a patient file, and what gives way to it there."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from criteria.units import convert
from criteria.vocabulary import vocabulary
from matcher.assumption import is_measure, list_of, refuse

if TYPE_CHECKING:
    from datetime import date

    from criteria.strict_json import Json
    from criteria.vocabulary import Kind
    from matcher.assumption import Assumption

JsonObject = dict[str, "Json"]

KINDS: Final[dict[str, Kind]] = {
    "labs": "lab_test",
    "biomarkers": "biomarker",
    "conditions": "condition",
    "medications": "medication",
    "therapies": "therapy",
    "diagnosis.metastatic_sites": "site",
}
_NUMBERED: Final = re.compile(r"(?P<base>[a-z_.]+)\[(?P<index>[0-9]+)\]\.(?P<rest>.+)")
_BARE: Final = ("labs", "biomarkers", "diagnosis.specimens")  # lists that never say whether they are complete
_READ_FROM_TISSUE: Final = frozenset(
    {"diagnosis.ki67", "diagnosis.mitotic_count", "diagnosis.grade", "diagnosis.differentiation"}
)
_TWINS: Final = {
    ("conditions", "brain_metastases"): ("diagnosis.metastatic_sites", "brain"),
    ("diagnosis.metastatic_sites", "brain"): ("conditions", "brain_metastases"),
}


def put(data: JsonObject, assumption: Assumption, on: date) -> str:
    """Put an assumption into a patient file's data and return the place it took."""
    fact, value = assumption.fact, assumption.value
    numbered = _NUMBERED.fullmatch(fact)
    if numbered:
        entry = _numbered_entry(data, numbered["base"], int(numbered["index"]), fact)
        _set(entry, numbered["rest"], _dated(value, on) if is_measure(fact) else value)
        return f"{numbered['base']}[{numbered['index']}]"
    base = list_of(fact)
    if base:
        name, _, detail = fact.removeprefix(f"{base}.").partition(".")
        return _put_detail(data, base, name, detail, assumption) if detail else _put_entry(data, base, name, value, on)
    if fact == "age" and "birth_date" in data:
        refuse(fact, "the file gives a birth_date, and that decides", "assume a birth_date instead")
    if fact == "birth_date":
        data.pop("age", None)
    _set(data, fact, _dated(value, on) if is_measure(fact) else value)
    if fact in _READ_FROM_TISSUE:
        _clear_specimens(data, fact.removeprefix("diagnosis."))
    return fact


def _clear_specimens(data: JsonObject, key: str) -> None:
    """Take what each specimen says of a fact out, so that the assumed value stands in the place of all of them."""
    for specimen in _items(data, "diagnosis.specimens"):
        specimen.pop(key, None)
    if not _items(data, "diagnosis.specimens"):
        cast("JsonObject", data["diagnosis"]).pop("specimens", None)


def _dated(value: Json, on: date) -> Json:
    """Return a measure or result with its date, that of the assumption where it has none."""
    return {"date": on.isoformat(), **value} if isinstance(value, dict) else {"value": value, "date": on.isoformat()}


def _set(here: JsonObject, path: str, value: Json) -> None:
    """Set what stands at a dotted path; a bare number on the way becomes a measure that can have details."""
    name, _, rest = path.partition(".")
    if rest:
        inner = here.get(name)
        part: JsonObject = dict(inner) if isinstance(inner, dict) else {} if inner is None else {"value": inner}
        _set(part, rest, value)
        here[name] = part
        return
    here[name] = value
    if name == "end":
        here.pop("ongoing", None)
    elif name == "ongoing" and value is True:
        here.pop("end", None)


def _items(data: JsonObject, base: str) -> list[JsonObject]:
    """Return the entries of a list, to be changed in place; a list that is not there begins empty."""
    *sections, last = base.split(".")
    here = data
    for section in sections:
        here = cast("JsonObject", here.setdefault(section, {}))
    # A course of the disease is complete as known, as a bare list of it is in a file; no other list is.
    empty: Json = [] if base in _BARE else {"complete": base == "progression", "items": []}
    listing = here.setdefault(last, empty)
    return cast("list[JsonObject]", listing["items"] if isinstance(listing, dict) else listing)


def _numbered_entry(data: JsonObject, base: str, index: int, fact: str) -> JsonObject:
    items = _items(data, base)
    if index > len(items):
        known = f"the list has {len(items)}" if items else "the list is empty"
        refuse(fact, f"there is no such entry: {known}", f"{base}[{len(items)}] would be a new one")
    if index == len(items):
        items.append({})
    return items[index]


def _term_of(item: JsonObject, kind: Kind) -> str:
    name = item.get("test") or item.get("name") or item.get("agent") or item.get("class")
    term = vocabulary(kind).find(name) if isinstance(name, str) else None
    return term.id if term else ""


def _put_detail(data: JsonObject, base: str, name: str, detail: str, assumption: Assumption) -> str:
    """Set a detail of the entry of this name: `labs.ast.uln`, `therapies.prrt.end`."""
    kind, items = KINDS[base], _items(data, base)
    terms = vocabulary(kind)
    found = [place for place, item in enumerate(items) if (term := _term_of(item, kind)) and terms.is_a(term, name)]
    if not found:
        refuse(assumption.fact, "there is no such entry to assume this of", f"assume {base}.{name} as well")
    if len(found) > 1:
        choices = " or ".join(f"{base}[{place}].{detail}" for place in found)
        refuse(assumption.fact, "there is more than one such entry", f"say which: {choices}")
    _set(items[found[0]], detail, assumption.value)
    return f"{base}[{found[0]}]"


def _put_entry(data: JsonObject, base: str, name: str, value: Json, on: date) -> str:
    match base:
        case "labs" | "biomarkers":
            return _put_result(data, base, name, cast("JsonObject", value), on)
        case "therapies":
            return _put_treatment(data, name, given=value is True)
        case "medications":
            return _put_medication(data, name, on, taken=value is True)
        case _:
            twin = _TWINS.get((base, name))
            if twin:
                _put_state(data, *twin, status=cast("str", value), only_listed=True)
            return _put_state(data, base, name, status=cast("str", value))


def _put_result(data: JsonObject, base: str, name: str, value: JsonObject, on: date) -> str:
    """Let one result stand in the place of all recorded ones of its test; the limits of normal stay with the unit."""
    kind, items = KINDS[base], _items(data, base)
    places = [place for place, item in enumerate(items) if _term_of(item, kind) == name]
    key = "test" if base == "labs" else "name"
    result: JsonObject = {key: name, **cast("JsonObject", _dated(value, on))}
    newest = max((items[place] for place in places), key=lambda item: str(item.get("date", "")), default={})
    if base == "labs" and _same_unit(newest.get("unit"), result.get("unit"), name):
        result |= {limit: newest[limit] for limit in ("uln", "lln") if limit in newest}
    if not places:
        items.append(result)
        return f"{base}[{len(items) - 1}]"
    items[places[0]] = result
    for place in reversed(places[1:]):
        del items[place]
    return f"{base}[{places[0]}]"


def _same_unit(one: Json, other: Json, test: str) -> bool:
    return isinstance(one, str) and isinstance(other, str) and convert(Fraction(1), one, other, test) == 1


def _put_state(data: JsonObject, base: str, name: str, *, status: str, only_listed: bool = False) -> str:
    """Give a condition or a site this state; what is absent takes with it what lies below it."""
    kind, items = KINDS[base], _items(data, base)
    terms = vocabulary(kind)
    if status == "absent":
        items[:] = [item for item in items if not ((term := _term_of(item, kind)) and terms.is_a(term, name))]
    same = [place for place, item in enumerate(items) if _term_of(item, kind) == name]
    for place in same:
        items[place]["status"] = status
    if not same and not only_listed:
        items.append({"name": name, "status": status})
    return f"{base}[{same[0] if same else len(items) - 1}]"


def _put_treatment(data: JsonObject, name: str, *, given: bool) -> str:
    """Assume that a treatment was given at some time, or never."""
    items, terms = _items(data, "therapies"), vocabulary("therapy")
    key = "class" if terms.terms[name].is_class else "agent"

    def is_meant(item: JsonObject) -> bool:
        term = _term_of(item, "therapy")
        return bool(term) and terms.is_a(term, name)

    if given:
        items[:] = [item for item in items if not (item.get("never") and _denies(item, name))]
        if any(is_meant(item) for item in items):
            return "therapies"
        items.append({key: name})
    else:
        items[:] = [item for item in items if not is_meant(item)]
        items.append({key: name, "never": True})
    return f"therapies[{len(items) - 1}]"


def _denies(item: JsonObject, name: str) -> bool:
    term = _term_of(item, "therapy")
    return bool(term) and vocabulary("therapy").is_a(name, term)


def _put_medication(data: JsonObject, name: str, on: date, *, taken: bool) -> str:
    """Assume that a medicine is taken, or that one that is taken ends on the as-of date."""
    items, terms = _items(data, "medications"), vocabulary("medication")
    meant = [item for item in items if (term := _term_of(item, "medication")) and terms.is_a(term, name)]
    if taken and not meant:
        items.append({"class" if terms.terms[name].is_class else "name": name, "ongoing": True})
    elif not meant:
        hint = "that it is not taken, only a complete list of medication can say"
        refuse(f"medications.{name}", "the file lists no such medicine that could be stopped", hint)
    for item in meant:
        if taken:
            _set(item, "ongoing", value=True)
        elif "end" not in item or str(item["end"]) > on.isoformat():
            _set(item, "end", on.isoformat())
    return "medications"
