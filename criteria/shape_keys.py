"""Which keys a model knows at a place, for the sentence about one that it does not know."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Union, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def keys_at(model: type[BaseModel], location: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys of the object at a location of a validation error, in the model's order."""
    here: list[object] = [model]
    for part in location:
        here = [inner for found in _follow(here, part) for inner in _members(found)]
    names = (name for found in here for name in _fields(found))
    return tuple(dict.fromkeys(names))


def _follow(here: list[object], part: str | int) -> list[object]:
    if isinstance(part, int):
        return [args[0] for found in here if (args := get_args(found)) and get_origin(found) is tuple]
    models = [found for found in here if _fields(found)]
    if len(models) > 1:
        return [found for found in models if _is_branch(found, part)]
    values = [get_args(found)[1] for found in here if get_origin(found) is Mapping]
    if values:
        return values
    return [annotation for found in models for name, annotation in _fields(found).items() if name == part] or here


def _is_branch(model: object, tag: str) -> bool:
    """Whether a branch of a union goes by this tag: the value of its `rule` key, else its class's name."""
    if not isinstance(model, type) or not issubclass(model, BaseModel):
        return False
    rule = model.model_fields.get("rule")
    if rule is not None:
        return bool(rule.default == tag)
    return tag == model.__name__ or tag.endswith(f", {model.__name__}]")


def _fields(model: object) -> dict[str, object]:
    if not isinstance(model, type) or not issubclass(model, BaseModel):
        return {}
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _members(annotation: object) -> Iterator[object]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _members(part)
    else:
        yield annotation
