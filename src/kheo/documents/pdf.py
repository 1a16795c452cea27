"""A paper as PDF, set by typst with Tinos: tagged, PDF/A-2a and PDF/UA-1, its words selectable."""

from typing import Any

from kheo.documents import formalities
from kheo.documents.charts import chart_data
from kheo.documents.columns import column_widths
from kheo.documents.content import Article, BarChart, Basis, Block, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.documents.printing import breakable, printable
from kheo.documents.rules import SMALL, SMALL_TABLE, Layout, layout_on, small
from kheo.documents.typesetting import typeset

# A row longer than this (characters in one cell) may run over a page's end; shorter ones stay together.
LONG_CELL = 600


def to_pdf(paper: Paper, *more: Paper) -> bytes:
    """Return *paper* as a PDF; RefusedError for a character that no face prints or a date before the oldest layout rule.

    With *more*, a batch in one file: each paper begins on a page of its own and counts its pages from one.
    """
    ready = [printable(each, "paper") for each in (paper, *more)]
    first = ready[0]
    data = {"title": formalities.document_title(first), "author": first.issuer, "papers": [_data(each) for each in ready]}
    return typeset("paper.typ", breakable(data), first.layout_day)


def _data(paper: Paper) -> dict[str, Any]:
    layout = layout_on(paper.layout, paper.layout_day)
    return {
        "layout": layout.measures(),
        "superior": formalities.name_lines(paper.superior, layout.issuer_width, layout.superior),
        "issuer": formalities.name_lines(paper.issuer, layout.issuer_width, layout.issuer, bold=True),
        "star": formalities.STAR,
        "title_lines": formalities.title_lines(paper.layout),
        "number_line": formalities.number_line(paper),
        "place_and_date": formalities.place_and_date(paper),
        "draft": formalities.DRAFT if paper.draft else None,
        "reference": paper.reference,
        "title": paper.title.upper(),
        "subject": paper.subject,
        "blocks": _pieces(paper.blocks, layout),
        "recipients_word": formalities.RECIPIENTS,
        "recipients": formalities.recipient_lines(paper.recipients),
        "signature": _signature(paper.signature) if paper.signature else None,
        "countersignature": _signature(paper.countersignature) if paper.countersignature else None,
        "annexes": [
            {
                "title": annex.title.upper(),
                "subject": annex.subject,
                "note": formalities.annex_line(paper),
                "blocks": _pieces(annex.blocks, small(layout) if annex.small else layout),
                "small": [SMALL, SMALL_TABLE] if annex.small else None,
            }
            for annex in paper.annexes
        ],
    }


def _signature(signature: Signature) -> dict[str, str | None]:
    return {"authority": signature.authority, "position": signature.position, "name": signature.name}


def _pieces(blocks: tuple[Block, ...], layout: Layout) -> list[dict[str, Any]]:
    """Blocks for the template. A heading's *depth* never skips a level below the paper's title, as PDF/UA asks."""
    open_levels: list[int] = []
    pieces: list[dict[str, Any]] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                pieces.append({"kind": "paragraph", "text": text})
            case Basis(text):
                pieces.append({"kind": "basis", "text": formalities.basis_line(text, layout.kind)})
            case Article(number, text):
                pieces.append({"kind": "article", "number": number, "text": text})
            case Numbered(mark, text):
                pieces.append({"kind": "numbered", "mark": mark, "text": text})
            case Heading(text, level, under):
                open_levels = [*(above for above in open_levels if above < level), level]
                depth = 1 + len(open_levels)
                pieces.append({"kind": "heading", "text": text, "level": level, "under": under, "depth": depth})
            case Table() as table:
                pieces.append(_table(table, layout))
            case BarChart() as chart:
                pieces.append({"kind": "chart", **chart_data(chart, layout)})
    return pieces


def _table(table: Table, layout: Layout) -> dict[str, Any]:
    widths = column_widths(table, layout.text_width, layout.table)
    return {
        "kind": "table",
        "title": table.title,
        "columns": [
            {"title": column.title, "width": width, "align": column.align}
            for column, width in zip(table.columns, widths, strict=True)
        ],
        "rows": [
            {
                "cells": row,
                "long": max(map(len, row), default=0) > LONG_CELL,
                "total": table.total and number == len(table.rows),
                "link": [table.links[number - 1]] if table.links else [],
            }
            for number, row in enumerate(table.rows, 1)
        ],
    }
