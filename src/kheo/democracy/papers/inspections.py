"""The plan of one inspection, sent to whom it concerns, and the letter of a recommendation, which the Front confirms."""

from kheo.democracy.models import Board, Inspection, Recommendation
from kheo.democracy.papers.board_frame import board_frame, lawful
from kheo.democracy.queries.boards import place_of, seated
from kheo.democracy.rules.recommendations import reply_due
from kheo.documents.content import Block, Heading, Numbered, Paper, Paragraph, Signature
from kheo.foundation.refusal import RefusedError


def inspection_paper(one: Inspection) -> Paper:
    """What is looked at, whose doing, when, by whom (Nghị định 59/2023/NĐ-CP Điều 14 khoản 1 điểm b, Điều 18)."""
    board = one.board
    village = place_of(one.village, one.planned_on)
    members = [f"{row.position.person.name}, {row.get_seat_display()}" for row in seated(board, one.planned_on)]
    blocks: list[Block] = [
        lawful(board),
        Heading("1. Nội dung", 2),
        Paragraph(f"{one.get_way_display().capitalize()}: {one.subject}."),
        Heading("2. Đối tượng, địa điểm", 2),
        Paragraph(f"{one.whom}{f'; {village}' if village not in {'', one.whom} else ''}."),
        Heading("3. Thời gian", 2),
        Paragraph(f"Ngày {one.planned_on:%d/%m/%Y}."),
        Heading("4. Thành phần", 2),
        *(Numbered("-", f"{member}.") for member in members or ["Trưởng ban phân công trước ngày tiến hành"]),
        Heading("5. Đề nghị", 2),
        Paragraph(f"{one.whom} chuẩn bị thông tin, tài liệu có liên quan và cử người làm việc với ban."),
    ]
    return Paper(
        title="Kế hoạch",
        subject=f"{one.get_way_display()}: {one.subject}",
        blocks=tuple(blocks),
        **board_frame(board, "KH", one.sent_on or one.planned_on, f"cuộc {one.pk}"),
        recipients=(
            "Uỷ ban Mặt trận Tổ quốc cấp xã",
            "Chủ tịch Uỷ ban nhân dân cấp xã",
            one.whom,
            "Lưu: hồ sơ ban",
        ),
    )


def recommendation_paper(one: Recommendation) -> Paper:
    """The letter: what was found, what is asked for, by when the answer is due; confirmed at the left by the Front."""
    if one.state == "withdrawn":
        raise RefusedError("Kiến nghị này đã rút, không in.")
    inspection = one.inspection
    board, held_on = inspection.board, inspection.held_on
    blocks: list[Block] = [
        Paragraph(f"Kính gửi: {one.whom}"),
        lawful(board),
        Paragraph(f"Ngày {held_on:%d/%m/%Y}, ban đã {inspection.get_way_display()}: {inspection.subject}." if held_on else ""),
    ]
    if one.sighting is not None:
        blocks.append(Paragraph(f"Ban thấy: {one.sighting.text}"))
    blocks += [Paragraph("Ban kiến nghị:"), *(Paragraph(line) for line in one.text.splitlines() if line)]
    due = reply_due(board.kind, one.addressee, one.received_on or one.day or inspection.planned_on)
    if due is not None:
        law = "Điều 40 khoản 1 điểm c" if board.kind == Board.Kind.INSPECTION else "Điều 45 khoản 2 điểm c"
        blocks.append(
            Paragraph(
                "Đề nghị thông báo kết quả giải quyết cho ban trong thời hạn 15 ngày kể từ ngày nhận được kiến nghị này "
                f"({law} Luật 10/2022/QH15)."
            )
        )
    head = board_frame(board, "KN", one.day or held_on or inspection.planned_on, f"kiến nghị {one.pk}")
    if one.number:
        head |= {"number": one.number, "on": one.day}
    return Paper(
        title="Kiến nghị",
        subject=inspection.subject,
        blocks=tuple(blocks),
        **head,
        draft=one.state == "draft",
        countersignature=Signature("XÁC NHẬN CỦA ỦY BAN MẶT TRẬN TỔ QUỐC", "", None),
    )
