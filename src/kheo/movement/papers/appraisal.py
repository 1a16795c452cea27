"""The record of a visit by an appraisal team, signed by both sides."""

from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.movement.models import AppraisalVisit, TeamMember
from kheo.movement.queries.appraisals import findings_of, photographs_of, visit_place
from kheo.movement.rules.programmes import place_words
from kheo.organisation.queries.bodies import as_it_was

BLANK = "……………………………………………………………"


def visit_record(visit: AppraisalVisit) -> Paper:
    """What was found of each registration and who was there; before the visit was held a form to be filled in by hand.

    *visit* comes from :func:`kheo.movement.queries.appraisals.visits`. Signed by the team's lead and by the unit.
    """
    programme, day = visit.team.programme, visit.held_on or visit.on
    body = as_it_was(programme.standing_body, day)
    place = visit_place(visit)
    return Paper(
        layout="party" if body.layout == "party" else "administrative",
        superior=body.superior,
        issuer=body.name,
        place=place_words(programme.locality.name),
        title="Biên bản",
        subject=f"thẩm định thực tế mô hình, điển hình “Dân vận khéo” năm {programme.year} tại {place}",
        number_template="…-BB",
        on=day,
        blocks=(*_present(visit, place), *_found(visit)),
        signature=Signature("TỔ THẨM ĐỊNH", "TỔ TRƯỞNG"),
        countersignature=Signature("ĐẠI DIỆN ĐƠN VỊ"),
        draft=visit.state != AppraisalVisit.State.HELD,
    )


def _present(visit: AppraisalVisit, place: str) -> tuple[Block, ...]:
    rows = TeamMember.objects.filter(team=visit.team_id).select_related("person")
    members = [f"{member.person.name}, {member.title}" for member in rows]
    when = f"{visit.at:%H} giờ {visit.at:%M} ngày {visit.held_on or visit.on:%d/%m/%Y}"
    return (
        Paragraph(f"{when}, tại {visit.where}, {visit.team} làm việc với {place}."),
        Heading("I. Thành phần", level=2),
        *(Numbered(f"{number}.", one) for number, one in enumerate(members, 1)),
        Numbered(f"{len(members) + 1}.", f"Bên đơn vị: {visit.present or BLANK}"),
    )


def _found(visit: AppraisalVisit) -> tuple[Block, ...]:
    columns = (Column("TT", 0.7, "centre"), Column("Mô hình, điển hình", 4), Column("Kết quả xem xét", 2.2), Column("Ghi rõ", 4))
    rows = tuple(
        (str(number), row.registration.initiative.title, row.get_finding_display() if row.finding else "", row.text)
        for number, row in enumerate(findings_of(visit), 1)
    )
    blocks: list[Block] = [Heading("II. Kết quả", level=2), Table(columns, rows)]
    if visit.notes:
        blocks += [Heading("III. Ghi chép", level=2), *(Paragraph(line) for line in visit.notes.splitlines() if line.strip())]
    if captions := [photograph.caption for photograph in photographs_of(visit)]:
        blocks.append(Paragraph(f"Ảnh chụp tại chỗ kèm hồ sơ: {'; '.join(captions)}."))
    return (*blocks, Paragraph("Biên bản đã đọc lại cho các bên cùng nghe và thống nhất."))
