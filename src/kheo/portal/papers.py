"""The record of a unit as a paper to be filed."""

from datetime import date

from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Table
from kheo.foundation.numbers import written
from kheo.movement.rules.programmes import place_words
from kheo.organisation.models import Locality
from kheo.portal.queries.achievements import Dossier
from kheo.portal.rules.achievements import FIGURES


def dossier_paper(dossier: Dossier, locality: Locality, on: date) -> Paper:
    """What a unit achieved, year by year, with the rows behind each number; without number and signature: an extract."""
    return Paper(
        layout="administrative",
        superior=locality.wider_name,
        issuer=locality.name,
        place=place_words(locality.name),
        title="Hồ sơ thành tích",
        subject=f"phong trào “Dân vận khéo” của {dossier.name}",
        number_template="",
        on=on,
        blocks=(*_history(dossier), *_years(dossier), *_rows(dossier)),
        signature=None,
    )


def _history(dossier: Dossier) -> tuple[Block, ...]:
    lines: list[Block] = [
        Numbered("-", f"{one.name}: {'chia một phần vào' if one.is_split else 'nhập vào'} từ {one.on:%d/%m/%Y} ({one.source}).")
        for one in dossier.ancestors
    ]
    none = (Paragraph("Không có đơn vị nào trước đó trong danh mục."),)
    return (Heading("I. Đơn vị qua thời gian", level=2), *(lines or none))


def _years(dossier: Dossier) -> tuple[Block, ...]:
    heading = Heading("II. Từng năm", level=2)
    if not dossier.achieved.rows:
        return (heading, Paragraph("Chưa có mô hình, điển hình nào trong các năm có ở đây."))
    columns = (Column("Năm", 1, "centre"), *(Column(label, 1.3, "right") for label in FIGURES.values()))
    rows = [(str(line.year), *(written(count) for _key, _label, count in line.counts)) for line in dossier.achieved.years]
    rows.append(("Cộng", *(written(count) for _key, _label, count in dossier.achieved.totals)))
    return (heading, Table(columns, tuple(rows), total=True))


def _rows(dossier: Dossier) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading("III. Chi tiết", level=2)] if dossier.achieved.rows else []
    columns = (Column("Năm", 0.8, "centre"), Column("Nội dung", 4), Column("Đơn vị", 2.4), Column("Ghi chú", 3.2))
    for figure, label in FIGURES.items():
        rows = dossier.achieved.of(figure)
        if rows:
            cells = tuple((str(row.year), row.what, row.where, row.detail) for row in rows)
            blocks += [Heading(label, level=3), Table(columns, cells)]
    return tuple(blocks)
