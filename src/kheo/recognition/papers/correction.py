"""The paper that puts words of an issued decision right."""

from datetime import date

from kheo.documents.content import Column, Paper, Paragraph, Signature, Table
from kheo.documents.formalities import copy_kept
from kheo.foundation.text import tidy
from kheo.organisation.models import Body
from kheo.organisation.queries.bodies import as_it_was
from kheo.recognition.models import DecisionCorrection
from kheo.recognition.papers import template_of
from kheo.recognition.queries.facts import paper_name


def correction_paper(correction: DecisionCorrection, today: date) -> Paper:
    """The notice of correction in the layout of the body that issued the decision; a draft until it has its number.

    *today* gives the year of a draft whose day is open.
    """
    decision = correction.decision
    is_issued = bool(correction.number)
    body = as_it_was(decision.body, correction.date) if is_issued else decision.body
    what = paper_name(decision)
    rows = [(str(number), item["place"], item["printed"], item["right"]) for number, item in enumerate(correction.items, 1)]
    return Paper(
        layout="party" if body.layout == Body.Layout.PARTY else "administrative",
        superior=body.superior,
        issuer=body.name,
        number=correction.number or None,
        number_template=template_of(body, "TB"),
        place=decision.place_name,
        on=correction.date,
        year=None if is_issued else today.year,
        title="Thông báo",
        subject=f"đính chính {what}",
        blocks=(
            Paragraph(f"{body.name} đính chính {what} như sau:"),
            Table(
                (Column("TT", 0.5, "centre"), Column("Chỗ cần sửa", 2), Column("Đã in", 3), Column("Đúng là", 3)),
                tuple(rows),
            ),
            Paragraph(f"Lý do: {tidy(correction.reason).rstrip('.')}. Các nội dung khác giữ nguyên."),
            Paragraph("Thông báo này lưu cùng văn bản được đính chính."),
        ),
        signature=Signature(correction.signer_authority, correction.signer_position, correction.signer_name or None),
        recipients=("Nơi đã nhận văn bản được đính chính", copy_kept(body.layout, decision.body.short_name)),
        draft=not is_issued,
        reference=f"Khéo {decision.locality.code} · {decision.pk} · đính chính {correction.pk}",
    )
