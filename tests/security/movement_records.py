"""A town's records of the movement and its assessment, one of each kind: their numbers by the part of the address before."""

from datetime import time
from decimal import Decimal

from django.utils import timezone

from kheo.assessment.actions.ballots import open_scoring
from kheo.assessment.actions.councils import Place, Settings, seat_member
from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.drafts import begin_draft
from kheo.assessment.models import Appeal, Ballot, Council
from kheo.movement.actions.appraisals import Appointment, TeamContent, make_team, plan_visit
from kheo.movement.actions.column_mappings import map_columns, receive_form
from kheo.movement.actions.councils import bring_registrations, found_for_programme
from kheo.movement.actions.evidence import EvidenceContent, add_evidence
from kheo.movement.actions.exemplars import add_exemplar
from kheo.movement.actions.nominations import nominate
from kheo.movement.actions.period_reports import Typed, submit_report, write_report
from kheo.movement.actions.periods import PeriodContent, create_period, open_period, write_items
from kheo.movement.models import Guidance, Lineage, PeriodAnswer, PeriodReport, Submission
from kheo.movement.queries.period_sheets import registrations_for
from kheo.movement.rules.exemplars import ExemplarContent
from kheo.movement.rules.periods import Item
from kheo.organisation.models import UnitVersion
from tests.assessment.test_criteria import GOOD
from tests.factories import (
    actor_for,
    make_account,
    make_locality,
    make_programme,
    make_registration,
)
from tests.movement.conftest import sheet
from tests.movement.period_scene import DAYS


def of_forms(registration):
    """A form that is written on after it was handed in once."""
    place = {"unit": registration.initiative.unit, "body": registration.initiative.body}
    form = Submission.objects.create(programme=registration.programme, content={"title": "Phiếu"}, state="returned", **place)
    form.versions.create(number=1, content=form.content)
    return form.pk


def of_levels(scene):
    """Of a nomination from a commune of the town, with a proof that lies there; of an exemplar of another movement."""
    commune = make_locality(f"gso2024-{scene.locality.code[-3:]}99", "Xã Ở Dưới")
    UnitVersion.objects.filter(unit=commune.unit).update(parent=scene.locality.unit)
    below = make_programme(commune, scene.programme.year)
    office = actor_for(make_account("office", commune))
    row = make_registration(below, unit=commune.unit, state="recognised")
    said = EvidenceContent("Danh sách", is_not_secret=True)
    proof = add_evidence(office, row, "danh-sach.csv", f"a,b\n2,{scene.locality.pk}\n".encode(), said)
    content = ExemplarContent("Nông thôn mới", scene.programme.year, "Tổ 1", "collective", "Làm đường")
    exemplar = add_exemplar(scene.office, scene.locality, scene.locality.unit, content)
    nomination = nominate(office, below, [row.pk], "Tốt")[0]
    return {"de-nghi": nomination.pk, "de-nghi/minh-chung": proof.pk, "dien-hinh-khac": exemplar.pk}


def of_spread(copy, origin):
    """Of what was learnt, and of a guidance sheet that everybody reads."""
    Guidance.objects.create(initiative=copy.initiative, steps="Bàn với dân", is_public=True)
    learnt = Lineage.objects.create(copy=copy.initiative, origin=origin.initiative, learnt_on=timezone.localdate())
    return {"hoc-tu": learnt.pk}


def of_periods(scene):
    """Of a period with one report being written and one sent, and of the province's form for it."""
    period = create_period(scene.office, scene.programme, PeriodContent("quarter", "Báo cáo quý I", DAYS))
    period = write_items(scene.office, period, [Item("done", "text", "Việc đã làm")], period.version)
    council = scene.body("hdnd")
    make_registration(scene.programme, unit=scene.locality.unit, body=council)
    places = [f"b{council.pk}", f"b{scene.body('ubnd').pk}"]
    period = open_period(scene.office, period, places, period.version)
    told = {"done": Typed(text="Đã họp.")}
    written = PeriodReport.objects.get(period=period, body=council)
    sent = PeriodReport.objects.exclude(pk=written.pk).get(period=period)
    write_report(scene.office, written, told, written.version)
    sent = write_report(scene.office, sent, told, sent.version)
    submit_report(scene.office, sent, sent.version)
    book = sheet(head=("STT", "Đơn vị", f"Việc đã làm ở {scene.locality.code}"))
    form = receive_form(scene.office, scene.locality, "Biểu 02", "bieu-02.xlsx", book, is_not_secret=True)
    map_columns(scene.office, form, form.sheet, 2, {"B": "place", "C": "done"}, form.version)
    return {
        "ky-bao-cao": period.pk,
        "bao-cao-ky": written.pk,
        "bao-cao-ky/mo-hinh": registrations_for(written)[0].pk,
        "bao-cao-ky/dinh-chinh": PeriodAnswer.objects.get(report=written).pk,
        "bieu-tinh": form.pk,
    }


def of_council(scene, person):
    """Of a council in which the office's own person sits, with a file, its sheet and an appeal."""
    row = make_registration(scene.programme, unit=scene.locality.unit)
    council = found_for_programme(scene.office, scene.programme, Settings(title="Hội đồng", spread_limit=Decimal(10)))
    seat = seat_member(scene.office, council, person, Place("chair"))
    bring_registrations(scene.office, scene.programme)
    open_scoring(scene.office, council, Council.objects.get(pk=council.pk).version)
    ballot = Ballot.objects.get(file__assessment__registration_link__registration=row)
    appeal = Appeal.objects.create(file=ballot.file, round=1, text="Xem lại.", raised_on=timezone.localdate())
    return {
        "thanh-vien": seat.pk,
        "hoi-dong/ho-so": ballot.file_id,
        "cham": ballot.pk,
        "kien-nghi": appeal.pk,
        "kien-nghi-diem": row.pk,
    }


def of_criteria(scene):
    """Of a set that the town loaded for itself, and of one that it still writes."""
    own, _is_new = load_criteria(scene.office, GOOD.encode(), scene.locality)
    return {"bo-tieu-chi": own.pk, "ban-thao": begin_draft(scene.office, scene.locality).pk}


def of_appraisals(scene, lead):
    """Of a team and its appointment with the ward that registered."""
    row = make_registration(scene.programme)
    team = make_team(scene.office, scene.programme, TeamContent("Tổ số 1", lead, [lead], [row.field]))
    when = Appointment(timezone.localdate(), time(8, 30), "Nhà văn hoá")
    visit = plan_visit(scene.office, team, row.initiative.unit, when, [row])
    return {"to": team.pk, "tham-dinh-thuc-te/<slug:programme>": visit.pk}
