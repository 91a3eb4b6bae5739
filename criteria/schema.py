"""JSON Schemas of the public files, made from the models; `python -m criteria.schema` writes them anew.

A schema says what a file may look like; what it must also make sense of is said by `criteria.checks`.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from criteria.centre import Centre
from criteria.facts import catalogue
from criteria.marks import Marks
from criteria.measures import Measure
from criteria.parts import Listing
from criteria.profile import PatientProfile
from criteria.trial import Trial
from criteria.tumour import MetastaticSite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel
    from pydantic_core import core_schema

    from criteria.facts import FactEntry

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FILES: Final[Mapping[str, type[BaseModel]]] = {
    "patient-1.schema.json": PatientProfile,
    "trial-1.schema.json": Trial,
    "centre-1.schema.json": Centre,
    "marks-1.schema.json": Marks,
}
_TITLES: Final = {
    "patient-1.schema.json": "Patient file, zebramatch.patient/1",
    "trial-1.schema.json": "Trial file, zebramatch.trial/1",
    "centre-1.schema.json": "Centre file, zebramatch.centre/1",
    "marks-1.schema.json": "Marks file, zebramatch.marks/1",
}
_LIMITS: Final = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


class _FileSchema(GenerateJsonSchema):
    """Adds the short forms that the models' validators take beside the full objects."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        full = super().model_schema(schema)
        short = _short_form(schema["cls"], full)
        if short is None:
            return full
        description = full.pop("description", "") or "A list, and whether it is complete; a bare list is not."
        return {"description": description, "anyOf": [short, full]}


def _short_form(model: type[object], full: JsonSchemaValue) -> JsonSchemaValue | None:
    if issubclass(model, Measure):
        return {"type": "number"}
    if issubclass(model, MetastaticSite):
        return dict(full["properties"]["name"])
    if issubclass(model, Listing):
        items: JsonSchemaValue = {
            key: value for key, value in full["properties"]["items"].items() if key in ("type", "items")
        }
        return items
    return None


def schema_text(name: str) -> str:
    """Return the text of one of `FILES`."""
    made = FILES[name].model_json_schema(by_alias=True, schema_generator=_FileSchema)
    schema: JsonSchemaValue = {"$schema": DIALECT, **cast("JsonSchemaValue", _tidied(made)), "title": _TITLES[name]}
    schema["required"] = ["format", *schema.get("required", ())]
    if FILES[name] is PatientProfile:
        for entry in catalogue().values():
            _describe(schema, entry)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _tidied(part: object) -> object:
    """Leave out what helps no reader, demand each rule's tag, and say "a number" in the words of JSON Schema."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    if [option.get("type") for option in part.get("anyOf", ())] == ["integer", "number"]:
        limits = {_LIMITS[key]: value for key, value in part.items() if key in _LIMITS}
        return {"type": "number", **limits}
    tidy = {key: _tidied(value) for key, value in part.items() if not _is_noise(key, value)}
    tag = part.get("properties", {}).get("rule", {})
    if "const" in tag:
        tidy["required"] = ["rule", *part.get("required", ())]
    return tidy


def _is_noise(key: str, value: object) -> bool:
    """Whether it is a title made from a name, an empty default, or a hint for other kinds of schema."""
    if key == "title":
        return isinstance(value, str)
    if key == "default":
        return not isinstance(value, bool | str)
    return key == "discriminator"


def _describe(schema: JsonSchemaValue, entry: FactEntry) -> None:
    """Put the catalogue's words beside a fact's field."""
    *sections, name = entry.path.split(".")
    part = schema
    for section in sections:
        reference: str = part["properties"][section]["$ref"]
        part = schema["$defs"][reference.rpartition("/")[2]]
    bounds = "" if entry.low is None or entry.high is None else f"{entry.low} to {entry.high} {entry.unit}".strip()
    field = part["properties"][name]
    field["title"] = entry.label
    field["description"] = f"{entry.question} ({bounds})" if bounds else entry.question


def main() -> None:
    """Write every schema into the resources."""
    folder = Path(str(files("resources").joinpath("schema")))
    folder.mkdir(exist_ok=True)
    for name in FILES:
        (folder / name).write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
