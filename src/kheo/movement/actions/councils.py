"""The council of a programme: founded, its files brought; appeals of units and their answers."""

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kheo.assessment.actions.appeals import answer_appeal, raise_appeal
from kheo.assessment.actions.councils import Settings, bring_files, found_council
from kheo.assessment.actions.rounds import publish
from kheo.assessment.models import Appeal, Council, CouncilFile
from kheo.assessment.rules.council import last_day_of_appeals
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.assessments import open_sheet
from kheo.movement.actions.registrations import lock_registration
from kheo.movement.actions.steps import move_registration
from kheo.movement.models import Programme, ProgrammeCouncil, Registration
from kheo.movement.queries.councils import by_sheet, council_of, ready_for_council, registration_of
from kheo.movement.queries.registrations import owner_of
from kheo.organisation.actions.notices import notify, settle_notices
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_in, holders_of

BEFORE = (Registration.State.REGISTERED, Registration.State.RUNNING, Registration.State.REPORTED)


def found_for_programme(actor: Actor, programme: Programme, settings: Settings) -> Council:
    """Found the one council of *programme*; it scores under the programme's set."""
    if programme.criteria_set is None:
        raise RefusedError("Chương trình chưa chọn bộ tiêu chí. Vào «Sửa chương trình» chọn bộ tiêu chí rồi lập hội đồng.")
    try:
        with transaction.atomic():
            made = found_council(actor, programme.locality, programme.criteria_set, settings)
            ProgrammeCouncil.objects.create(programme=programme, council=made)
    except IntegrityError:
        raise RefusedError("Chương trình đã có hội đồng. Tải lại trang để xem.") from None
    return made


def bring_registrations(actor: Actor, programme: Programme) -> int:
    """Bring every registration that may be judged before the council, each in the group of its field; return how many."""
    council = council_of(programme)
    if council is None:
        raise RefusedError("Chương trình chưa có hội đồng. Lập hội đồng trước.")
    require(actor, "council.manage", programme.locality)
    with transaction.atomic():
        sheets: dict[int, str] = {}
        for row in ready_for_council(programme):
            locked = lock_registration(row)
            sheet = open_sheet(actor, locked)
            if locked.state in BEFORE:
                move_registration(actor, locked, "assess", locked.version)
            sheets[sheet.pk] = row.field.key
        if not sheets:
            raise RefusedError("Không còn hồ sơ nào chờ đưa ra hội đồng.")
        return bring_files(actor, council, sheets)


def publish_for_programme(actor: Actor, programme: Programme, day: date, version: int) -> None:
    """Publish the council's result and tell every unit its own, with the last day of appeals."""
    council = council_of(programme)
    if council is None:
        raise RefusedError("Chương trình chưa có hội đồng. Lập hội đồng trước.")
    with transaction.atomic():
        publish(actor, council, day, version)
        last = last_day_of_appeals(day, council.appeal_days)
        files = CouncilFile.objects.filter(council=council, left_out_reason="")
        points = dict(files.values_list("assessment", "points"))
        for sheet, row in by_sheet(programme).items():
            given = points.get(sheet)
            if given is not None:
                words = f"{written(given)} điểm. Nhận kiến nghị đến hết ngày {last:%d/%m/%Y}."
                _tell_unit(row, f"Kết quả của hội đồng: {row.initiative.title}", words)


def _tell_unit(registration: Registration, subject: str, words: str) -> None:
    initiative, locality = registration.initiative, registration.programme.locality
    told = holders_of(locality, initiative.unit, initiative.body, {Role.UNIT_STAFF}, timezone.localdate())
    notify(told, locality, subject, reverse("movement:appeal", args=[locality.code, registration.pk]), words)


def appeal_for(actor: Actor, registration: Registration, text: str) -> Appeal:
    """The unit appeals against the published result of its own registration, before anything was decided on it."""
    grant = require(actor, "appeal.raise", registration.programme.locality, owner_of(registration))
    with transaction.atomic():
        locked = lock_registration(registration)
        file = CouncilFile.objects.filter(assessment__registration_link__registration=locked, left_out_reason="").first()
        if file is None:
            raise RefusedError("Hồ sơ này không do hội đồng chấm nên không có kết quả để kiến nghị.")
        _require_undecided(locked)
        made = raise_appeal(actor, grant, file, text)
        locality = locked.programme.locality
        told = holders_in(locality, {Role.OFFICE}, timezone.localdate())
        notify(told, locality, *_asked(locked, made))
        return made


def _asked(registration: Registration, appeal: Appeal) -> tuple[str, str]:
    """Subject and page under which the office is asked for an answer."""
    programme = registration.programme
    path = reverse("movement:appeal_answer", args=[programme.locality.code, programme.code, appeal.pk])
    return f"Kiến nghị về điểm: {registration.initiative.title}", path


def answer_for(actor: Actor, appeal: Appeal, answer: str, version: int, *, upheld: bool) -> Appeal:
    """Answer an appeal; upheld only while nothing was decided on the registration."""
    with transaction.atomic():
        locked = lock_registration(registration_of(appeal.file))
        if upheld:
            _require_undecided(locked)
        answered = answer_appeal(actor, appeal, answer, version, upheld=upheld)
        settle_notices(locked.programme.locality, *_asked(locked, answered))
        said = "chấp nhận, mở phiếu phúc tra" if upheld else "không chấp nhận"
        _tell_unit(locked, f"Trả lời kiến nghị ({said}): {locked.initiative.title}", answered.answer)
        return answered


def _require_undecided(registration: Registration) -> None:
    if registration.state != Registration.State.IN_ASSESSMENT:
        label = registration.get_state_display()
        raise RefusedError(f"Hồ sơ đang ở bước «{label}»: kết quả thẩm định đã được dùng, không phúc tra được nữa.")
