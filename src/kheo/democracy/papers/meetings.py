"""Papers of a meeting: notice, attendance list, minutes, counting minutes (Nghị định 59/2023/NĐ-CP Điều 3).

The decree's forms (Mẫu 01, 02) were not at hand: each paper carries what its article asks for, and says so.
"""

from datetime import date, timedelta

from kheo.democracy.models import Attendance, CountingMember, Form, Meeting, Round
from kheo.democracy.queries.roll import households_on
from kheo.democracy.queries.words import terms_of_village
from kheo.democracy.rules.thresholds import needed, share_words, threshold
from kheo.democracy.rules.wording import wording_note
from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.foundation.refusal import RefusedError
from kheo.movement.rules.programmes import place_words
from kheo.organisation.queries.units import name_on, version_on

FORM_NOTE = "Mẫu số {number} kèm Nghị định 59/2023/NĐ-CP chưa có trong tay; giấy này ghi đủ các mục điều luật đòi hỏi."
CALLED = {
    "team": "TỔ BẦU CỬ",
    "front": "TRƯỞNG BAN CÔNG TÁC MẶT TRẬN",
    "chair": "CHỦ TỊCH UỶ BAN NHÂN DÂN",
    "delegate": "NGƯỜI TRIỆU TẬP",
}


def caller_of(meeting: Meeting) -> str:
    """What whoever calls the meeting signs as."""
    village = version_on(meeting.round.village, meeting.round.planned_on)
    return CALLED.get(meeting.convener) or terms_of_village(village).head.upper()


def village_paper(  # noqa: PLR0913  what differs between the papers, each by its name
    held: Round,
    *,
    title: str,
    subject: str,
    blocks: tuple[Block, ...],
    signature: Signature,
    on: date | None,
    countersignature: Signature | None = None,
    number: str | None = None,
    recipients: tuple[str, ...] = (),
) -> Paper:
    """A paper of the village itself: its commune above it; no number unless it has one."""
    locality = held.matter.locality
    return Paper(
        layout="administrative",
        superior=locality.name,
        issuer=name_on(held.village, held.planned_on),
        place=place_words(locality.name),
        title=title,
        subject=subject,
        number=number,
        number_template="",
        on=on,
        year=None if on else held.planned_on.year,
        blocks=blocks,
        signature=signature,
        countersignature=countersignature,
        recipients=recipients,
    )


def notes(day: date, number: str) -> tuple[Paragraph, ...]:
    """What was not read, said on the paper itself."""
    wording = wording_note(day)
    return (
        Paragraph(FORM_NOTE.format(number=number)),
        *((Paragraph(f"Căn cứ pháp luật {wording}."),) if wording else ()),
    )


def notice_paper(meeting: Meeting) -> Paper:
    """The notice to every household: when, where, what, which threshold, what to bring (Điều 3 khoản 3)."""
    held = meeting.round
    day, matter = held.planned_on, held.matter
    place = f"{meeting.starts_at:%H} giờ {meeting.starts_at:%M}, ngày {day:%d/%m/%Y}, tại {meeting.place}"
    clusters = tuple(Numbered("-", f"{one.name}: tại {one.place}, {one.leader} chủ trì.") for one in meeting.clusters.all())
    return village_paper(
        held,
        title="Thông báo",
        subject="về cuộc họp của cộng đồng dân cư",
        on=meeting.told_on or day - timedelta(days=2),
        blocks=(
            Paragraph("Kính mời đại diện các hộ gia đình dự họp để bàn và quyết định:"),
            Numbered("1.", f"Nội dung: {matter.title} (khoản {matter.kind} Điều 15 Luật Thực hiện dân chủ ở cơ sở)."),
            *(Paragraph(part) for part in matter.content.split("\n") if part.strip()),
            Numbered("2.", f"Thời gian, địa điểm: {place}."),
            *clusters,
            Numbered("3.", "Thành phần: đại diện các hộ gia đình; Ban công tác Mặt trận. Mỗi hộ một đại diện biểu quyết."),
            Numbered(
                "4.", f"Được thông qua khi có {share_words(matter.kind, day)} tán thành ({threshold(matter.kind, day).citation})."
            ),
            Paragraph("Đại diện hộ bàn trước với các thành viên trong nhà và đến đúng giờ."),
            *notes(day, "01"),
        ),
        signature=Signature(caller_of(meeting), "", meeting.leader),
        recipients=("Các hộ gia đình", "Niêm yết tại nhà văn hoá, điểm sinh hoạt cộng đồng"),
    )


def attendance_paper(meeting: Meeting) -> Paper:
    """Every household of the day's roll with a place to sign; ticked where it was written down as present."""
    held = meeting.round
    day = held.opened_on or held.planned_on
    here = set(Attendance.objects.filter(meeting=meeting).values_list("household", flat=True))
    rows = tuple(
        (str(one.number), one.representative, one.cluster, "có mặt" if one.pk in here else "", "")
        for one in households_on(held.village, day)
    )
    if not rows:
        raise RefusedError("Sổ hộ của ngày họp chưa có hộ nào.")
    columns = (
        Column("Số hộ", 0.8, "centre"), Column("Đại diện hộ", 3), Column("Cụm, ngõ", 1.6), Column("Điểm danh", 1.3, "centre"),
        Column("Ký tên", 2),
    )  # fmt: skip
    return village_paper(
        held,
        title="Danh sách",
        subject="đại diện hộ gia đình dự họp",
        on=day,
        blocks=(
            Paragraph(f"Cuộc họp về: {held.matter.title}."),
            Table(columns, rows),
            Paragraph(f"Tổng số {len(rows)} hộ; có mặt {len(here)} hộ, vắng {len(rows) - len(here)} hộ."),
        ),
        signature=Signature("CHỦ TRÌ", "", meeting.leader),
        countersignature=Signature("THƯ KÝ", "", meeting.secretary or None),
    )


def minutes_paper(meeting: Meeting) -> Paper:
    """Minutes: who was there, how it went in the order of Điều 18 khoản 4, votes, conclusion, or why it failed."""
    held = meeting.round
    if held.state not in ("closed", "failed") or held.households is None:
        raise RefusedError("Cuộc họp chưa có kết quả. Ghi kết quả, hoặc ghi không đủ hộ, rồi in biên bản.")
    day = held.closed_on or held.planned_on
    present = held.present or 0
    body = _voted(meeting, day) if held.state == "closed" else _short(held, day)
    return village_paper(
        held,
        title="Biên bản",
        subject="họp cộng đồng dân cư",
        on=day,
        blocks=(
            Heading("I. Thời gian, địa điểm, thành phần", level=2),
            Paragraph(
                f"Bắt đầu lúc {meeting.starts_at:%H} giờ {meeting.starts_at:%M}, ngày {day:%d/%m/%Y}, tại {meeting.place}."
            ),
            *(Numbered("-", f"{one.name}: tại {one.place}, {one.leader} chủ trì.") for one in meeting.clusters.all()),
            Paragraph(f"Triệu tập, chủ trì: {meeting.leader}, {caller_of(meeting).capitalize()}."),
            Paragraph(
                f"Tổng số {held.households} hộ; {present} đại diện hộ có mặt; {held.households - present} hộ không có đại "
                f"diện tham dự."
            ),
            Heading("II. Nội dung", level=2),
            Paragraph(f"{held.matter.title} (khoản {held.matter.kind} Điều 15 Luật Thực hiện dân chủ ở cơ sở)."),
            *(Paragraph(part) for part in held.matter.content.split("\n") if part.strip()),
            *body,
            *((Paragraph(f"Căn cứ pháp luật {note}."),) if (note := wording_note(day)) else ()),
        ),
        signature=Signature("CHỦ TRÌ", "", meeting.leader),
        countersignature=Signature("THƯ KÝ", "", meeting.secretary or None),
    )


def _voted(meeting: Meeting, day: date) -> tuple[Block, ...]:
    held = meeting.round
    least = needed(held.matter.kind, held.households or 1, day)
    outcome = "Được thông qua" if held.passed else "Không được thông qua"
    secret = Paragraph(f"Ban kiểm phiếu được {meeting.board_votes} đại diện hộ giơ tay đồng ý; biên bản kiểm phiếu kèm theo.")
    return (
        Heading("III. Diễn biến", level=2),
        Numbered("1.", f"Thư ký: {meeting.secretary}, được {meeting.secretary_votes} đại diện hộ giơ tay đồng ý."),
        Numbered("2.", f"Ý kiến thảo luận: {meeting.opinions}"),
        Numbered("3.", f"Biểu quyết bằng {meeting.get_vote_way_display()}, {meeting.way_votes} đại diện hộ chọn cách này."),
        *((secret,) if meeting.board_votes is not None else ()),
        Heading("IV. Kết quả biểu quyết", level=2),
        Table(
            (Column("Ý kiến", 4), Column("Số hộ", 1, "right")),
            (
                ("Tán thành", str(held.votes_for)),
                ("Không tán thành", str(held.votes_against)),
                ("Ý kiến khác, phiếu không hợp lệ", str(held.votes_other)),
            ),
        ),
        Paragraph(f"{outcome}: cần {least} trong {held.households} hộ tán thành ({threshold(held.matter.kind, day).citation})."),
        Heading("V. Kết luận", level=2),
        Paragraph(meeting.conclusion),
    )


def _short(held: Round, day: date) -> tuple[Block, ...]:
    least = needed(held.matter.kind, held.households or 1, day)
    return (
        Heading("III. Kết luận", level=2),
        Paragraph(
            f"Số đại diện hộ có mặt không đủ để có thể đạt {least} hộ tán thành, nên cuộc họp không biểu quyết được; việc "
            f"này được "
            "lấy ý kiến bằng phiếu đến từng hộ (Điều 19 khoản 1 điểm b Luật 10/2022/QH15)."
        ),
    )


def counting_paper(meeting: Meeting) -> Paper:
    """Minutes of counting a secret ballot: board, witnesses, ballots (Điều 3 khoản 5 điểm c); three copies."""
    held = meeting.round
    counting = list(meeting.counting.all())
    if held.form != Form.MEETING or held.state != "closed" or not counting:
        raise RefusedError("Chỉ cuộc họp bỏ phiếu kín đã có kết quả mới có biên bản kiểm phiếu.")
    day = held.closed_on or held.planned_on
    valid = (held.votes_for or 0) + (held.votes_against or 0)
    part = CountingMember.Part
    board = [one for one in counting if one.part != part.WITNESS]
    return village_paper(
        held,
        title="Biên bản",
        subject="kiểm phiếu",
        on=day,
        blocks=(
            Paragraph(f"Về việc: {held.matter.title}."),
            Heading("I. Ban kiểm phiếu", level=2),
            *(Numbered(f"{order}.", f"{one.name}, {one.get_part_display()}.") for order, one in enumerate(board, 1)),
            Paragraph(f"Hộ chứng kiến: {', '.join(one.name for one in counting if one.part == part.WITNESS)}."),
            Heading("II. Kết quả", level=2),
            Table(
                (Column("Nội dung", 4), Column("Số", 1, "right")),
                (
                    ("Tổng số hộ trong sổ", str(held.households)),
                    ("Đại diện hộ có mặt", str(held.present)),
                    ("Phiếu thu về", str(valid + (held.votes_other or 0))),
                    ("Phiếu tán thành", str(held.votes_for)),
                    ("Phiếu không tán thành", str(held.votes_against)),
                    ("Phiếu ý kiến khác, không hợp lệ", str(held.votes_other)),
                ),
            ),
            Paragraph(
                "Biên bản lập thành 03 bản: gửi kèm quyết định đến Uỷ ban nhân dân, Uỷ ban Mặt trận Tổ quốc, lưu tại nơi họp."
            ),
            *notes(day, "02"),
        ),
        signature=Signature("TRƯỞNG BAN KIỂM PHIẾU", "", board[0].name),
        countersignature=Signature("HỘ CHỨNG KIẾN"),
    )
