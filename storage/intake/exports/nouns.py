"""JSON objects to nouns, every field by its own type, so that no field can be forgotten."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from storage.fields import visible

Noun = TypeVar("Noun")


def noun(kind: type[Noun], record: Any) -> Noun:
    """Return the noun that an object describes; what is missing has its usual value.

    Raises ValueError for what is no such noun. Its texts hold nothing that a terminal obeys.
    """
    made: Noun = _value(kind, record, kind.__name__.lower())
    return made


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, value: Any, name: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = [each for each in get_args(kind) if each is not NoneType]
        return None if value is None else _value(inner[0], value, name)
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{name} is no list")
        return tuple([_value(get_args(kind)[0], each, name) for each in value])
    if (usual := _usual(kind)) is not None:
        return _noun(kind, usual, value, name)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if kind is float and type(value) in (int, float):
        value = float(value)
        if not isfinite(value):
            raise ValueError(f"{name} is no number")
    if type(value) is not kind:
        raise ValueError(f"{name} is not as it should be")
    return visible(value) if kind is str else value


@cache
def _usual(kind: Any) -> dict[str, Any] | None:
    """Map a noun's fields to what each is when it is not given; None for what is no noun."""
    if not isinstance(kind, type):
        return None
    if issubclass(kind, tuple) and hasattr(kind, "_field_defaults"):
        names = get_type_hints(kind)
        return {name: kind._field_defaults.get(name, MISSING) for name in names}
    if is_dataclass(kind):
        return {field.name: field.default for field in fields(kind)}
    return None


def _noun(kind: type, usual: dict[str, Any], record: Any, name: str) -> Any:
    if not isinstance(record, dict):
        raise ValueError(f"{name} is no object")
    given = {}
    for field, default in usual.items():
        if field in record:
            given[field] = _value(_hints(kind)[field], record[field], field)
        elif default is MISSING:
            raise ValueError(f"{field} is missing")
    return kind(**given)
