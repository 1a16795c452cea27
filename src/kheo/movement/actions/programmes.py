"""Creating, changing, opening and closing a programme."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from kheo.assessment.models import CriteriaSet
from kheo.directives.models import Directive
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.changes import UNSAID, Why, changing, lock_programme
from kheo.movement.actions.form_items import write_items
from kheo.movement.models import (
    Campaign,
    Programme,
    ProgrammeField,
    Registration,
    RegistrationAssessment,
    Submission,
)
from kheo.movement.rules.form_items import USUAL_ITEMS
from kheo.movement.rules.programmes import USUAL_FIELDS, Calendar, calendar_problems, exists_in, year_problem
from kheo.movement.rules.rounds import MOST_EACH, quota_problems
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality
from kheo.organisation.trail import record

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELD_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_DECIDED = (
    *("standing_body", "leading_body", "recognising_body", "commending_body", "broadcaster", "criteria_set"),
    *("campaign", "plan", "guideline", "lateness", "silent_weeks", "least_each", "most_each", "anonymous"),
)
_ON_ITS_WAY = (Submission.State.DRAFT, Submission.State.SUBMITTED, Submission.State.RETURNED)
MOST_SILENT_WEEKS = 52


@dataclass(frozen=True)
class ProgrammeContent:
    """What the office decides about its year. *fields*: key → label, in their order."""

    title: str
    standing_body: Body
    leading_body: Body
    recognising_body: Body
    commending_body: Body | None = None
    broadcaster: Body | None = None
    criteria_set: CriteriaSet | None = None
    calendar: Calendar = field(default_factory=Calendar)
    fields: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_FIELDS))
    campaign: Campaign | None = None
    plan: Directive | None = None
    guideline: Directive | None = None
    lateness: str = Programme.Lateness.MARKED
    silent_weeks: int = 8
    least_each: int | None = None
    most_each: int | None = None
    anonymous: bool = False

    def bodies(self) -> list[tuple[str, Body]]:
        named = [
            ("cơ quan thường trực", self.standing_body),
            ("cơ quan lãnh đạo", self.leading_body),
            ("cơ quan công nhận", self.recognising_body),
            ("cơ quan khen thưởng", self.commending_body),
            ("đài truyền thanh", self.broadcaster),
        ]
        return [(role, body) for role, body in named if body is not None]


def create_programme(actor: Actor, locality: Locality, year: int, code: str, content: ProgrammeContent) -> Programme:
    """Create the programme of *year*, open; *code* is what commands and addresses name it by (``duy-tien-2024``)."""
    grant = require(actor, "programme.manage", locality)
    problems = list(_problems(locality, year, content))
    if not _CODE.fullmatch(code) or len(code) > 60:
        problems.append(Problem("Mã chỉ gồm chữ thường không dấu, số và gạch nối, nhiều nhất 60 ký tự.", "Mã chương trình"))
    elif Programme.objects.filter(code=code).exists():
        problems.append(Problem(f"Mã «{code}» đã có chương trình khác dùng; chọn mã khác.", "Mã chương trình"))
    if Programme.objects.filter(locality=locality, year=year).exists():
        problems.append(Problem(f"Năm {year} đã có chương trình; sửa chương trình ấy, không lập thêm.", "Năm"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        made = Programme(locality=locality, year=year, code=code)
        _fill(made, content)
        write_items(made, USUAL_ITEMS)
        record(actor, grant, "programme.create", made, locality, {"code": code, "year": year})
    return made


def update_programme(actor: Actor, programme: Programme, content: ProgrammeContent, why: Why = UNSAID) -> Programme:
    """Change what the office decides; the year and the code stay. A field in use stays, a set with sheets stays.

    Once the programme is under way, what matters to those who register is changed with a reason, and stands on record.
    """
    locality = programme.locality
    grant = require(actor, "programme.manage", locality)
    with changing(actor, programme, why) as locked:
        problems = [*_problems(locality, locked.year, content), *_in_use(locked, content)]
        if problems:
            raise RefusedError(*problems)
        _fill(locked, content)
        record(actor, grant, "programme.update", locked, locality, {"code": locked.code})
    return locked


def close_programme(actor: Actor, programme: Programme) -> Programme:
    """Close the year: nothing is imported into it any more; what it holds stays readable and may still be decided on."""
    return _set_state(actor, programme, Programme.State.CLOSED, "programme.close", "Chương trình đã đóng, không đóng lần nữa.")


def open_programme(actor: Actor, programme: Programme) -> Programme:
    return _set_state(actor, programme, Programme.State.OPEN, "programme.open", "Chương trình đang mở, không cần mở lại.")


def _set_state(actor: Actor, programme: Programme, state: Programme.State, action: str, already: str) -> Programme:
    grant = require(actor, "programme.manage", programme.locality)
    with transaction.atomic():
        locked = lock_programme(programme)
        if locked.state == state:
            raise RefusedError(already)
        locked.state = state
        locked.save(update_fields=["state"])
        record(actor, grant, action, locked, locked.locality, {"code": locked.code})
    return locked


def _problems(locality: Locality, year: int, content: ProgrammeContent) -> Iterator[Problem]:
    if said := year_problem(year):
        yield Problem(said, "Năm")
    yield from calendar_problems(content.calendar, year)
    if not tidy(content.title):
        yield Problem("Ghi tên chương trình, ví dụ «Phong trào thi đua “Dân vận khéo” năm 2024».", "Tên chương trình")
    for role, body in content.bodies():
        if body.locality_id not in (None, locality.pk):
            yield Problem(f"{body.name} thuộc địa phương khác; chọn tổ chức của {locality.name}.", role.capitalize())
        elif not exists_in(year, body.valid_from, body.valid_to):
            yield Problem(f"{body.name} không hoạt động trong năm {year}; chọn tổ chức còn hoạt động.", role.capitalize())
    if content.criteria_set and content.criteria_set.locality not in ("", locality.code):
        yield Problem("Bộ tiêu chí này của địa phương khác; chọn bộ dùng chung hoặc bộ của mình.", "Bộ tiêu chí")
    yield from _round_problems(locality, year, content)
    if not content.fields:
        yield Problem("Cần ít nhất một lĩnh vực.", "Lĩnh vực")
    for key, label in content.fields.items():
        if not _FIELD_KEY.fullmatch(key) or len(key) > 40 or not tidy(label) or len(tidy(label)) > 80:
            yield Problem(f"Lĩnh vực «{label or key}» cần tên không quá 80 ký tự và mã chữ thường không dấu.", "Lĩnh vực")


def _round_problems(locality: Locality, year: int, content: ProgrammeContent) -> Iterator[Problem]:
    for label, paper in (("Kế hoạch", content.plan), ("Hướng dẫn", content.guideline)):
        if paper is not None and paper.locality_id != locality.pk:
            yield Problem("Văn bản này của địa phương khác; chọn văn bản ghi ở trang Chỉ đạo của mình.", label)
    campaign = content.campaign
    if campaign is not None and campaign.locality_id != locality.pk:
        yield Problem("Giai đoạn này của địa phương khác.", "Giai đoạn")
    elif campaign is not None and not campaign.first_year <= year <= campaign.last_year:
        yield Problem(f"Giai đoạn này là {campaign.first_year}–{campaign.last_year}, không có năm {year}.", "Giai đoạn")
    if content.lateness not in Programme.Lateness.values:
        yield Problem("Chọn một trong hai cách nhận hồ sơ muộn.", "Khi nộp muộn")
    if not 1 <= content.silent_weeks <= MOST_SILENT_WEEKS:
        yield Problem(f"Ghi từ 1 đến {MOST_SILENT_WEEKS} tuần.", "Số tuần coi là im lặng")
    for label, count in (("Mỗi đơn vị ít nhất", content.least_each), ("Mỗi đơn vị nhiều nhất", content.most_each)):
        if count is not None and not 0 <= count <= MOST_EACH:
            yield Problem(f"Ghi từ 0 đến {MOST_EACH}, hoặc để trống.", label)
    yield from quota_problems(content.least_each, content.most_each, "Mỗi đơn vị nhiều nhất")


def _in_use(programme: Programme, content: ProgrammeContent) -> Iterator[Problem]:
    kept = Registration.objects.filter(programme=programme).exclude(field__key__in=content.fields)
    for label in kept.order_by("field__order").values_list("field__label", flat=True).distinct():
        yield Problem(f"Lĩnh vực «{label}» đang có hồ sơ, không bỏ được; chuyển hồ sơ sang lĩnh vực khác trước.", "Lĩnh vực")
    written = Submission.objects.filter(programme=programme, state__in=_ON_ITS_WAY)
    keys = {content.get("field") for content in written.values_list("content", flat=True)}
    for gone in ProgrammeField.objects.filter(programme=programme, key__in=keys - {None}).exclude(key__in=content.fields):
        yield Problem(f"Lĩnh vực «{gone.label}» đang có phiếu đăng ký chọn, không bỏ được.", "Lĩnh vực")
    scored = RegistrationAssessment.objects.filter(registration__programme=programme).exists()
    if scored and programme.criteria_set != content.criteria_set:
        yield Problem("Đã có phiếu điểm theo bộ tiêu chí hiện tại, không đổi bộ giữa chừng được.", "Bộ tiêu chí")


def _fill(programme: Programme, content: ProgrammeContent) -> None:
    programme.title = tidy(content.title)
    for name in _DECIDED:
        setattr(programme, name, getattr(content, name))
    for name in ("registration_opens", "registration_closes", "assessment_due", "conference_on", "report_on"):
        setattr(programme, name, getattr(content.calendar, name))
    programme.save()
    ProgrammeField.objects.filter(programme=programme).exclude(key__in=content.fields).delete()
    for order, (key, label) in enumerate(content.fields.items(), start=1):
        ProgrammeField.objects.update_or_create(programme=programme, key=key, defaults={"label": tidy(label), "order": order})
