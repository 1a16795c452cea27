"""Sheets that wait for a unit to score itself, for its head to confirm, for the office to verify."""

from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.queries.appraisals import visit_place, waiting_visits
from kheo.movement.queries.self_scores import (
    OWN_ROLES,
    is_asked_for,
    own_registrations,
    own_sheets,
    scoring_phase,
    waiting_for_office,
)
from kheo.organisation.models import Role
from kheo.organisation.rules.heads import is_head

MOST = 60


def own(bench: Bench) -> list[DeskItem]:
    """For whoever scores: registrations without a whole sheet, and those that came back with words."""
    programme = bench.programme
    if programme is None or not is_asked_for(programme, bench.today):
        return []
    tag, tone = bench.standing(programme.assessment_due)
    until = f"Hạn {programme.assessment_due:%d/%m/%Y}. " if programme.assessment_due else ""
    rows = own_registrations(bench.only(Role.UNIT_STAFF), bench.locality, {Role.UNIT_STAFF}).filter(programme=programme)
    found = []
    for one in own_sheets(rows.select_related("programme")):
        if not one.waits_for_staff:
            continue
        phase = scoring_phase(one.registration)
        is_returned = phase is not None and phase.phase == phase.Phase.RETURNED
        found.append(
            DeskItem(
                "Trả lại" if is_returned else tag, tone, one.registration.initiative.title,
                f"{until}{'Cơ quan thường trực trả lại phiếu tự chấm để bổ sung.' if is_returned else 'Tự chấm điểm từng mục.'}",
                "Bổ sung" if is_returned else "Tự chấm",
                bench.address("movement:self_scores", programme.code, one.registration.pk), kind="mô hình chờ tự chấm",
                all_url=bench.address("movement:own_scores"), due=programme.assessment_due,
            )
        )  # fmt: skip
    return found[:MOST]


def to_confirm(bench: Bench) -> list[DeskItem]:
    """For a head or deputy: sheets of the unit that wait for the word that they are right."""
    programme = bench.programme
    if programme is None or not any(is_head(grant.title) for grant in bench.actor.grants):
        return []
    tag, tone = bench.standing(programme.assessment_due)
    rows = own_registrations(bench.actor, bench.locality, OWN_ROLES).filter(programme=programme)
    return [
        DeskItem(
            tag, tone, one.registration.initiative.title, "Cán bộ đã tự chấm xong, chờ người đứng đầu xác nhận.",
            "Xem, xác nhận", bench.address("movement:self_scores", programme.code, one.registration.pk),
            kind="phiếu tự chấm chờ xác nhận", all_url=bench.address("movement:own_scores"), due=programme.assessment_due,
        )
        for one in own_sheets(rows.select_related("programme"))
        if one.waits_for_head
    ][:MOST]  # fmt: skip


def to_verify(bench: Bench) -> list[DeskItem]:
    """For the office: how many sheets came confirmed from their units."""
    programme = bench.programme
    waiting = waiting_for_office(programme) if programme else 0
    if programme is None or not waiting:
        return []
    tag, tone = bench.standing(programme.assessment_due)
    return [
        DeskItem(
            tag, tone, f"{written(waiting)} phiếu tự chấm đã được đơn vị xác nhận",
            "Thẩm định từng mục: ghi điểm, nêu lý do nếu khác; thiếu thì trả lại đơn vị.",
            "Thẩm định", bench.address("movement:assessments", programme.code), due=programme.assessment_due,
        )
    ]  # fmt: skip


def visits(bench: Bench) -> list[DeskItem]:
    """Visits of appraisal teams whose day has come and of which nothing is written yet: the office's all, else the own team's."""
    programme = bench.programme
    if programme is None:
        return []
    is_office = Role.OFFICE in bench.actor.roles_in(bench.locality.code)
    waiting = waiting_visits(bench.locality, bench.today, None if is_office else bench.actor)
    return [
        DeskItem(
            *bench.standing(visit.on), f"Thẩm định thực tế {visit_place(visit)}",
            f"{visit.team}, {visit.at:%H:%M}, {visit.where}.",
            "Ghi kết quả", bench.address("movement:appraisal", programme.code, visit.pk), kind="cuộc thẩm định thực tế",
            all_url=bench.address("movement:appraisals", programme.code), due=visit.on,
        )
        for visit in waiting.filter(team__programme=programme)[:MOST]
    ]  # fmt: skip
