"""A set as the document and the TOML file it would be read from; what is usual is left out."""

from decimal import Decimal
from itertools import groupby
from typing import Any

import tomli_w

from kheo.assessment.criteria.values import ClassRead, ItemRead, SetRead
from kheo.assessment.rules.schemes import Basis, Giver, Part, Scoring, VetoEffect


def toml_of(read: SetRead) -> bytes:
    """*read* as a TOML file in UTF-8; ``read_criteria`` makes an equal set of it."""
    return tomli_w.dumps(document_of(read)).encode()


def document_of(read: SetRead) -> dict[str, Any]:
    """*read* in the layout that ``reading.py`` describes, numbers as int or Decimal."""
    document: dict[str, Any] = {"code": read.code, "title": read.title, "source": read.source, "illustrative": read.illustrative}
    if read.excerpt:
        document["excerpt"] = True
    if read.unread:
        document["unread"] = read.unread
    if read.basis != Basis.POINTS:
        document["basis"] = read.basis.value
    if read.met_at != 50:
        document["met_at"] = _number(read.met_at)
    if read.self_cap is not None:
        document["self_cap"] = _number(read.self_cap)
    if read.veto != VetoEffect.NO_CLASS:
        document["veto"] = read.veto.value
    if read.kinds:
        document["kinds"] = [{"code": kind.code, "label": kind.label} for kind in read.kinds]
    document["groups"] = [
        {"name": name, "items": [_item(item) for item in items]} for name, items in groupby(read.items, lambda item: item.group)
    ]
    if read.classes:
        document["classes"] = [_class(row) for row in read.classes]
    return document


def _item(item: ItemRead) -> dict[str, Any]:
    table: dict[str, Any] = {"code": item.code, "text": item.text}
    if item.part != Part.ORDINARY:
        table["part"] = item.part.value
    if item.part != Part.VETO:
        table["maximum"] = _number(item.maximum)
    if item.scoring != Scoring.STEPS:
        table["scoring"] = item.scoring.value
    if item.step != 1:
        table["step"] = _number(item.step)
    if item.giver != Giver.SELF:
        table["giver"] = item.giver.value
    if item.only_for:
        table["only_for"] = list(item.only_for)
    if item.evidence:
        evidence = item.evidence.splitlines()
        table["evidence"] = evidence if len(evidence) > 1 else evidence[0]
    if item.levels:
        table["levels"] = [{"points": _number(level.points), "text": level.text} for level in item.levels]
    return table


def _class(row: ClassRead) -> dict[str, Any]:
    table: dict[str, Any] = {"name": row.name, "min_total": _number(row.min_total)}
    if row.met_percent is not None:
        table["met_over" if row.met_is_over else "met_least"] = _number(row.met_percent)
    if row.no_zero:
        table["no_zero"] = True
    if row.kind:
        table["kind"] = row.kind
    return table


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value.normalize()
