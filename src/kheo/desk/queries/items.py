"""What waits for somebody: items in the order of the year, each with one act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from kheo.foundation.numbers import written
from kheo.movement.models import Programme, Registration
from kheo.movement.queries.allocation import both_views
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality, Role
from kheo.recognition.models import Decision, DecisionKind, DecisionLine


@dataclass(frozen=True)
class DeskItem:
    """One thing to do: *tag* says how it stands (its *tone* is a class of the stylesheet), *why* by when and for what reason."""

    tag: str
    tone: str
    what: str
    why: str
    act: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Bench:
    """What the desk looks at: the actor's roles in a locality, its newest programme, and today."""

    actor: Actor
    locality: Locality
    programme: Programme | None
    today: date

    def address(self, name: str, *arguments: object) -> str:
        return reverse(name, args=[self.locality.code, *arguments])


def items_for(bench: Bench) -> list[DeskItem]:
    """Everything that waits for the roles held, nothing twice."""
    roles = bench.actor.roles_in(bench.locality.code)
    found = [item for role, sources in SOURCES.items() if role in roles for source in sources for item in source(bench)]
    return list(dict.fromkeys(found))


def _programme(bench: Bench) -> list[DeskItem]:
    ended_on = bench.locality.unit.ended_on
    if ended_on is not None and ended_on <= bench.today:
        return []  # a district that is no more keeps its past years and begins no new one
    if bench.programme is not None and bench.programme.year >= bench.today.year:
        return []
    return [
        DeskItem(
            "Việc đầu năm", "wait", f"Chưa có chương trình năm {bench.today.year}",
            "Lập chương trình để mở đăng ký: cơ quan thường trực, lĩnh vực, bộ tiêu chí, các mốc ngày.",
            "Lập chương trình", bench.address("movement:programme_new"),
        )
    ]  # fmt: skip


def _registrations(bench: Bench) -> list[DeskItem]:
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


def _scores(bench: Bench) -> list[DeskItem]:
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
            bench.address("movement:assessments", programme.code),
        )
    ]  # fmt: skip


def _assessment_has_begun(programme: Programme, today: date) -> bool:
    """Scores are asked for from the two months before their due date on, or once the first sheet is closed."""
    begun = Registration.objects.filter(programme=programme).filter(assessment_link__isnull=False).exists()
    due = programme.assessment_due
    return begun or (due is not None and (due - today).days <= 60)


def _recognition(bench: Bench) -> list[DeskItem]:
    """Scores are closed and no list of the recognised was begun: the one step that nothing else would call for."""
    programme = bench.programme
    if programme is None or programme.state == Programme.State.CLOSED:
        return []
    if Decision.objects.filter(programme=programme, kind=DecisionKind.RECOGNITION).exists():
        return []
    assessed = Registration.objects.filter(programme=programme, state=Registration.State.IN_ASSESSMENT)
    closed = assessed.filter(assessment_link__assessment__state="closed").count()
    if not closed or closed < assessed.count():
        return []
    return [
        DeskItem(
            "Chờ công nhận", "wait", f"{written(closed)} hồ sơ đã chốt điểm, chưa có danh sách công nhận",
            "Danh sách chọn sẵn hồ sơ đạt ngưỡng, theo thứ hạng; xem lại rồi in quyết định trình ký.",
            "Lập danh sách", f"{bench.address('recognition:draft', DecisionKind.RECOGNITION)}?nam={programme.year}",
        )
    ]  # fmt: skip


def _decisions(bench: Bench) -> list[DeskItem]:
    waiting = Decision.objects.filter(programme__locality=bench.locality).exclude(state=Decision.State.ISSUED)
    items = []
    for decision in waiting.select_related("body").order_by("pk"):
        checked = decision.state == Decision.State.CHECKED
        items.append(
            DeskItem(
                "Chờ ký" if checked else "Dự thảo", "info" if checked else "wait",
                f"Quyết định {decision.get_kind_display()} của {decision.body.short_name}",
                "Đã kiểm tra. Khi ký xong, ghi số và ngày như in trên văn bản." if checked else "Dự thảo chưa kiểm tra.",
                "Ghi số, ngày" if checked else "Kiểm tra", bench.address("recognition:decision", decision.pk),
            )
        )  # fmt: skip
    return items


def _certificates(bench: Bench) -> list[DeskItem]:
    lines = (
        DecisionLine.objects.filter(
            decision__programme__locality=bench.locality,
            decision__kind=DecisionKind.RECOGNITION,
            decision__state=Decision.State.ISSUED,
            certificates=None,
        )
        .values("decision_id", "decision__number")
        .annotate(left=Count("pk"))
        .order_by("decision_id")
    )
    return [
        DeskItem(
            "Chờ cấp giấy", "wait", f"{written(group['left'])} giấy chứng nhận chưa cấp",
            f"Quyết định {group['decision__number']} đã ban hành. Cấp giấy là vào sổ và có mã kiểm tra ngay.",
            "Cấp giấy", bench.address("recognition:decision", group["decision_id"]),
        )
        for group in lines
    ]  # fmt: skip


def _unallocated(bench: Bench) -> list[DeskItem]:
    """Results of a unit that was split, or of a district: whose they are today is for the office to say."""
    programme = bench.programme
    if programme is None:
        return []
    waiting = len(both_views(programme, bench.today).waiting)
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


def _own_files(bench: Bench) -> list[DeskItem]:
    """Files of the actor's own units and bodies that lack results or evidence."""
    grants = [grant for grant in bench.actor.grants if grant.role == Role.UNIT_STAFF and grant.locality == bench.locality.code]
    own = Q(pk=None)
    for grant in grants:
        own |= Q(initiative__body__code=grant.body) | Q(initiative__body=None, initiative__unit_id=grant.unit_id)
    running = Registration.objects.filter(own, programme=bench.programme).exclude(
        state__in=[Registration.State.STOPPED, Registration.State.RECOGNISED, Registration.State.NOT_RECOGNISED]
    )
    incomplete = running.filter(Q(results=None) | Q(evidence=None)).distinct().select_related("initiative")
    return [
        DeskItem(
            "Thiếu kết quả", "wait", registration.initiative.title,
            "Ghi kết quả bằng con số và thêm ít nhất một minh chứng (ảnh, danh sách, biên bản).",
            "Mở hồ sơ", bench.address("movement:registration", registration.pk),
        )
        for registration in incomplete.order_by("initiative__title")[:20]
    ]  # fmt: skip


def _to_sign(bench: Bench) -> list[DeskItem]:
    waiting = Decision.objects.filter(programme__locality=bench.locality, state=Decision.State.CHECKED)
    return [
        DeskItem(
            "Chờ ký", "info", f"Quyết định {decision.get_kind_display()}: {written(decision.counted)} tên",
            "Xem danh sách và từng con số trước khi ký.", "Xem", bench.address("recognition:decision", decision.pk),
        )
        for decision in waiting.annotate(counted=Count("lines")).order_by("pk")
    ]  # fmt: skip


def _conference(bench: Bench) -> list[DeskItem]:
    programme = bench.programme
    if programme is None or programme.conference_on is None or not 0 <= (programme.conference_on - bench.today).days <= 30:
        return []
    return [
        DeskItem(
            "Trước hội nghị", "info", f"Hội nghị tổng kết ngày {programme.conference_on:%d/%m/%Y}",
            "Đối chiếu bài phát biểu và bản tin với sổ trước khi gửi đi.",
            "Đối chiếu văn bản", bench.address("figures:check_text"),
        )
    ]  # fmt: skip


SOURCES: dict[str, tuple[Callable[[Bench], list[DeskItem]], ...]] = {
    Role.OFFICE: (_programme, _registrations, _scores, _recognition, _decisions, _certificates, _conference, _unallocated),
    Role.LEADER: (_to_sign, _conference),
    Role.UNIT_STAFF: (_own_files,),
    Role.BROADCASTER: (_conference,),
}
