"""Registration forms that wait: for the unit to finish or mend, for the office to read."""

from django.db.models import Count, Q

from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.models import Programme, Registration, Submission
from kheo.movement.queries.places import places_held
from kheo.movement.queries.rounds import last_day_for
from kheo.movement.queries.submissions import held_by, standing_of, submissions
from kheo.organisation.models import Role

MOST = 30
NEAR = 14
"""Days before the last one from which a unit that has registered nothing is told."""


def own_forms(bench: Bench) -> list[DeskItem]:
    """Forms that a unit began, and those that the office sent back with words."""
    if bench.programme is None or bench.programme.state == Programme.State.CLOSED:
        return []
    actor = bench.only(Role.UNIT_STAFF)
    rows = submissions(bench.locality).filter(held_by(actor, bench.locality), programme=bench.programme).defer("content")
    waiting = rows.filter(state__in=[Submission.State.RETURNED, Submission.State.DRAFT]).order_by("-state", "-changed_at")
    return [_returned(bench, row) if row.state == Submission.State.RETURNED else _draft(bench, row) for row in waiting[:MOST]]


def _returned(bench: Bench, row: Submission) -> DeskItem:
    last = standing_of(row, bench.today).last_day
    until = f" Hạn nộp {last:%d/%m/%Y}." if last else ""
    return DeskItem(
        "Trả lại", "wait", _title(row),
        f"Cơ quan thường trực đã ghi ý kiến ở từng mục: sửa, trả lời rồi nộp lại.{until}",
        "Sửa, nộp lại", bench.address("movement:submission_edit", row.pk), kind="phiếu bị trả lại",
        all_url=bench.address("movement:submissions"), due=last,
    )  # fmt: skip


def _draft(bench: Bench, row: Submission) -> DeskItem:
    standing = standing_of(row, bench.today)
    tag, tone = bench.standing(standing.last_day)
    until = f"Hạn nộp {standing.last_day:%d/%m/%Y}. " if standing.last_day else ""
    how = "Chỉ nhận khi được mở thêm hạn." if standing.is_shut else "Phiếu đang soạn, chưa nộp."
    return DeskItem(
        tag, tone, _title(row), f"{until}{how}", "Viết tiếp", bench.address("movement:submission_edit", row.pk),
        kind="phiếu đang soạn", all_url=bench.address("movement:submissions"), due=standing.last_day,
    )  # fmt: skip


def registering(bench: Bench) -> list[DeskItem]:
    """The last day comes, and a unit has neither registered nor begun a form."""
    programme = bench.programme
    if programme is None or programme.state == Programme.State.CLOSED or programme.registration_closes is None:
        return []
    actor = bench.only(Role.UNIT_STAFF)
    own = Q(pk=None)
    for grant in actor.grants:
        own |= Q(initiative__body__code=grant.body) | Q(initiative__body=None, initiative__unit=grant.unit_id)
    begun = Submission.objects.filter(held_by(actor, bench.locality), programme=programme)
    if begun.exists() or Registration.objects.filter(own, programme=programme).exists():
        return []
    held = places_held(actor, "submission.write", programme)
    places = [(pk, None) for pk in held.units] + [(bench.locality.unit_id, pk) for pk in held.bodies]
    days = [day for unit, body in places if (day := last_day_for(programme, unit, body)) is not None]
    last = max(days, default=None)
    if last is None or not 0 <= (last - bench.today).days <= NEAR:
        return []
    return [
        DeskItem(
            bench.standing(last)[0], "wait", f"Đăng ký mô hình năm {programme.year}",
            f"Nộp đến hết ngày {last:%d/%m/%Y}. Vài ô ngắn trước, phần còn lại viết sau.",
            "Đăng ký", bench.address("movement:submission_new", programme.code), due=last,
        )
    ]  # fmt: skip


def forms_to_read(bench: Bench) -> list[DeskItem]:
    """Forms that were handed in and wait for the office, with how many came late."""
    programme = bench.programme
    if programme is None:
        return []
    handed = Submission.objects.filter(programme=programme, state=Submission.State.SUBMITTED)
    counts = handed.aggregate(all=Count("pk"), late=Count("pk", filter=Q(late_days__gt=0)))
    if not counts["all"]:
        return []
    late = f" {written(counts['late'])} phiếu nộp muộn." if counts["late"] else ""
    return [
        DeskItem(
            "Chờ xem", "wait", f"{written(counts['all'])} phiếu đăng ký chờ xem",
            f"Đọc, trả lại kèm ý kiến hoặc nhận vào chương trình.{late}",
            "Xem phiếu", bench.address("movement:submissions_inbox", programme.code),
        )
    ]  # fmt: skip


def _title(row: Submission) -> str:
    title: str = getattr(row, "title", "") or "Phiếu chưa đặt tên"
    return title
