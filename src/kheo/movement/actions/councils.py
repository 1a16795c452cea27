"""The council of a programme: founded, its files brought; appeals of units and their answers."""

from django.db import IntegrityError, transaction

from kheo.assessment.actions.appeals import answer_appeal, raise_appeal
from kheo.assessment.actions.councils import Settings, bring_files, found_council
from kheo.assessment.models import Appeal, Council, CouncilFile
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.assessments import open_sheet
from kheo.movement.actions.registrations import lock_registration
from kheo.movement.actions.steps import move_registration
from kheo.movement.models import Programme, ProgrammeCouncil, Registration
from kheo.movement.queries.councils import council_of, ready_for_council, registration_of
from kheo.movement.queries.registrations import owner_of
from kheo.organisation.authority import Actor, require

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


def appeal_for(actor: Actor, registration: Registration, text: str) -> Appeal:
    """The unit appeals against the published result of its own registration, before anything was decided on it."""
    grant = require(actor, "appeal.raise", registration.programme.locality, owner_of(registration))
    with transaction.atomic():
        locked = lock_registration(registration)
        file = CouncilFile.objects.filter(assessment__registration_link__registration=locked, left_out_reason="").first()
        if file is None:
            raise RefusedError("Hồ sơ này không do hội đồng chấm nên không có kết quả để kiến nghị.")
        _require_undecided(locked)
        return raise_appeal(actor, grant, file, text)


def answer_for(actor: Actor, appeal: Appeal, answer: str, version: int, *, upheld: bool) -> Appeal:
    """Answer an appeal; upheld only while nothing was decided on the registration."""
    with transaction.atomic():
        if upheld:
            _require_undecided(lock_registration(registration_of(appeal.file)))
        return answer_appeal(actor, appeal, answer, version, upheld=upheld)


def _require_undecided(registration: Registration) -> None:
    if registration.state != Registration.State.IN_ASSESSMENT:
        label = registration.get_state_display()
        raise RefusedError(f"Hồ sơ đang ở bước «{label}»: kết quả thẩm định đã được dùng, không phúc tra được nữa.")
