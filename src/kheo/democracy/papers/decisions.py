"""The decision of a community on paper: the seven contents and four signatures of Luật 10/2022/QH15 Điều 20 khoản 2."""

from kheo.democracy.models import CommunityDecision
from kheo.democracy.papers.elections import decided
from kheo.democracy.papers.meetings import notes, village_paper
from kheo.democracy.queries.election_results import result_in
from kheo.democracy.rules.decisions import effect_citation, effect_of
from kheo.democracy.rules.thresholds import needed, threshold
from kheo.documents.content import Column as Col
from kheo.documents.content import Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.organisation.queries.units import version_on
from kheo.organisation.queries.words import terms_of_village

TITLES = {"resolution": "Nghị quyết", "minutes": "Biên bản", "memo": "Bản ghi nhớ", "agreement": "Bản thoả thuận"}
EFFECTS = {
    "vote": "có hiệu lực từ ngày được biểu quyết thông qua",
    "commune_day": "có hiệu lực từ ngày do Uỷ ban nhân dân cấp xã quyết định",
    "commune": "có hiệu lực từ ngày Uỷ ban nhân dân cấp xã công nhận",
    "front": "có hiệu lực từ ngày Uỷ ban Mặt trận Tổ quốc cấp xã công nhận",
}


def decision_paper(decision: CommunityDecision) -> Paper:
    """Time, households, matter, form, votes, words, signatures, in the order of Điều 20 khoản 2."""
    held = decision.round
    matter, day = held.matter, held.closed_on or held.planned_on
    households = held.households or 0
    head = terms_of_village(version_on(held.village, day)).head
    present = (
        held.present if held.present is not None else sum((held.votes_for or 0, held.votes_against or 0, held.votes_other or 0))
    )
    took = "đại diện hộ có mặt" if held.present is not None else "hộ gửi ý kiến"
    absent = "hộ không có đại diện tham dự" if held.present is not None else "hộ không gửi ý kiến"
    votes = (
        f"Kết quả: {held.votes_for} hộ tán thành, {held.votes_against} hộ không tán thành, {held.votes_other} ý kiến khác; "
        f"cần {needed(matter.kind, households, day)} hộ ({threshold(matter.kind, day).citation})."
    )
    result = result_in(held)
    effect = EFFECTS[effect_of(matter.kind, matter.scope, day)]
    return village_paper(
        held,
        title=TITLES[decision.paper],
        subject=f"của cộng đồng dân cư về việc: {matter.title}",
        number=decision.number or None,
        on=day,
        blocks=(
            Numbered("1.", f"Thời gian bàn và quyết định: ngày {day:%d/%m/%Y}."),
            Numbered("2.", f"Tổng số {households} hộ; {present} {took}; {households - present} {absent}."),
            Numbered("3.", f"Nội dung bàn: {matter.title} (khoản {matter.kind} Điều 15 Luật Thực hiện dân chủ ở cơ sở)."),
            Numbered("4.", f"Hình thức quyết định: {held.get_form_display()}."),
            Numbered("5.", decided(result) if result else votes),
            Numbered("6.", "Nội dung quyết định:"),
            *(Paragraph(part) for part in decision.content.split("\n") if part.strip()),
            Paragraph(f"Quyết định này {effect} ({effect_citation(matter.kind, matter.scope, day)})."),
            Heading("Đại diện các hộ gia đình ký", level=2),
            Table(
                (Col("Đại diện hộ", 3), Col("Ký tên", 3)),
                ((decision.first_household, ""), (decision.second_household, "")),
            ),
            *notes(day),
        ),
        signature=Signature(head.upper(), "", decision.head),
        countersignature=Signature("TRƯỞNG BAN CÔNG TÁC MẶT TRẬN", "", decision.front_head),
    )
