"""Putting an answer into a profile: frozen in, frozen out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from fractions import Fraction

Model = TypeVar("Model", bound=BaseModel)


def with_value(model: Model, path: str, value: object) -> Model:
    """Return a copy of a model with a value at a dotted path."""
    name, _, rest = path.partition(".")
    if rest:
        inner = getattr(model, name)
        value = with_value(inner, rest, value)
    return model.model_copy(update={name: value})


def value_at(model: BaseModel, path: str) -> object:
    """Return what stands at a dotted path."""
    value: object = model
    for name in path.split("."):
        value = getattr(value, name)
    return value


def as_number(value: Fraction) -> int | float:
    """Return a number as a person types it."""
    return int(value) if value.denominator == 1 else float(value)
