"""A council is founded, its members seated, its files brought; nothing of it changes once scoring has begun."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kheo.assessment.models import Assessment, Council, CouncilFile, CriteriaSet, Criterion, Seat
from kheo.assessment.queries.councils import may_be_seated
from kheo.assessment.rules.council import CRITERION, FULL, MEAN, METHODS, SAME, TIE_RULES
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.organisation.authority import Actor, Grant, find_grant, permissions, require, role_label
from kheo.organisation.models import Locality, Person
from kheo.organisation.trail import record

REASON_LENGTH = 300


@dataclass(frozen=True)
class Settings:
    """What a council works by; shares in percent of all members, *spread_limit* in points, *appeal_days* in days."""

    title: str
    spread_limit: Decimal
    paper: str = ""
    secret: bool = False
    readers_each: int = 0
    quorum_percent: int = 70
    approval_percent: int = 70
    with_vote: bool = False
    method: str = MEAN
    tie_rule: str = SAME
    tie_criterion: Criterion | None = None
    appeal_days: int = 5


def found_council(actor: Actor, locality: Locality, criteria_set: CriteriaSet, settings: Settings) -> Council:
    """Found a council of *locality* that scores sheets of *criteria_set*."""
    grant = require(actor, "council.manage", locality)
    if criteria_set.locality not in ("", locality.code):
        raise RefusedError("Bộ tiêu chí này của địa phương khác; chọn bộ dùng chung hoặc bộ của mình.")
    _check(settings, criteria_set)
    with transaction.atomic():
        made = Council.objects.create(locality=locality.code, criteria_set=criteria_set, **_values(settings))
        record(actor, grant, "council.found", made, locality, {"criteria_set": criteria_set.pk})
    return made


def edit_council(actor: Actor, council: Council, settings: Settings, version: int) -> Council:
    """Write other settings, as long as nobody scores."""
    grant, locality = manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council, version)
        require_state(locked, Council.State.PREPARING, "sửa cách làm việc của hội đồng")
        _check(settings, locked.criteria_set)
        for name, value in _values(settings).items():
            setattr(locked, name, value)
        bump(locked)
        record(actor, grant, "council.edit", locked, locality, {"version": locked.version})
    return locked


def _values(settings: Settings) -> dict[str, Any]:
    return {**vars(settings), "title": settings.title.strip(), "paper": settings.paper.strip()}


def _check(settings: Settings, criteria_set: CriteriaSet) -> None:
    problems = []
    if not settings.title.strip():
        problems.append(Problem("Ghi tên hội đồng.", "Tên"))
    for label, percent in (("Số dự họp tối thiểu", settings.quorum_percent), ("Tỷ lệ thông qua", settings.approval_percent)):
        if not 1 <= percent <= FULL:
            problems.append(Problem("Ghi từ 1 đến 100 phần trăm.", label))
    if settings.spread_limit < 0:
        problems.append(Problem("Mức chênh lệch không thể âm.", "Mức chênh lệch"))
    if settings.method not in METHODS:
        problems.append(Problem("Chọn một cách tính trong danh sách.", "Cách tính điểm chung"))
    if settings.tie_rule not in TIE_RULES:
        problems.append(Problem("Chọn một cách xếp trong danh sách.", "Khi bằng điểm"))
    criterion = settings.tie_criterion
    if settings.tie_rule == CRITERION and (criterion is None or criterion.criteria_set_id != criteria_set.pk):
        problems.append(Problem("Chọn tiêu chí dùng để xếp khi bằng điểm.", "Tiêu chí xếp khi bằng điểm"))
    if problems:
        raise RefusedError(*problems)


@dataclass(frozen=True)
class Place:
    """A place in the council: what part, which groups of files (none: all), the position as papers print it."""

    part: str = Seat.Part.MEMBER
    groups: tuple[str, ...] = ()
    title: str = ""


def seat_member(actor: Actor, council: Council, person: Person, place: Place) -> Seat:
    """Seat *person* of the same locality; one chair, one secretary."""
    grant, locality = manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council)
        require_state(locked, Council.State.PREPARING, "thêm thành viên")
        require_may_sit(person, locality)
        if Seat.objects.filter(council=locked, person=person).exists():
            raise RefusedError(f"{person.name} đã ở trong hội đồng.")
        if place.part != Seat.Part.MEMBER and Seat.objects.filter(council=locked, part=place.part).exists():
            raise RefusedError(f"Hội đồng đã có {Seat.Part(place.part).label}; bỏ người ấy trước, hoặc chọn phần việc khác.")
        seat = Seat.objects.create(
            council=locked, person=person, part=place.part, groups=sorted(set(place.groups)), title=place.title.strip()
        )
        bump(locked)
        record(actor, grant, "council.seat", seat, locality, {"council": locked.pk, "part": place.part})
    return seat


def unseat_member(actor: Actor, seat: Seat) -> None:
    """Take a member out again before scoring."""
    grant, locality = manager(actor, seat.council)
    with transaction.atomic():
        locked = lock_council(seat.council)
        require_state(locked, Council.State.PREPARING, "bỏ thành viên")
        record(actor, grant, "council.unseat", seat, locality, {"council": locked.pk})
        seat.delete()
        bump(locked)


def bring_files(actor: Actor, council: Council, sheets: Mapping[int, str]) -> int:
    """Bring sheets (primary key of the assessment → reading group) before the council; return how many came anew."""
    grant, locality = manager(actor, council)
    with transaction.atomic():
        locked = lock_council(council)
        require_state(locked, Council.State.PREPARING, "đưa hồ sơ ra hội đồng")
        there = dict(CouncilFile.objects.filter(assessment__in=sheets).values_list("assessment", "council"))
        if any(held != locked.pk for held in there.values()):
            raise RefusedError("Có hồ sơ đang ở hội đồng khác; mỗi hồ sơ một hội đồng.")
        found = Assessment.objects.filter(
            pk__in=[key for key in sheets if key not in there],
            locality=locality.code,
            criteria_set=locked.criteria_set_id,
            state=Assessment.State.OPEN,
        )
        made = CouncilFile.objects.bulk_create(
            CouncilFile(council=locked, assessment=one, group=sheets[one.pk]) for one in found.order_by("pk")
        )
        if len(made) + len(there) < len(sheets):
            raise RefusedError("Có phiếu điểm đã chốt, hoặc theo bộ tiêu chí khác; mở lại phiếu ấy, hoặc lập hội đồng khác.")
        bump(locked)
        record(actor, grant, "council.bring", locked, locality, {"files": len(made)})
    return len(made)


def take_file_out(actor: Actor, file: CouncilFile, reason: str) -> None:
    """Take a file out (its unit withdrew): what was given to it stays on record and counts no more."""
    grant, locality = manager(actor, file.council)
    if not reason.strip() or len(reason.strip()) > REASON_LENGTH:
        raise RefusedError(Problem(f"Ghi lý do rút hồ sơ, nhiều nhất {REASON_LENGTH} ký tự.", "Lý do"))
    with transaction.atomic():
        locked = lock_council(file.council)
        if locked.state == Council.State.PUBLISHED:
            raise RefusedError("Kết quả đã công bố; không rút hồ sơ khỏi hội đồng nữa.")
        file.left_out_reason = reason.strip()
        file.save(update_fields=["left_out_reason"])
        bump(locked)
        record(actor, grant, "council.take_out", file, locality)


def manager(actor: Actor, council: Council) -> tuple[Grant, Locality]:
    locality = Locality.objects.get(code=council.locality)
    return require(actor, "council.manage", locality), locality


def chair_or_manager(actor: Actor, council: Council) -> tuple[Grant, Locality]:
    """Grant of the office, or of the chair (the substitute who sits for the absent one) of this very council."""
    locality = Locality.objects.get(code=council.locality)
    if find_grant(actor, "council.manage", locality) is None and actor.account_id is not None:
        chairs = Seat.objects.filter(council=council, person__account=actor.account_id, part=Seat.Part.CHAIR, absent_reason="")
        if chairs.exists():
            return require(actor, "council.score", locality), locality
    return require(actor, "council.manage", locality), locality


def lock_council(council: Council, version: int | None = None) -> Council:
    """The row of now, locked; with *version*: refused if somebody changed it since."""
    locked = Council.objects.select_for_update().get(pk=council.pk)
    if version is not None:
        require_version(version, locked.version)
    return locked


def bump(council: Council) -> None:
    council.version += 1
    council.save()


def require_state(council: Council, state: str, what: str) -> None:
    if council.state != state:
        needed = Council.State(state).label
        raise RefusedError(f"Không thể {what}: hội đồng {council.get_state_display()}, cần lúc {needed}. Tải lại trang để xem.")


def require_may_sit(person: Person, locality: Locality) -> None:
    if person.locality_id != locality.pk:
        raise RefusedError("Người này thuộc địa phương khác; chọn người giữ chức vụ ở địa phương mình.")
    if not may_be_seated(locality, timezone.localdate()).filter(pk=person.pk).exists():
        roles = ", ".join(sorted(role_label(role) for role in permissions()["council.score"].roles))
        raise RefusedError(
            f"{person.name} không giữ vai nào được chấm nên không mở được phiếu ({roles}). "
            "Ghi chức vụ ở trang Tổ chức trước, hoặc chọn người khác."
        )
