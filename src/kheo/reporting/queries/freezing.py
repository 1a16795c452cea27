"""A report's content as JSON and back: frozen when it is issued, with a digest that ``kheo check`` computes again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kheo.documents.content import Bar, BarChart, Block, Column, Heading, Paragraph, Table
from kheo.reporting.models import IssuedReport, Report
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.composing import Composed

FORM = 1
"""The form of the frozen content; a later one is told apart by its number."""


@dataclass(frozen=True)
class Head:
    """The words of the paper around its blocks."""

    layout: str
    superior: str
    issuer: str
    place: str
    title: str
    subject: str
    signer_authority: str
    signer_position: str
    signer_name: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """All that a report says. *number* and *on* are None while it is a draft."""

    head: Head
    number: str | None
    on: date | None
    year: int
    blocks: tuple[Block, ...]
    figures: tuple[Cited, ...]
    as_of: date


def frozen(content: Content, composed: Composed) -> dict[str, Any]:
    """*content* as JSON holds it, with what the boxes said that the record did not."""
    return {
        "form": FORM,
        "head": asdict(content.head) | {"recipients": list(content.head.recipients)},
        "number": content.number,
        "on": content.on.isoformat() if content.on else None,
        "year": content.year,
        "as_of": content.as_of.isoformat(),
        "blocks": [_block_out(block) for block in content.blocks],
        "figures": [figure.as_json() for figure in content.figures],
        "differing": [
            {"box": box.key, "quote": item.figure.quote, "stated": str(item.figure.value), "recorded": item.recorded}
            for box, item in composed.differing
        ],
    }


def thawed(told: Mapping[str, Any]) -> Content:
    """The content as it was frozen."""
    head = told["head"]
    return Content(
        head=Head(**{**head, "recipients": tuple(head["recipients"])}),
        number=told["number"],
        on=date.fromisoformat(told["on"]) if told["on"] else None,
        year=told["year"],
        blocks=tuple(_block_in(row) for row in told["blocks"]),
        figures=tuple(Cited.from_json(row) for row in told["figures"]),
        as_of=date.fromisoformat(told["as_of"]),
    )


def digest(told: Mapping[str, Any]) -> str:
    """SHA-256 over the content in one fixed spelling, whatever order a database gives its keys back in."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def faults_of_frozen() -> tuple[int, list[str]]:
    """How many issued reports there are, and which are not what was frozen (for ``kheo check``)."""
    counted, faults = 0, []
    for issued in IssuedReport.objects.select_related("report__issuer", "report__locality").order_by("pk"):
        counted += 1
        report: Report = issued.report
        name = f"Báo cáo năm {report.year} của {report.issuer.name} ({report.locality.name})"
        if digest(issued.content) != issued.sha256:
            faults.append(f"{name}: nội dung không còn như lúc ban hành.")
        elif (issued.content["number"], issued.content["on"]) != (report.number, report.date and report.date.isoformat()):
            faults.append(f"{name}: số, ngày không còn như lúc ban hành.")
    issued_without = Report.objects.filter(state=Report.State.ISSUED, issued=None).select_related("issuer", "locality")
    faults += [
        f"Báo cáo năm {report.year} của {report.issuer.name} ({report.locality.name}): mất nội dung đã ban hành."
        for report in issued_without
    ]
    return counted, faults


def _block_out(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__, **asdict(block)}


def _block_in(row: Mapping[str, Any]) -> Block:
    told = {name: value for name, value in row.items() if name != "kind"}
    match row["kind"]:
        case "Table":
            columns = tuple(Column(**column) for column in told["columns"])
            rows = tuple(tuple(cells) for cells in told["rows"])
            return Table(columns, rows, told["title"], told["total"], tuple(told["links"]))
        case "BarChart":
            bars = tuple(Bar(**bar) for bar in told["bars"])
            return BarChart(told["title"], bars, told["measure"], told["source"])
        case "Heading":
            return Heading(**told)
        case _:
            return Paragraph(**told)
