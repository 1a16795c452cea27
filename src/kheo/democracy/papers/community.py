"""Papers of the yearly conference of a village: its plan, its notice, the result that goes to commune and Front.

The decree's own forms were not at hand: the papers carry what Nghị định 59/2023/NĐ-CP Điều 10–11 ask for.
"""

from datetime import date

from kheo.democracy.models import CommunityMeeting
from kheo.democracy.queries.community import report_titles
from kheo.documents.content import Block, Heading, Numbered, Paper, Paragraph, Signature
from kheo.organisation.queries.units import name_on, version_on
from kheo.organisation.queries.words import terms_of_village


def plan_paper(meeting: CommunityMeeting) -> Paper:
    """The plan, for the commune, the Front and the board (Điều 10 khoản 2, khoản 4)."""
    blocks: tuple[Block, ...] = (
        Paragraph(f"Thời gian: ngày {meeting.planned_on:%d/%m/%Y}."),
        Paragraph(f"Địa điểm: {meeting.place}."),
        Paragraph("Thành phần: đại diện các hộ gia đình."),
        Heading("Nội dung", 2),
        *_lines(meeting.content),
        Heading("Tổ chức thực hiện", 2),
        *(Numbered("-", f"{words}.") for words in report_titles(meeting).values()),
    )
    to = ("UBND, UBMTTQ cấp xã", "Ban Thanh tra nhân dân")
    return _paper(meeting, meeting.plan_sent_on, "Kế hoạch", "tổ chức hội nghị định kỳ của cộng đồng dân cư", blocks, to)


def notice_paper(meeting: CommunityMeeting) -> Paper:
    """The notice that reaches every household 5 days before (Điều 11 khoản 1)."""
    blocks: tuple[Block, ...] = (
        Paragraph(f"Kính mời đại diện hộ gia đình dự hội nghị định kỳ năm {meeting.year}."),
        Paragraph(f"Thời gian, địa điểm: ngày {meeting.planned_on:%d/%m/%Y}, {meeting.place}."),
        Heading("Nội dung", 2),
        *_lines(meeting.content),
    )
    return _paper(
        meeting, meeting.noticed_on, "Thông báo", "triệu tập hội nghị định kỳ của cộng đồng dân cư", blocks, ("Các hộ gia đình",)
    )


def result_paper(meeting: CommunityMeeting) -> Paper:
    """What came of it, in writing to commune and Front (Điều 11 khoản 2)."""
    said = {one.by: one.text for one in meeting.reports.all()}
    blocks: list[Block] = []
    if meeting.held_on:
        blocks.append(
            Paragraph(
                f"Hội nghị họp ngày {meeting.held_on:%d/%m/%Y} tại {meeting.place}: có mặt đại diện {meeting.present} trong "
                f"{meeting.households} hộ, {meeting.guests} khách mời."
            )
        )
    for number, (key, words) in enumerate(report_titles(meeting).items(), 1):
        blocks += [Heading(f"{number}. {words}", 2), *_lines(said.get(key, "Chưa có báo cáo."))]
    blocks.append(Heading("4. Ý kiến của đại diện hộ và trả lời", 2))
    questions = list(meeting.questions.all())
    blocks += [Numbered("-", f"{one.text} Trả lời: {one.answer or 'sẽ trả lời sau.'}") for one in questions] or [
        Paragraph("Không có ý kiến.")
    ]
    blocks.append(Heading("5. Kết luận", 2))
    points = [Numbered(f"{number}.", one.text) for number, one in enumerate(meeting.conclusions.all(), 1)]
    blocks += points or [Paragraph("Chưa ghi kết luận.")]
    to = ("UBND, UBMTTQ cấp xã",)
    return _paper(meeting, meeting.result_sent_on, "Báo cáo", "kết quả hội nghị định kỳ của cộng đồng dân cư", tuple(blocks), to)


def _lines(text: str) -> list[Paragraph]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _paper(
    meeting: CommunityMeeting, on: date | None, title: str, subject: str, blocks: tuple[Block, ...], recipients: tuple[str, ...]
) -> Paper:
    """*on*: the day on which it went out; left open until then."""
    words = terms_of_village(version_on(meeting.village, meeting.planned_on))
    return Paper(
        layout="administrative",
        superior=meeting.locality.name,
        issuer=name_on(meeting.village, meeting.planned_on),
        place=meeting.locality.name.split(" ", 1)[-1],
        on=on,
        year=meeting.year,
        title=title,
        subject=f"{subject} năm {meeting.year}",
        blocks=tuple(blocks),
        signature=Signature(words.head.upper()),
        recipients=recipients,
        reference=f"Khéo {meeting.locality.code} · hội nghị {meeting.pk}",
    )
