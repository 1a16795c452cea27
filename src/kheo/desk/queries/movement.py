"""What the year's programme waits for: the programme itself, its lists, its scores, a unit's own files."""

from datetime import date

from django.db.models import Count, Q

from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.models import Programme, Registration
from kheo.movement.queries.allocation import count_waiting
from kheo.organisation.models import Role

MOST = 60


def programme(bench: Bench) -> list[DeskItem]:
    ended_on = bench.locality.unit.ended_on
    if ended_on is not None and ended_on <= bench.today:
        return []  # a district that is no more keeps its past years and begins no new one
    last = Programme.objects.filter(locality=bench.locality).order_by("-year").first()
    if last is not None and last.year >= bench.today.year:
        return []
    if last is not None:
        return [
            DeskItem(
                "Việc đầu năm", "wait", f"Chưa có chương trình năm {bench.today.year}",
                f"Lấy lại chương trình năm {last.year}, các mốc ngày lùi sang năm nay; xem trước rồi mới lập.",
                f"Lập như năm {last.year}", bench.address("movement:programme_copy", last.code),
            )
        ]  # fmt: skip
    return [
        DeskItem(
            "Việc đầu năm", "wait", f"Chưa có chương trình năm {bench.today.year}",
            "Lập chương trình để mở đăng ký: cơ quan thường trực, lĩnh vực, bộ tiêu chí, các mốc ngày.",
            "Lập chương trình", bench.address("movement:programme_new"),
        )
    ]  # fmt: skip


def registrations(bench: Bench) -> list[DeskItem]:
    programme = bench.programme
    if (
        programme is None
        or programme.state == Programme.State.CLOSED
        or Registration.objects.filter(programme=programme).exists()
    ):
        return []
    return [
        DeskItem(
            "Chờ danh sách", "wait", f"Năm {programme.year} chưa có mô hình nào",
            "Nhập bảng tính các đơn vị đã gửi; xem trước từng dòng rồi mới ghi.",
            "Nhập danh sách", bench.address("movement:import", programme.code),
        )
    ]  # fmt: skip


def scores(bench: Bench) -> list[DeskItem]:
    programme = bench.programme
    if programme is None or programme.criteria_set_id is None:
        return []
    counts = (
        Registration.objects.filter(programme=programme)
        .exclude(state=Registration.State.STOPPED)
        .aggregate(all=Count("pk"), closed=Count("pk", filter=Q(assessment_link__assessment__state="closed")))
    )
    left = counts["all"] - counts["closed"]
    if not left or not _assessment_has_begun(programme, bench.today):
        return []
    late = programme.assessment_due is not None and programme.assessment_due < bench.today
    due = f"Hạn chốt điểm {programme.assessment_due:%d/%m/%Y}. " if programme.assessment_due else ""
    return [
        DeskItem(
            "Quá hạn" if late else "Chờ thẩm định", "late" if late else "wait",
            f"{written(counts['closed'])} trong {written(counts['all'])} hồ sơ đã chốt điểm",
            f"{due}Còn {written(left)} hồ sơ.", "Chấm tiếp" if counts["closed"] else "Chấm điểm",
            bench.address("movement:assessments", programme.code), due=programme.assessment_due,
        )
    ]  # fmt: skip


def _assessment_has_begun(programme: Programme, today: date) -> bool:
    """Scores are asked for from the two months before their due date on, or once the first sheet is closed."""
    begun = Registration.objects.filter(programme=programme).filter(assessment_link__isnull=False).exists()
    due = programme.assessment_due
    return begun or (due is not None and (due - today).days <= 60)


def unallocated(bench: Bench) -> list[DeskItem]:
    """Results of a unit that was split, or of a district: whose they are today is for the office to say."""
    programme = bench.programme
    if programme is None:
        return []
    waiting = count_waiting(programme, bench.today)
    if not waiting:
        return []
    return [
        DeskItem(
            "Chưa phân bổ", "info", f"{written(waiting)} mô hình năm {programme.year} chưa có nơi nhận hôm nay",
            "Đơn vị cũ bị chia, hoặc là cấp huyện đã kết thúc: chọn nơi nhận cho từng mô hình. "
            "Không chọn thì vẫn đếm đủ ở dòng «chưa phân bổ».",
            "Phân bổ", bench.address("movement:allocation", programme.code),
        )
    ]  # fmt: skip


def own_files(bench: Bench) -> list[DeskItem]:
    """Files of the actor's own units and bodies that lack results or evidence."""
    grants = [grant for grant in bench.actor.grants if grant.role == Role.UNIT_STAFF and grant.locality == bench.locality.code]
    own = Q(pk=None)
    for grant in grants:
        own |= Q(initiative__body__code=grant.body) | Q(initiative__body=None, initiative__unit_id=grant.unit_id)
    running = Registration.objects.filter(own, programme=bench.programme).exclude(
        state__in=[Registration.State.STOPPED, Registration.State.RECOGNISED, Registration.State.NOT_RECOGNISED]
    )
    if bench.programme is not None and bench.programme.year > bench.today.year:
        running = running.exclude(state=Registration.State.REGISTERED)  # its year has not begun
    incomplete = running.filter(Q(results=None) | Q(evidence=None)).distinct().select_related("initiative")
    return [
        DeskItem(
            "Thiếu kết quả", "wait", registration.initiative.title,
            "Ghi kết quả bằng con số và thêm ít nhất một minh chứng (ảnh, danh sách, biên bản).",
            "Mở hồ sơ", bench.address("movement:registration", registration.pk), kind="hồ sơ thiếu kết quả",
        )
        for registration in incomplete.order_by("initiative__title")[:MOST]
    ]  # fmt: skip


def scores_to_see(bench: Bench) -> list[DeskItem]:
    """For the council: how far the scoring is, while it runs."""
    found = scores(bench)
    if not found or bench.programme is None:
        return []
    seen = found[0]
    return [
        DeskItem(
            "Đang thẩm định", "info", seen.what, seen.why, "Xem phiếu điểm",
            bench.address("movement:assessments", bench.programme.code), due=seen.due,
        )
    ]  # fmt: skip
