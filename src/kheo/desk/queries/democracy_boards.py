"""What the people's boards wait for: plans to be sent, minutes to be confirmed, answers to be given, reports that are due."""

from dataclasses import replace
from datetime import date, timedelta

from kheo.democracy.models import Board, Inspection, Recommendation
from kheo.democracy.queries.board_rights import manages, works_on
from kheo.democracy.queries.boards import acting_on, report_due
from kheo.democracy.queries.inspections import inspections_of, line_of_inspection
from kheo.democracy.queries.recommendations import first_due, line_of, recommendations_of, urged_by
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.organisation.models import Role

SOON = timedelta(days=14)
MOST = 40


def answers(bench: Bench) -> list[DeskItem]:
    """For the office and the leader: recommendations that were received and not answered, the first due first."""
    rows = first_due(recommendations_of(bench.locality).filter(state="sent"))[:MOST]
    return [_answer(bench, one) for one in rows]


def front(bench: Bench) -> list[DeskItem]:
    """For the Front's staff, and the office: minutes and recommendations to be confirmed."""
    if not manages(bench.actor, bench.locality):
        return []
    held = inspections_of(bench.locality).filter(state="held").order_by("held_on", "pk")[:MOST]
    drafts = recommendations_of(bench.locality).filter(state="draft").order_by("pk")[:MOST]
    return [
        *(
            DeskItem(
                "Xác nhận", "wait", f"Biên bản: {one.subject}", f"{one.board.body.short_name}, tiến hành {one.held_on:%d/%m/%Y}.",
                "Xem", bench.address("democracy:inspection", one.pk), note="Điều 40 khoản 2 điểm d Luật 10/2022/QH15",
                kind="biên bản chờ xác nhận", all_url=bench.address("democracy:boards"),
            )
            for one in held
        ),
        *(
            DeskItem(
                "Xác nhận", "wait", f"Kiến nghị: {one.text[:120]}", f"{one.inspection.board.body.short_name} gửi {one.whom}.",
                "Xem", bench.address("democracy:recommendation", one.pk),
                note="Điều 40 khoản 2 điểm d, Điều 45 khoản 1 điểm d Luật 10/2022/QH15",
                kind="kiến nghị chờ xác nhận", all_url=bench.address("democracy:boards"),
            )
            for one in drafts
        ),
    ]  # fmt: skip


def to_urge(bench: Bench) -> list[DeskItem]:
    """For the Front's staff: recommendations past their day, whose answer the Front urges."""
    if not manages(bench.actor, bench.locality):
        return []
    rows = recommendations_of(bench.locality).filter(state="sent", due_on__lt=bench.today)
    late = [(one, urged_by(one, bench.today)) for one in first_due(rows)[:MOST]]
    return [replace(_answer(bench, one), act="Đôn đốc", note=article) for one, article in late if article]


def own_boards(bench: Bench) -> list[DeskItem]:
    """For members: what their own boards have to send, to hold, to hand over and to report."""
    actor = bench.only(Role.INSPECTOR)
    boards = [board for board in acting_on(bench.locality, bench.today) if works_on(actor, board)]
    near = inspections_of(bench.locality).filter(board__in=boards, state__in=("planned", "sent"))
    visits = near.filter(planned_on__lte=bench.today + SOON).order_by("planned_on", "pk")[:MOST]
    asked = recommendations_of(bench.locality).filter(inspection__board__in=boards)
    return [
        *(_visit(bench, one) for one in visits),
        *(_hand_over(bench, one) for one in asked.filter(state="confirmed").order_by("day", "pk")[:MOST]),
        *(_answer(bench, one) for one in asked.filter(state="sent", due_on__lt=bench.today).order_by("due_on", "pk")[:MOST]),
        *(item for board in boards for item in _report(bench, board)),
    ]


def _answer(bench: Bench, one: Recommendation) -> DeskItem:
    line = line_of(one, bench.today)
    by = f", hạn {line.due.on:%d/%m/%Y}" if line.due else ""
    return DeskItem(
        line.tag[:1].upper() + line.tag[1:], line.tone, one.text[:140],
        f"{one.inspection.board.body.short_name} kiến nghị, {one.whom} nhận ngày {one.received_on:%d/%m/%Y}{by}.", "Mở kiến nghị",
        bench.address("democracy:recommendation", one.pk), note=line.due.citation if line.due else "",
        kind="kiến nghị của dân chờ trả lời", all_url=bench.address("democracy:boards"), due=line.due.on if line.due else None,
    )  # fmt: skip


def _visit(bench: Bench, one: Inspection) -> DeskItem:
    line = line_of_inspection(one, bench.today)
    must_send = one.state == "planned" and one.board.kind == Board.Kind.INSPECTION and line.told is not None
    due: date = line.told.last if must_send and line.told else one.planned_on
    return DeskItem(
        line.tag[:1].upper() + line.tag[1:], line.tone, one.subject, f"{one.whom}, dự kiến ngày {one.planned_on:%d/%m/%Y}.",
        "Ghi ngày gửi" if must_send else "Mở", bench.address("democracy:inspection", one.pk),
        note=line.told.citation if line.told else "", kind="cuộc kiểm tra, giám sát",
        all_url=bench.address("democracy:board", one.board_id), due=due,
    )  # fmt: skip


def _hand_over(bench: Bench, one: Recommendation) -> DeskItem:
    return DeskItem(
        "Gửi đi", "wait", one.text[:140], f"Mặt trận đã xác nhận, số {one.number}; gửi {one.whom} rồi ghi ngày nhận.",
        "Ghi ngày nhận",
        bench.address("democracy:recommendation", one.pk), kind="kiến nghị chờ gửi",
        all_url=bench.address("democracy:board", one.inspection.board_id),
    )  # fmt: skip


def _report(bench: Bench, board: Board) -> list[DeskItem]:
    period = report_due(board, bench.today)
    if period is None:
        return []
    days = (bench.today - period.last).days
    return [
        DeskItem(
            "Báo cáo", "late" if days > 30 else "wait", f"Báo cáo {period.label} của {board.body.short_name}",
            f"Quý đã hết {written(days)} ngày, chưa ghi báo cáo gửi Mặt trận.", "Lập báo cáo",
            bench.address("democracy:board_report", board.pk), note="Nghị định 59/2023/NĐ-CP Điều 14 khoản 3",
            kind="báo cáo của ban", all_url=bench.address("democracy:board", board.pk), due=period.last,
        )
    ]  # fmt: skip
