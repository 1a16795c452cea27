"""Thông báo kết luận of a conference, in the layout of its host: numbered points, each with who does it and by when."""

from kheo.conference.models import ConclusionNotice, Conference
from kheo.conference.queries.closing import ShownPoint
from kheo.documents.content import Block, Numbered, Paper, Paragraph, Signature
from kheo.documents.formalities import copy_kept
from kheo.foundation.numbers import written
from kheo.foundation.text import begin_small
from kheo.organisation.models import Body
from kheo.organisation.queries.bodies import as_it_was

LETTER = "TB"


def notice_paper(notice: ConclusionNotice, points: list[ShownPoint]) -> Paper:
    """The notice as the host prints it; before its number is entered with the blank and «DỰ THẢO»."""
    conference, body = notice.conference, as_it_was(notice.body, notice.date)
    is_issued = bool(notice.number)
    return Paper(
        layout="party" if body.layout == Body.Layout.PARTY else "administrative",
        superior=body.superior,
        issuer=body.name,
        number=notice.number if is_issued else None,
        number_template=number_template(body),
        place=conference.place_name,
        on=notice.date if is_issued else None,
        year=None if is_issued else conference.held_on.year,
        title="Thông báo",
        subject=f"{spoken_by(conference)} tại {begin_small(conference.title)}",
        blocks=_blocks(conference, body, points),
        signature=Signature(notice.signer_authority, notice.signer_position, notice.signer_name or None),
        recipients=_recipients(conference, body, points),
        draft=not is_issued,
        reference=f"Khéo {conference.locality.code} · kết luận {conference.pk} · bản {notice.version}",
    )


def spoken_by(conference: Conference) -> str:
    """«Kết luận của đồng chí Phó Bí thư …» in the Party's layout, «Kết luận của Chủ tịch …» in the administrative one."""
    address = "đồng chí " if conference.host.layout == Body.Layout.PARTY else ""
    return f"Kết luận của {address}{conference.chair_title}"


def number_template(body: Body) -> str:
    """The number with its blank: «…-TB/BCĐ», «…/TB-UBND», from the symbol that the host writes."""
    outer, inner = ("-", "/") if body.layout == Body.Layout.PARTY else ("/", "-")
    organ = body.number_suffix.partition(inner)[2] or body.number_suffix
    return f"…{outer}{LETTER}{inner}{organ}" if organ else f"…{outer}{LETTER}"


def _blocks(conference: Conference, body: Body, points: list[ShownPoint]) -> tuple[Block, ...]:
    day = f"Ngày {conference.held_on:%d/%m/%Y}"
    opening = (
        f"{day}, tại {conference.venue}, {body.name} tổ chức {begin_small(conference.title)}. Sau khi nghe báo cáo, các ý kiến "
        f"tham luận và phát biểu chỉ đạo, {spoken_by(conference).removeprefix('Kết luận của ')} chủ trì hội nghị "
        "đã kết luận như sau:"
    )
    closing = f"{body.name} thông báo để các cơ quan, đơn vị biết, tổ chức thực hiện và báo cáo kết quả đúng hạn."
    return (Paragraph(opening), *(block for shown in points for block in _point(shown)), Paragraph(closing))


def _point(shown: ShownPoint) -> list[Block]:
    point = shown.point
    blocks: list[Block] = [Numbered(f"{point.order}.", f"{point.text.rstrip('.')}.")]
    parts = [f"Thực hiện: {shown.owners_text}"] if shown.owners_text else []
    if point.due_on:
        parts.append(f"hạn {point.due_on:%d/%m/%Y}" if parts else f"Hạn {point.due_on:%d/%m/%Y}")
    if parts:
        blocks.append(Numbered("-", f"{'; '.join(parts)}."))
    if point.value is not None:
        blocks.append(Numbered("-", f"Chỉ tiêu: {written(point.value)} {point.value_measure}."))
    if point.measure:
        blocks.append(Numbered("-", f"Mức hoàn thành: {point.measure.rstrip('.')}."))
    if point.requirement is not None:
        place = f", {point.requirement.place}" if point.requirement.place else ""
        blocks.append(Numbered("-", f"Thực hiện {point.requirement.directive.number}{place}."))
    return blocks


def _recipients(conference: Conference, body: Body, points: list[ShownPoint]) -> tuple[str, ...]:
    owners = [name for shown in points for name in shown.owner_names]
    leading = conference.programme.leading_body.name
    named = [name for name in dict.fromkeys([leading, *owners]) if name != body.name]
    if len(named) > 12:  # a longer list stands in the points themselves
        named = [leading, "Các cơ quan, đơn vị nêu tại các điểm kết luận"]
    return (*(f"{name[:1].upper()}{name[1:]}" for name in named), copy_kept(body.layout, body.short_name))
