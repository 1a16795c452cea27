"""Editing a registration, and recording what it achieved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.movement.actions.sketching import sketch_initiative
from kheo.movement.actions.values import QuestionedError, odd_values
from kheo.movement.models import (
    Initiative,
    Kind,
    LeadingKind,
    Novelty,
    Programme,
    ProgrammeField,
    Registration,
    Result,
    Subject,
)
from kheo.movement.queries.check_ins import asking
from kheo.movement.queries.registrations import owner_of
from kheo.movement.rules.registrations import Identity, identity, result_problems
from kheo.movement.rules.submissions import LONGEST_ITEM
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

GONE = "Hồ sơ này vừa gộp vào hồ sơ khác, hoặc vừa trả về cấp dưới. Mở lại trang; chữ của bạn chưa được ghi."
_TEXTS = ("summary", "situation", "way", "outcome", "lesson")


@dataclass(frozen=True)
class InitiativeContent:
    """What is told of an initiative and of its year: names, then the story; *field* is a key of the programme's fields.

    *novelty*, *leading_kind*, *answers* (key of the form's item → text): None leaves what stands.
    """

    title: str
    kind: str
    subject: str
    field: str
    holder: str = ""
    leading_body: str = ""
    summary: str = ""
    situation: str = ""
    way: str = ""
    outcome: str = ""
    lesson: str = ""
    novelty: str | None = None
    leading_kind: str | None = None
    answers: Mapping[str, str] | None = None


def identity_of(initiative: Initiative) -> Identity:
    return identity(initiative.unit_id, initiative.body_id, initiative.kind, initiative.title, initiative.holder)


def edit_registration(actor: Actor, registration: Registration, content: InitiativeContent, version: int) -> Registration:
    """Write *content* over what stands; unit and body stay, they are where it is registered.

    A recognised one keeps what its certificate prints (title, kind, subject, holder): a correction there is a new certificate.
    What came from the level below keeps the story that was written there; this level sets its own field and leading body.
    """
    locality = registration.programme.locality
    grant = require(actor, "registration.edit", locality, owner_of(registration))
    with transaction.atomic():
        locked = lock_registration(registration, version)
        initiative = Initiative.objects.select_for_update().get(pk=locked.initiative_id)
        problems = [
            *content_problems(locked.programme, content),
            *_printed(locked, initiative, content),
            *_of_below(locked, initiative, content),
        ]
        if problems:
            raise RefusedError(*problems)
        fill(initiative, content)
        if _double(initiative):
            raise RefusedError(Problem("Nơi này đã có một mô hình trùng tên; đặt tên khác hoặc sửa mô hình ấy.", "Tên"))
        initiative.save()
        locked.field = ProgrammeField.objects.get(programme=locked.programme, key=content.field)
        locked.leading_body = tidy(content.leading_body)
        locked.novelty = locked.novelty if content.novelty is None else content.novelty
        locked.leading_kind = locked.leading_kind if content.leading_kind is None else content.leading_kind
        locked.answers = {**locked.answers, **tidy_answers(content.answers or {})}
        bump(locked)
        sketch_initiative(initiative)
        record(actor, grant, "registration.edit", locked, locality, {"version": locked.version})
    return locked


def record_result(
    actor: Actor,
    registration: Registration,
    measure: str | int,
    value: Decimal,
    as_of: date,
    note: str = "",
    *,
    sure: bool = False,
) -> Result:
    """Add a value as of a day; the newest one counts. *measure*: one of ``Measure``, or the primary key of an own aim.

    An odd value is taken when somebody is *sure* and says why in the *note*; QuestionedError otherwise.
    """
    locality = registration.programme.locality
    grant = require(actor, "registration.edit", locality, owner_of(registration))
    asked = asking(registration)
    one, note = asked.find(measure), tidy(note)
    problems = list(result_problems(one.measure if one else "", value, as_of, timezone.localdate()))
    if one is None:
        problems.append(Problem("Chọn một trong các đơn vị đo có sẵn.", "Đơn vị đo"))
    if len(note) > 200:
        problems.append(Problem("Ghi chú dài quá 200 ký tự; viết gọn lại.", "Ghi chú"))
    if problems or one is None:
        raise RefusedError(*problems)
    odd = odd_values(asked, {one.key: value}, as_of)
    if odd and not (sure and note):
        raise QuestionedError(*(Problem(question, "Giá trị" if about else "Tính đến ngày") for about, question in odd))
    with transaction.atomic():
        made = Result.objects.create(
            registration=lock_registration(registration),
            measure=one.measure,
            aim=None if one.measure else one.aim,
            value=value,
            as_of=as_of,
            note=note,
            added_by=actor.account_id,
        )
        details = {"registration": registration.pk, "measure": one.key, "odd": bool(odd)}
        record(actor, grant, "result.record", made, locality, details)
    return made


def lock_registration(registration: Registration, version: int | None = None) -> Registration:
    """The row locked for this transaction; refused where somebody changed it since *version* (None: whatever it is now).

    Refused, too, where it was merged away meanwhile: what is written to a double is read by nobody.
    """
    locked = (
        Registration.objects.select_for_update(of=("self",))
        .select_related(
            "programme__locality", "programme__criteria_set", "initiative__unit", "initiative__body", "allocated_unit"
        )
        .filter(pk=registration.pk)
        .first()
    )
    # Asked anew: PostgreSQL shows what is joined to a row that it waited for as it stood before.
    if locked is None or Initiative.objects.filter(pk=locked.initiative_id).exclude(merged_into=None).exists():
        raise RefusedError(GONE)
    require_version(locked.version if version is None else version, locked.version)
    return locked


def bump(registration: Registration) -> None:
    registration.version += 1
    registration.save()


def content_problems(programme: Programme, content: InitiativeContent) -> Iterator[Problem]:
    for name, text, longest in (
        ("Tên", content.title, 300),
        ("Tập thể, cá nhân thực hiện", content.holder, 200),
        ("Chủ trì", content.leading_body, 200),
    ):
        if len(tidy(text)) > longest:
            yield Problem(f"Dài quá {longest} ký tự; viết gọn lại.", name)
    if not tidy(content.title):
        yield Problem("Ghi tên mô hình, điển hình.", "Tên")
    if content.kind not in Kind.values:
        yield Problem("Chọn mô hình hoặc điển hình.", "Loại")
    if content.subject not in Subject.values:
        yield Problem("Chọn tập thể, cá nhân hoặc hộ gia đình.", "Đối tượng")
    yield from _form_problems(content)
    if not ProgrammeField.objects.filter(programme=programme, key=content.field).exists():
        yield Problem("Chọn một lĩnh vực của chương trình.", "Lĩnh vực")


def _form_problems(content: InitiativeContent) -> Iterator[Problem]:
    if content.novelty and content.novelty not in Novelty.values:
        yield Problem("Chọn mới, đang hoạt động hoặc tiếp tục.", "Mới hay tiếp tục")
    if content.leading_kind and content.leading_kind not in LeadingKind.values:
        yield Problem("Chọn một bên chủ trì.", "Bên chủ trì")
    for text in (content.answers or {}).values():
        if len(text) > LONGEST_ITEM:
            yield Problem(f"Một mục dài quá {LONGEST_ITEM} ký tự; viết gọn lại.", "Phiếu đăng ký")


def _printed(registration: Registration, initiative: Initiative, content: InitiativeContent) -> Iterator[Problem]:
    if registration.state != Registration.State.RECOGNISED:
        return
    for name, label in (("title", "Tên"), ("kind", "Loại"), ("subject", "Đối tượng"), ("holder", "Tập thể, cá nhân thực hiện")):
        if tidy(getattr(content, name)) != getattr(initiative, name):
            yield Problem("Đã in trên giấy chứng nhận; muốn sửa thì đính chính giấy chứng nhận.", label)


def _of_below(registration: Registration, initiative: Initiative, content: InitiativeContent) -> Iterator[Problem]:
    if initiative.locality_id == registration.programme.locality_id:
        return
    changed = any(tidy(getattr(content, name)) != getattr(initiative, name) for name in ("title", "kind", "subject", "holder"))
    if changed or any(tidy_lines(getattr(content, name)) != getattr(initiative, name) for name in _TEXTS):
        yield Problem("Mô hình này của cấp dưới đề nghị lên; lời kể sửa ở hồ sơ của cấp dưới, ở đây chỉ sửa lĩnh vực, chủ trì.")


def fill(initiative: Initiative, content: InitiativeContent) -> None:
    initiative.title, initiative.holder = tidy(content.title), tidy(content.holder)
    initiative.folded = fold(content.title)
    initiative.kind, initiative.subject = content.kind, content.subject
    for name in _TEXTS:
        setattr(initiative, name, tidy_lines(getattr(content, name)))


def tidy_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """The words of each item of the form, as they are kept."""
    return {key: tidy_lines(text) for key, text in answers.items()}


def tidy_lines(text: str) -> str:
    """*text* line by line tidied, no blank lines at its ends: the way of an initiative is one step a line."""
    return "\n".join(tidy(line) for line in text.strip().splitlines())


def _double(initiative: Initiative) -> bool:
    others = Initiative.objects.filter(locality=initiative.locality_id, unit=initiative.unit_id, folded=initiative.folded)
    return identity_of(initiative) in {identity_of(other) for other in others.exclude(pk=initiative.pk)}
