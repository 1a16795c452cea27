"""What consultations and dialogues wait for: a plan unsent, a period that ends, comments unread, answers and reports owed."""

from datetime import timedelta

from kheo.democracy.models import Comment, Consultation, Tally
from kheo.democracy.queries.consultations import consultations_of
from kheo.democracy.queries.dialogues import unanswered, year_standing
from kheo.democracy.rules.consultations import rule
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.organisation.models import Role, Unit

MOST = 30
NEAR = timedelta(days=5)
OWED_FROM = 9
"""Month from which a year without its dialogue is told to the office."""
KIND = "đợt lấy ý kiến"


def for_office(bench: Bench) -> list[DeskItem]:
    """Each consultation's next step, by its day; a fixed number of queries."""
    rows = list(consultations_of(bench.locality).exclude(state__in=("reported", "withdrawn")).order_by("ends_on")[:MOST])
    waiting: dict[int, int] = {}
    unread = Comment.objects.filter(consultation__in=[row.pk for row in rows], state=Comment.State.WAITING).order_by()
    for pk in unread.values_list("consultation", flat=True):
        waiting[pk] = waiting.get(pk, 0) + 1
    found = [_step(bench, row, waiting.get(row.pk, 0)) for row in rows]
    return [item for item in found if item is not None] + _dialogues(bench)


def _step(bench: Bench, row: Consultation, unread: int) -> DeskItem | None:
    if row.state == "planned":
        why = "Gửi Hội đồng nhân dân, Mặt trận rồi ghi ngày gửi."
        return _item(bench, row, "Chưa gửi kế hoạch", "wait", why, "Ghi ngày gửi", "plan.sent")
    if row.state == "sent":
        tag, tone = bench.standing(row.opens_on)
        return _item(bench, row, tag, tone, f"Dự kiến công khai {row.opens_on:%d/%m/%Y}.", "Mở lấy ý kiến", "period.days")
    if row.state == "open":
        return _open_step(bench, row, unread)
    if row.state == "closed":
        why = "Xếp ý kiến theo nhóm, trả lời từng nhóm rồi công khai."
        return _item(bench, row, "Chờ trả lời", "wait", why, "Trả lời", "results.published")
    if row.state == "answered":
        return _item(bench, row, "Chờ quyết định", "wait", "Đã công khai kết quả.", "Ghi quyết định", "decision.against")
    why = "Báo cáo Hội đồng nhân dân tại kỳ họp thường lệ gần nhất."
    return _item(bench, row, "Chưa báo cáo", "wait", why, "Ghi báo cáo", "report.council")


def _open_step(bench: Bench, row: Consultation, unread: int) -> DeskItem | None:
    said = f" {written(unread)} ý kiến chờ đọc." if unread else ""
    if bench.today > row.ends_on:
        why = f"Hết hạn {row.ends_on:%d/%m/%Y}. Nhập hết phiếu giấy rồi kết thúc.{said}"
        return _item(bench, row, "Hết hạn góp ý", "late", why, "Kết thúc", "period.days")
    if bench.today >= row.ends_on - NEAR or unread:
        tag, _tone = bench.standing(row.ends_on)
        return _item(bench, row, tag, "wait", f"Nhận ý kiến đến {row.ends_on:%d/%m/%Y}.{said}", "Đọc ý kiến", "period.days")
    return None


def _item(bench: Bench, row: Consultation, tag: str, tone: str, why: str, act: str, key: str) -> DeskItem:
    due = row.opens_on if row.state in {"planned", "sent"} else row.ends_on
    return DeskItem(
        tag, tone, row.title, why, act, bench.address("democracy:consultation_file", row.pk), note=rule(key, due).citation,
        kind=KIND, all_url=bench.address("democracy:consultation_list"), due=due,
    )  # fmt: skip


def _dialogues(bench: Bench) -> list[DeskItem]:
    source = rule("yearly.dialogues", bench.today).citation
    found = [
        DeskItem(
            "Chờ trả lời", "wait", row.title,
            f"Còn {written(left)} ý kiến chưa trả lời." if left else "Ghi ngày gửi trả lời.", "Trả lời",
            bench.address("democracy:dialogue_file", row.pk), kind="cuộc đối thoại",
            all_url=bench.address("democracy:dialogue_list"), due=row.held_on,
        )
        for row, left in unanswered(bench.locality)[:MOST]
    ]  # fmt: skip
    # Luật 10/2022/QH15 Điều 32 asks it of a commune's People's Committee, not of the levels above.
    if bench.locality.unit.level != Unit.Level.COMMUNE:
        return found
    standing = year_standing(bench.locality, bench.today)
    if standing.is_owed and standing.next is None and bench.today.month >= OWED_FROM:
        due = bench.today.replace(month=12, day=31)
        found.append(
            DeskItem(
                bench.standing(due)[0], "wait", f"Năm {standing.year} chưa đối thoại với Nhân dân",
                "Uỷ ban nhân dân phối hợp với Mặt trận tổ chức ít nhất một lần mỗi năm.", "Chuẩn bị",
                bench.address("democracy:dialogue_new"), note=source, due=due,
            )
        )  # fmt: skip
    return found


def for_leader(bench: Bench) -> list[DeskItem]:
    """Topics that wait for an answer, told to whoever leads."""
    rows = consultations_of(bench.locality).filter(state="closed", topics__verdict="").distinct().order_by("ends_on")[:MOST]
    return [
        _item(bench, row, "Chờ trả lời", "wait", "Còn nhóm ý kiến chưa trả lời.", "Trả lời", "results.published") for row in rows
    ]


def own_village(bench: Bench) -> list[DeskItem]:
    """What the village may still comment on: the head holds the meeting, hands in slips."""
    villages = {grant.unit_id for grant in bench.only(Role.VILLAGE_HEAD).grants if grant.locality == bench.locality.code}
    rows = [
        row
        for row in consultations_of(bench.locality).filter(state="open", ends_on__gte=bench.today).order_by("ends_on")[:MOST]
        if {"b", "c"} & set(row.forms)
    ]
    done = set(
        Tally.objects.filter(consultation__in=[row.pk for row in rows], village__in=villages).values_list(
            "consultation", flat=True
        )
    )
    return [
        _item(
            bench, row, bench.standing(row.ends_on)[0], "wait",
            f"Nhận ý kiến đến {row.ends_on:%d/%m/%Y}: họp lấy ý kiến, nhập phiếu giấy và số đếm.", "Nhập ý kiến", "period.days",
        )
        for row in rows
        if row.pk not in done
    ]  # fmt: skip
