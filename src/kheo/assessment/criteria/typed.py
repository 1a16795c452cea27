"""A set as a page holds it while somebody writes it: every value as typed, whole or not.

Layout (all values strings but where said)::

    title, source, unread, total, basis, met_at, self_cap, veto; illustrative, excerpt (bool)
    kinds: [{code, label, total}]
    groups: [{name, total, items: [{code, text, maximum, part, scoring, step, giver, evidence, levels; only_for (list)}]}]
    classes: [{name, min_total, met, met_rule, kind; no_zero (bool)}]

``evidence`` has one thing a line, ``levels`` one level a line: «5: Làm một phần».
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from kheo.assessment.criteria.checking import Checker, highest_for, points_of_group
from kheo.assessment.criteria.values import ClassRead, ItemRead, SetRead
from kheo.assessment.criteria.voices import PAGE
from kheo.assessment.rules.schemes import Part
from kheo.foundation.numbers import written
from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold

Typed = dict[str, Any]

_LEVEL = re.compile(r"\s*(-?[\d.,]+)\s*[:=–-]\s*(.*)")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
BLANK_ITEM: Typed = {"code": "", "text": "", "maximum": "", "part": "ordinary", "scoring": "steps", "step": "1", "giver": "self"}
BLANK_ITEM |= {"evidence": "", "levels": "", "only_for": []}
BLANK_CLASS: Typed = {"name": "", "min_total": "", "met": "", "met_rule": "least", "kind": "", "no_zero": False}
BLANK_KIND: Typed = {"code": "", "label": "", "total": ""}


def blank_item() -> Typed:
    return {**BLANK_ITEM, "only_for": []}


def blank_group() -> Typed:
    return {"name": "", "total": "", "items": [blank_item()]}


def blank() -> Typed:
    """A set that nobody has written yet: one empty group with one empty item, one empty class."""
    head = {"title": "", "source": "", "unread": "", "total": "100", "basis": "points", "met_at": "", "self_cap": ""}
    ticks = {"illustrative": False, "excerpt": False}
    return {**head, **ticks, "veto": "none", "kinds": [], "groups": [blank_group()], "classes": [dict(BLANK_CLASS)]}


def typed_of(read: SetRead) -> Typed:
    """*read* as it would have been typed, with the totals that it adds up to: who changes points then hears of it."""
    named = [(name, list(items)) for name, items in groupby(read.items, lambda item: item.group)]
    groups = [
        {"name": name, "total": _points(points_of_group(items)), "items": [_typed_item(item) for item in items]}
        for name, items in named
    ]
    return {
        "title": read.title,
        "source": read.source,
        "unread": read.unread,
        "total": _points(highest_for(read, [])),
        "basis": read.basis.value,
        "met_at": written(read.met_at),
        "self_cap": "" if read.self_cap is None else written(read.self_cap),
        "veto": read.veto.value,
        "illustrative": read.illustrative,
        "excerpt": read.excerpt,
        "kinds": [
            {"code": kind.code, "label": kind.label, "total": _points(highest_for(read, [kind.code]))} for kind in read.kinds
        ],
        "groups": groups,
        "classes": [_typed_class(row) for row in read.classes],
    }


def _typed_item(item: ItemRead) -> Typed:
    return {
        "code": item.code,
        "text": item.text,
        "maximum": _points(item.maximum),
        "part": item.part.value,
        "scoring": item.scoring.value,
        "step": _points(item.step),
        "giver": item.giver.value,
        "evidence": item.evidence,
        "levels": "\n".join(f"{_points(level.points)}: {level.text}" for level in item.levels),
        "only_for": list(item.only_for),
    }


def _typed_class(row: ClassRead) -> Typed:
    return {
        "name": row.name,
        "min_total": _points(row.min_total),
        "met": "" if row.met_percent is None else _points(row.met_percent),
        "met_rule": "over" if row.met_is_over else "least",
        "kind": row.kind,
        "no_zero": row.no_zero,
    }


def _points(value: Decimal) -> str:
    """Without the dots between thousands, which nobody types."""
    return written(value).replace(".", "")


def document_from(typed: Typed, code: str = "") -> dict[str, Any]:
    """*typed* in the layout of a file: what is empty left out, numbers as Decimal, codes made where nobody gave one."""
    document: dict[str, Any] = {
        "code": code or slug_of(typed["title"]),
        **_kept(typed, "title", "source", "unread", "basis", "veto"),
        **_numbers(typed, "total", "met_at", "self_cap"),
        "illustrative": typed["illustrative"],
        "excerpt": typed["excerpt"],
        "kinds": [{**_kept(row, "code", "label"), **_numbers(row, "total")} for row in typed["kinds"]],
        "classes": [_class(row) for row in typed["classes"]],
    }
    taken = {item["code"] for group in typed["groups"] for item in group["items"] if item["code"]}
    document["groups"] = [
        {
            **_kept(group, "name"),
            **_numbers(group, "total"),
            "items": [_item(item, _code(item, number, inside, taken)) for inside, item in enumerate(group["items"], start=1)],
        }
        for number, group in enumerate(typed["groups"], start=1)
    ]
    return document


def slug_of(title: str) -> str:
    """A code made of the words of *title*; «bo-tieu-chi» where it has none."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(title)))[:80].strip("-") or "bo-tieu-chi"


def _code(item: Typed, group: int, inside: int, taken: set[str]) -> str:
    """The item's own code, or the next free one of its group."""
    if item["code"]:
        return str(item["code"])
    while (code := f"{group}-{inside}") in taken:
        inside += 1
    taken.add(code)
    return code


def _item(item: Typed, code: str) -> dict[str, Any]:
    table: dict[str, Any] = {"code": code, **_kept(item, "text", "part", "scoring", "giver"), **_numbers(item, "maximum", "step")}
    table["evidence"] = [line for line in item["evidence"].splitlines() if line.strip()]
    table["only_for"] = item["only_for"]
    if item["scoring"] == "levels" and item["part"] != Part.VETO:
        table["levels"] = [_level(line) for line in item["levels"].splitlines() if line.strip()]
    return table


def _level(line: str) -> dict[str, Any]:
    split = _LEVEL.fullmatch(line)
    return {"points": _number(split[1]), "text": split[2]} if split else {"points": line, "text": line}


def _class(row: Typed) -> dict[str, Any]:
    table = {**_kept(row, "name", "kind"), **_numbers(row, "min_total"), "no_zero": row["no_zero"]}
    if row["met"].strip():
        table["met_over" if row["met_rule"] == "over" else "met_least"] = _number(row["met"])
    return table


def _kept(typed: Typed, *names: str) -> dict[str, str]:
    return {name: typed[name] for name in names if typed[name].strip()}


def _numbers(typed: Typed, *names: str) -> dict[str, Decimal | str]:
    return {name: _number(typed[name]) for name in names if typed[name].strip()}


def _number(text: str) -> Decimal | str:
    """«7,5» and «7.5» are seven and a half; «1.000» and whatever is no number stay text, which the check tells."""
    if _THOUSANDS.fullmatch(text.strip()):
        return text
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return text


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a set from being published, with the part of the page it speaks of."""

    problem: Problem
    anchor: str


@dataclass(frozen=True)
class Checked:
    """The set as far as it could be read, and what is wrong with it."""

    read: SetRead
    faults: list[Fault] = field(default_factory=list)


def check_typed(typed: Typed, code: str = "") -> Checked:
    """Everything that keeps *typed* from being published, told in the words of the page."""
    checker = _PageChecker()
    read = checker.read(document_from(typed, code))
    return Checked(read, [Fault(problem, checker.anchors.get(problem.where, "chung")) for problem in checker.problems])


ANCHORS = {"groups": "g", "kinds": "k", "classes": "c"}


class _PageChecker(Checker):
    """Names places as the page numbers them, and remembers where each stands on it."""

    def __init__(self) -> None:
        super().__init__(PAGE)
        self.anchors: dict[str, str] = {}

    def where(self, table: str, index: int, name: str) -> str:
        place = name[:1].upper() + name[1:]
        self.anchors[place] = f"{ANCHORS[table]}{index}"
        return place

    def item_place(self, group: int, inside: int, before: int) -> str:  # noqa: ARG002  a page counts inside the group
        place = f"Nhóm {group + 1}, mục {inside + 1}"
        self.anchors[place] = f"g{group}-i{inside}"
        return place
