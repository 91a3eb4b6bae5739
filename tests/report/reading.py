"""Reads a printed report back, as a person with a search box or a screen reader would."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.report import Printed, ReportDocument

UNPRINTED = ("language", "kind", "key", "furniture")


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in reader(pdf).pages]


def squeezed(text: str) -> str:
    """The text without white space, which lines and columns change."""
    return "".join(text.split())


def foot(document: ReportDocument, page: int, pages: int) -> str:
    return squeezed(
        f"{'  ·  '.join(document.owner)} {document.as_of} · Report {document.fingerprint} Page {page} of {pages}"
    )


def body(document: ReportDocument, pdf: bytes) -> str:
    """All that is printed above the foot of the pages, without white space."""
    texts = [squeezed(text) for text in page_texts(pdf)]
    return "".join(text.replace(foot(document, number, len(texts)), "") for number, text in enumerate(texts, start=1))


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every single value of a document, with the place it stands at."""
    if is_dataclass(value):
        for item in fields(value):
            yield from leaves(getattr(value, item.name), f"{path}.{item.name}")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from leaves(part, f"{path}[{index}]")
    else:
        yield path, value


def printed_texts(document: Printed) -> list[str]:
    """Every text of a document that a reader has to find on paper."""
    return [
        value
        for path, value in leaves(document)
        if isinstance(value, str) and value and not set(re.findall(r"[a-z_]+", path)) & set(UNPRINTED)
    ]


def changed(value: Any, path: str) -> Any:  # noqa: ANN401 - any part of a document
    """The same document with the one value at `path` changed."""
    step = re.match(r"\.(?P<name>[a-z_]+)|\[(?P<index>\d+)\]", path)
    if step is None:
        return _other(value)
    rest = path[step.end() :]
    if step["name"]:
        return replace(value, **{step["name"]: changed(getattr(value, step["name"]), rest)})
    index = int(step["index"])
    return (*value[:index], changed(value[index], rest), *value[index + 1 :])


def _other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return date(1999, 1, 1)
    return f"{value}!"
