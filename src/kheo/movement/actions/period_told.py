"""What a unit says of one initiative inside its report: a check-in that belongs to the report and is sent with it."""

from django.db import transaction

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.check_ins import CheckInContent, check_in, edit_check_in
from kheo.movement.actions.period_reports import lock_report
from kheo.movement.models import CheckIn, PeriodReport, Registration
from kheo.movement.queries.period_sheets import registrations_for
from kheo.movement.workflow import PERIOD_REPORT
from kheo.organisation.authority import Actor


def tell_in_report(
    actor: Actor, report: PeriodReport, registration: Registration, content: CheckInContent, version: int = 0
) -> CheckIn:
    """Tell of *registration* in *report*, or write anew what was told there (*version*: of what was seen).

    The report is locked meanwhile: it cannot be sent or closed under what is being told. Authority: that of a check-in.
    """
    with transaction.atomic():
        held = lock_report(report)
        if not registrations_for(held).filter(pk=registration.pk).exists():
            raise RefusedError("Mô hình này không thuộc báo cáo của nơi ấy; mở lại báo cáo rồi chọn.")
        told = CheckIn.objects.select_related("registration__programme__locality", "report__period").filter(
            report=held, registration=registration
        )
        found = told.first()
        made = edit_check_in(actor, found, content, version) if found else check_in(actor, registration, content, report=held)
        if held.state == PeriodReport.State.AWAITED:
            held.state = PERIOD_REPORT.target("write", held.state)
            held.save(update_fields=["state"])
    return made
