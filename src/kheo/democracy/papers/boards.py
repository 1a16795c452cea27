"""The plan of a board's work and its report, drawn from the record.

The law and the decree name no form that could be read; the papers carry what their articles ask for.
"""

from datetime import date
from typing import Any

from kheo.democracy.models import Board, BoardPlan, BoardReport
from kheo.democracy.papers.board_frame import board_frame, lawful
from kheo.democracy.queries.boards import period_of
from kheo.democracy.rules.plans import PLAN_PARTS, Period
from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Table

DONE_COLUMNS = (
    Column("TT", 0.5, "centre"),
    Column("Ngày", 1.3),
    Column("Nội dung", 3.4),
    Column("Nơi được kiểm tra, giám sát", 2.4),
    Column("Kết quả", 3.4),
)
ASKED_COLUMNS = (
    Column("TT", 0.5, "centre"),
    Column("Số", 1.5),
    Column("Kiến nghị", 3.6),
    Column("Nơi nhận, ngày nhận", 2.2),
    Column("Hạn trả lời", 1.5),
    Column("Đến nay", 2.2),
)


def plan_paper(plan: BoardPlan) -> Paper:
    """«Kế hoạch hoạt động quý I năm 2026» with the parts that the decree wants said (Điều 14 khoản 1, Điều 18 khoản 1)."""
    blocks: list[Block] = [lawful(plan.board)]
    told = [(label, plan.parts.get(key, "")) for key, label in PLAN_PARTS.items()]
    for number, (label, text) in enumerate([one for one in told if one[1]], 1):
        blocks += [Heading(f"{number}. {label}", 2), *(Paragraph(line) for line in text.splitlines() if line)]
    period = period_of(plan)
    return Paper(
        title="Kế hoạch",
        subject=f"hoạt động {period.label}",
        blocks=tuple(blocks),
        **board_frame(plan.board, "KH", plan.added_at.date(), f"kế hoạch {plan.pk}"),
        recipients=("Uỷ ban Mặt trận Tổ quốc cấp xã (để báo cáo)", "Uỷ ban nhân dân cấp xã", "Thành viên ban", "Lưu: hồ sơ ban"),
    )


def report_paper(board: Board, period: Period, said: dict[str, Any], sent: BoardReport | None = None) -> Paper:
    """The report of *period*: *said* as it was frozen when it was sent, or as the record stands (then it has no number)."""
    count = said["counts"]
    ahead = [f"{one['subject']} ({one['whom']}), dự kiến ngày {_day(one['on'])}." for one in said["ahead"]]
    blocks: list[Block] = [
        lawful(board),
        Heading("I. Kết quả kiểm tra, giám sát", 2),
        Paragraph(
            f"Từ ngày {_day(said['first'])} đến ngày {_day(min(said['last'], said['on']))}, ban tiến hành {count['held']} cuộc "
            f"kiểm tra, giám sát, xác minh; gửi và theo dõi {count['recommendations']} kiến nghị."
        ),
        *_held(said),
        Heading("II. Kiến nghị và việc trả lời", 2),
        Paragraph(
            f"Trả lời đúng hạn: {count['in_time']}; trả lời muộn: {count['late']}; quá hạn chưa trả lời: {count['overdue']}; "
            f"đã thực hiện: {count['done']}. Uỷ ban nhân dân cấp xã trả lời trong 15 ngày kể từ ngày nhận được kiến nghị "
            f"({_answering(board)} Luật 10/2022/QH15)."
        ),
        *_asked(said),
        Heading("III. Việc tiếp theo", 2),
        *(Numbered("-", line) for line in ahead or ["Chưa có cuộc nào trong kế hoạch."]),
    ]
    head = board_frame(board, "BC", date.fromisoformat(said["on"]), f"báo cáo {period.label}")
    if sent is not None:
        head |= {"number": sent.number, "on": sent.sent_on}
    return Paper(
        title="Báo cáo",
        subject=f"kết quả hoạt động {period.label}",
        blocks=tuple(blocks),
        **head,
        draft=sent is None,
        recipients=("Uỷ ban Mặt trận Tổ quốc cấp xã", "Lưu: hồ sơ ban"),
    )


def _answering(board: Board) -> str:
    """Where it stands that the People's Committee answers within fifteen days."""
    return "Điều 40 khoản 1 điểm c" if board.kind == Board.Kind.INSPECTION else "Điều 45 khoản 2 điểm c"


def _held(said: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    if said["inspections"]:
        rows = tuple(
            (str(number), _day(one["on"]), one["subject"], one["whom"], _found(one))
            for number, one in enumerate(said["inspections"], 1)
        )
        blocks.append(Table(DONE_COLUMNS, rows))
    blocks += [Numbered("-", f"Không tiến hành: {one['subject']}. Vì: {one['why']}.") for one in said["cancelled"]]
    return blocks


def _found(one: dict[str, Any]) -> str:
    seen = " ".join(f"{kind.capitalize()}: {text.rstrip('.')}." for kind, text in one["sightings"])
    return f"{one['conclusion']} {seen}".strip()


def _asked(said: dict[str, Any]) -> list[Block]:
    if not said["recommendations"]:
        return []
    rows = tuple(
        (
            str(number),
            one["number"],
            one["text"],
            f"{one['whom']}, {_day(one['received'])}",
            _day(one["due"]) if one["due"] else "luật không định",
            _answered(one),
        )
        for number, one in enumerate(said["recommendations"], 1)
    )
    return [Table(ASKED_COLUMNS, rows)]


def _answered(one: dict[str, Any]) -> str:
    late = f", muộn {one['days_late']} ngày" if one["days_late"] else ""
    if one["replied"]:
        return f"{one['state']}; trả lời ngày {_day(one['replied'])}{late}"
    return f"chưa trả lời{late.replace('muộn', 'quá hạn')}"


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
