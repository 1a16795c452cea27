"""What of a programme can be taken over into a later year, what cannot, and why."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kheo.directives.models import Directive
from kheo.directives.queries.documents import holds_on
from kheo.movement.models import Gate, Programme, ProgrammeField
from kheo.movement.queries.places import places_of
from kheo.movement.queries.quotas import own_quotas
from kheo.movement.queries.rounds import items_of
from kheo.movement.rules.form_items import Item
from kheo.movement.rules.programmes import Calendar, days_of, exists_in
from kheo.movement.rules.rounds import Asked, a_year_later
from kheo.organisation.models import Body, Unit
from kheo.organisation.queries.units import names_on

DAYS = {
    "registration_opens": "Mở đăng ký",
    "registration_closes": "Hết hạn đăng ký",
    "assessment_due": "Hạn chốt điểm",
    "conference_on": "Hội nghị tổng kết",
    "report_on": "Báo cáo tổng kết",
}
NEEDED_BODIES = {
    "standing_body": "Cơ quan thường trực",
    "leading_body": "Cơ quan lãnh đạo",
    "recognising_body": "Cơ quan công nhận",
}
OTHER_BODIES = {"commending_body": "Cơ quan khen thưởng", "broadcaster": "Đài truyền thanh"}
SETTINGS = ("lateness", "silent_weeks", "least_each", "most_each")


@dataclass
class CopyPlan:
    """What a programme of *year* takes over from *last*.

    *parts*: of the programme itself, by the name of the field; *kept*: what, in which words; *left*: what stays behind, and
    why; *missing*: bodies that ended and without which there is no programme, to be chosen anew (name of the field → label).
    """

    last: Programme
    year: int
    parts: dict[str, Any]
    items: list[Item]
    quotas: dict[str, Asked]
    kept: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, value: Any, what: str, words: str) -> None:
        self.parts[name] = value
        self.kept.append((what, words))


def copy_plan(last: Programme, year: int, today: date) -> CopyPlan:
    """What copying *last* into *year* would take; nothing is written."""
    fields = {row.key: row.label for row in ProgrammeField.objects.filter(programme=last).order_by("order")}
    plan = CopyPlan(last, year, {"fields": fields} | {name: getattr(last, name) for name in SETTINGS}, items_of(last), {})
    plan.keep("title", last.title.replace(str(last.year), str(year)), "Tên", last.title.replace(str(last.year), str(year)))
    _bodies(plan, today)
    plan.kept.append(("Lĩnh vực", " · ".join(fields.values())))
    if plan.items:
        plan.kept.append(("Phiếu đăng ký", f"{len(plan.items)} mục"))
    if last.criteria_set:
        plan.keep("criteria_set", last.criteria_set, "Bộ tiêu chí", str(last.criteria_set))
    _days(plan)
    _quotas(plan)
    late = str(Programme.Lateness(last.lateness).label)
    plan.kept.append(("Nộp muộn; im lặng", f"{late}; sau {last.silent_weeks} tuần"))
    _papers(plan, today)
    return plan


def _bodies(plan: CopyPlan, today: date) -> None:
    for name, label in (NEEDED_BODIES | OTHER_BODIES).items():
        body: Body | None = getattr(plan.last, name)
        if body is None:
            continue
        if exists_in(plan.year, body.valid_from, body.valid_to) and (body.valid_to is None or body.valid_to > today):
            plan.keep(name, body, label, body.name)
            continue
        plan.left.append(
            (f"{label}: {body.name}", f"kết thúc từ {body.valid_to:%d/%m/%Y}" if body.valid_to else "chưa hoạt động")
        )
        if name in NEEDED_BODIES:
            plan.missing[name] = label


def _days(plan: CopyPlan) -> None:
    years = plan.year - plan.last.year
    days = {name: a_year_later(day, years) for name in DAYS if (day := getattr(plan.last, name)) is not None}
    plan.parts["calendar"] = Calendar(**days)
    plan.kept += [(DAYS[name], f"{day:%d/%m/%Y}") for name, day in days.items()]


def _quotas(plan: CopyPlan) -> None:
    common = Asked(plan.last.least_each, plan.last.most_each).in_words()
    if common:
        plan.kept.append(("Số lượng mỗi đơn vị", common))
    own = own_quotas(plan.last)
    places = places_of(Programme(locality=plan.last.locality, year=plan.year))
    plan.quotas = {key: asked for key, asked in own.items() if places.name(key) is not None}
    if plan.quotas:
        plan.kept.append(("Số lượng giao riêng", f"{len(plan.quotas)} nơi"))
    gone = [key for key in own if key not in plan.quotas]
    names = _names_then(gone, plan.last.year)
    plan.left += [(f"Số lượng giao riêng: {names[key]}", f"không còn trong năm {plan.year}") for key in gone]


def _names_then(keys: list[str], year: int) -> dict[str, str]:
    units = [int(key[1:]) for key in keys if key[0] == "u"]
    told = {f"u{pk}": name for pk, name in names_on(units, days_of(year)[1]).items()}
    told |= {f"u{unit.pk}": f"mã {unit.code}" for unit in Unit.objects.filter(pk__in=units) if f"u{unit.pk}" not in told}
    bodies = Body.objects.filter(pk__in=[int(key[1:]) for key in keys if key[0] == "b"])
    return told | {f"b{body.pk}": body.name for body in bodies}


def _papers(plan: CopyPlan, today: date) -> None:
    for name, label in (("plan", "Kế hoạch"), ("guideline", "Hướng dẫn")):
        paper: Directive | None = getattr(plan.last, name)
        if paper is None:
            continue
        if holds_on(paper, today):
            plan.keep(name, paper, label, f"{paper.number} ngày {paper.issued_on:%d/%m/%Y}, còn hiệu lực")
        else:
            since = f" từ {paper.valid_to:%d/%m/%Y}" if paper.valid_to and paper.valid_to <= today else ""
            plan.left.append((f"{label} {paper.number}", f"không có hiệu lực{since}; ghi văn bản mới ở trang Chỉ đạo rồi chọn"))
    campaign = plan.last.campaign
    if campaign and campaign.first_year <= plan.year <= campaign.last_year:
        plan.keep("campaign", campaign, "Giai đoạn", campaign.title)
    elif campaign:
        plan.left.append((f"Giai đoạn {campaign.title}", f"đến hết năm {campaign.last_year}"))
    plan.left.append(("Hồ sơ đăng ký, điểm, quyết định", "là của năm cũ; mô hình làm tiếp thì đăng ký lại"))
    if Gate.objects.filter(programme=plan.last).exists():
        plan.left.append(("Các lần mở thêm hạn", "chỉ cho năm cũ"))
