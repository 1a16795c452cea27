"""What a report says: the draft of now from the record, the issued one from its frozen content; and how the two differ."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.documents.formalities import copy_kept
from kheo.foundation.numbers import written
from kheo.movement.models import Programme
from kheo.organisation.models import Body
from kheo.reporting.models import IssuedReport, Report
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.composing import Composed, compose
from kheo.reporting.queries.freezing import Content, Head, thawed
from kheo.reporting.queries.reports import texts_of


def head_of(report: Report) -> Head:
    issuer = report.issuer
    return Head(
        layout="party" if issuer.layout == Body.Layout.PARTY else "administrative",
        superior=issuer.superior,
        issuer=issuer.name,
        place=report.place_name,
        title="Báo cáo",
        subject=f"kết quả công tác dân vận năm {report.year}, phương hướng, nhiệm vụ năm {report.year + 1}",
        signer_authority=report.signer_authority,
        signer_position=report.signer_position,
        signer_name=report.signer_name,
        recipients=_recipients(report),
    )


def _recipients(report: Report) -> tuple[str, ...]:
    """Who stands above, who leads and runs the programme, who works by it; the issuer itself keeps a copy."""
    issuer = report.issuer
    named = [f"{_written(issuer.superior)} (để báo cáo)"] if issuer.superior else []
    programme = (
        Programme.objects.select_related("leading_body", "standing_body")
        .filter(locality=report.locality_id, year=report.year)
        .first()
    )
    if programme is not None:
        bodies = dict.fromkeys([programme.leading_body, programme.standing_body])
        named += [body.name for body in bodies if body != issuer]
    return (*dict.fromkeys(named), "Các cơ quan, đơn vị, địa phương liên quan", copy_kept(issuer.layout, issuer.short_name))


def _written(name: str) -> str:
    """A name kept in capitals for the head, as running text writes it: «TỈNH ỦY HÀ NAM» → «Tỉnh ủy Hà Nam»."""
    if name != name.upper():
        return name
    words = name.lower().split()
    common = {"ủy", "uỷ", "ban", "nhân", "dân", "xã", "bộ", "đảng", "tổ", "quốc", "trận", "thị", "tỉnh", "huyện", "phường"}
    short = {"mttq", "ubnd", "hđnd"}
    return " ".join(
        word.upper() if word in short else word if place and word in common else word.capitalize()
        for place, word in enumerate(words)
    )


def content_of(report: Report, composed: Composed, number: str | None = None, on: date | None = None) -> Content:
    return Content(head_of(report), number, on, report.year, composed.blocks, composed.figures, composed.as_of)


def find_issued(report: Report) -> IssuedReport | None:
    return IssuedReport.objects.filter(report=report).first()


def current(report: Report) -> tuple[Content, Composed]:
    """The report as the record and the boxes make it now; an issued one's content stays what it was."""
    composed = compose(report, texts_of(report) if report.pk else {})
    issued = find_issued(report) if report.pk else None
    return (thawed(issued.content) if issued else content_of(report, composed)), composed


@dataclass(frozen=True)
class Changed:
    """A figure that the record gives otherwise today than the issued report said; None: it is no longer drawn."""

    figure: Cited
    now: Decimal | None

    def __str__(self) -> str:
        part = f" ({self.figure.part})" if self.figure.part else ""
        now = "sổ nay không còn số này" if self.now is None else f"sổ nay là {written(self.now)}"
        return f"{self.figure.label}{part}: {now}, báo cáo ghi {self.figure.text}."


def changed_since(said: Content, now: Composed) -> list[Changed]:
    """Figures of the issued report that are others in the record of *now*."""
    values = {figure.identity: figure.value for figure in now.figures}
    return [
        Changed(figure, values.get(figure.identity)) for figure in said.figures if values.get(figure.identity) != figure.value
    ]
