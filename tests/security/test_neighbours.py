"""Every address with the numbers of the town next door: not found, nothing written, whoever asks and however."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db.models import Max
from django.utils import timezone
from PIL import Image

from kheo.assessment.actions.ballots import open_scoring
from kheo.assessment.actions.councils import Place, Settings, seat_member
from kheo.assessment.models import Appeal, Ballot, Council
from kheo.conference.actions.ceremony import build_ceremony
from kheo.conference.models import AwardGroup, ConclusionPoint
from kheo.directives.actions.activities import record_activity
from kheo.directives.actions.committees import found_committee, set_working_rules
from kheo.directives.actions.documents import add_directive
from kheo.directives.actions.inspections import plan_inspections
from kheo.directives.actions.tasks import TaskContent, TaskOwner, assign_tasks, report_task
from kheo.directives.actions.visits import hold_visit
from kheo.directives.models import CommitteeDecision, Finding
from kheo.directives.queries.places import place_of_body
from kheo.foundation.models import AuditRow
from kheo.foundation.uploads.papers import SentFile
from kheo.movement.actions.aims import add_aim
from kheo.movement.actions.check_ins import CheckInContent, check_in
from kheo.movement.actions.column_mappings import map_columns, receive_form
from kheo.movement.actions.councils import bring_registrations, found_for_programme
from kheo.movement.actions.evidence import EvidenceContent, add_evidence
from kheo.movement.actions.exemplars import add_exemplar
from kheo.movement.actions.nominations import nominate
from kheo.movement.actions.period_reports import Typed, submit_report, write_report
from kheo.movement.actions.periods import PeriodContent, create_period, open_period, write_items
from kheo.movement.actions.sheets import receive_sheet
from kheo.movement.models import Campaign, Guidance, Lineage, PeriodAnswer, PeriodReport, Submission
from kheo.movement.queries.period_sheets import registrations_for
from kheo.movement.rules.aims import AimContent
from kheo.movement.rules.exemplars import ExemplarContent
from kheo.movement.rules.periods import Item
from kheo.organisation.actions.handover import hand_over
from kheo.organisation.models import Account, Notice, Position, UnitVersion
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.fund import open_fund
from kheo.recognition.actions.notices import draft_correction
from kheo.recognition.actions.prints import BatchContent, print_batch
from kheo.recognition.models import PrintRun
from kheo.reporting.actions.news import NewsContent, add_picture, draft_news, edit_news, publish_news
from kheo.reporting.actions.reports import open_report
from tests.conference.stage import Day, closed, make_conference
from tests.directives.committee_scene import FOUNDED, LIMIT, LIST, Work, activity_content
from tests.directives.committee_scene import decision as committee_decision
from tests.directives.scene import LINES
from tests.directives.scene import content as directive_content
from tests.factories import (
    DUY_TIEN,
    KIM_BANG,
    actor_for,
    make_account,
    make_locality,
    make_programme,
    make_registration,
)
from tests.movement.conftest import sheet
from tests.movement.period_scene import DAYS
from tests.recognition.blank_scene import make_tried
from tests.recognition.scene import make_scene
from tests.security.test_authority import GUARDED

# About who may open what, not about databases: what the pages ask for is tested on both in queries and actions.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
WRONG_WORDS = [{"place": "Dòng 1", "printed": "Tập thể 01", "right": "Tập thể số 1"}]
BACKEND = "django.contrib.auth.backends.ModelBackend"
# A year is nobody's record: it is the same number next door.
NUMBERED = [
    (route, entry) for route, entry in GUARDED if "<place:place>" in route and "<number:" in route.replace("<number:year>", "")
]


@pytest.fixture
def towns(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return make_scene(DUY_TIEN), make_scene(KIM_BANG)


def of_blanks(scene, decision):
    blank, offset = make_tried(scene)
    trial = PrintRun.objects.get(version__blank=blank)
    run = print_batch(scene.office, decision, BatchContent(blank, offset))
    return {"phoi": blank.pk, "in-thu": trial.pk, "lan-in": run.pk}


def of_rewards(scene):
    """Of a commendation, of a proposal, and of a line in the fund's book."""
    commendation = scene.draft("commendation", scene.lines(scene.registrations[0]), body="ubnd")
    entry = open_fund(scene.office, scene.locality, 2024, 0, date(2024, 1, 1), "Năm trước", "BB 01")
    return {"tien-thuong": commendation.pk, "ho-so-khen-thuong": scene.draft("proposal").pk, "quy-khen-thuong": entry.pk}


def numbers_of(scene):
    """Number of one of each kind of the town's records, by the part of the address that comes before it."""
    decision = scene.issued()
    registration = scene.registrations[0]
    said = EvidenceContent("Danh sách", is_not_secret=True)
    evidence = add_evidence(scene.office, registration, "danh-sach.csv", f"a,b\n1,{scene.locality.pk}\n".encode(), said)
    sheet = receive_sheet(scene.office, scene.programme, "bang.csv", "Tên mô hình;Đơn vị\nĐường hoa;Phường\n".encode())
    account = Account.objects.get(pk=scene.office.account_id)
    position = Position.objects.get(person=account.person)
    certificate = issue_certificates(scene.office, decision)[0]
    conference = make_conference(scene.programme)
    build_ceremony(scene.office, conference)
    closed(Day(scene, conference, decision, decision, decision, scene.office))
    group = AwardGroup.objects.get(conference=conference)
    unit = scene.locality.unit
    guest = conference.guests.create(group="honoured", order=1, unit=unit, label="Tập thể 01")
    speech = conference.speeches.create(kind="contribution", unit=unit, title="Bài", text="Lời.", state="chosen", order=1)
    ended = Position.objects.create(
        person=account.person, body=position.body, title="Chức vụ đã giao", role="viewer", valid_from=position.valid_from
    )
    return {
        **of_committees(scene),
        **of_tasks(scene),
        **of_news(scene),
        **of_spread(*scene.registrations[:2]),
        "giai-doan": Campaign.objects.create(
            locality=scene.locality, title="Giai đoạn", first_year=scene.programme.year, last_year=scene.programme.year
        ).pk,
        **of_levels(scene),
        **of_periods(scene),
        **of_council(scene, account.person),
        "mo-hinh": registration.initiative_id,
        "giong-nhau": scene.registrations[1].initiative_id,
        "ho-so": registration.pk,
        "phieu": of_forms(registration),
        "lan": 1,
        "minh-chung": evidence.pk,
        "muc-tieu": add_aim(scene.office, registration, AimContent("people", target=Decimal(100))).pk,
        "bao-tin": check_in(scene.office, registration, CheckInContent(timezone.localdate(), "Đã họp")).pk,
        "anh": evidence.pk,
        "nhap": sheet.pk,
        scene.programme.code: registration.pk,
        "quyet-dinh": decision.pk,
        "bo-dong": 1,
        "dong": 1,
        "dinh-chinh": draft_correction(scene.office, decision, WRONG_WORDS, "Lỗi đánh máy", {"signer_authority": "T/M"}).pk,
        "giay-chung-nhan": certificate.pk,
        **of_blanks(scene, decision),
        **of_rewards(scene),
        "chuc-vu": position.pk,
        "tai-khoan": account.pk,
        "ban-giao": hand_over(scene.office, ended, "Cá nhân 01", timezone.localdate()).pk,
        "thong-bao": Notice.objects.create(position=position, locality=scene.locality, subject="Tin", path="/").pk,
        "hoi-nghi": conference.pk,
        "khach-moi": guest.pk,
        "tra-loi": guest.pk,
        "diem-danh": guest.pk,
        "bai": speech.pk,
        "giay-moi": guest.pk,
        "nhom": group.pk,
        "diem": ConclusionPoint.objects.filter(conference=conference)[0].pk,
        "ten": group.awards.get(order=1).pk,
    }


def of_forms(registration):
    """A form that is written on after it was handed in once."""
    place = {"unit": registration.initiative.unit, "body": registration.initiative.body}
    form = Submission.objects.create(programme=registration.programme, content={"title": "Phiếu"}, state="returned", **place)
    form.versions.create(number=1, content=form.content)
    return form.pk


def of_committees(scene):
    """Of a committee with its papers, a visit and what it found; of a target and an activity."""
    work, council = Work(scene), place_of_body(scene.body("hdnd"))

    def paper():
        return SentFile("van-ban.txt", f"a,b\n1,{scene.locality.pk}\n".encode(), True)

    committee = found_committee(scene.office, scene.body("bcd-dvk"), "joint", committee_decision(), LIST, paper())
    work.made["committee"] = committee
    rules = set_working_rules(scene.office, committee, "03-QC/BCĐ", FOUNDED, "Họp", paper())
    work.made["plan"] = plan_inspections(scene.office, committee, timezone.localdate().year, file=paper())
    visit = work.visit(place=council)
    held = work.visit(place=place_of_body(scene.body("ubnd")))
    hold_visit(scene.office, held, held.planned_on, [LIMIT], held.version)
    activity = record_activity(scene.office, scene.locality, council, activity_content(), paper())
    return {
        "ban-chi-dao": committee.pk,
        "theo-quyet-dinh": CommitteeDecision.objects.get(committee=committee).pk,
        "theo-quy-che": rules.pk,
        "ke-hoach-kiem-tra": work.plan().pk,
        "cuoc-kiem-tra": visit.pk,
        "phat-hien": Finding.objects.get(visit=held).pk,
        "chi-tieu": work.target(council).pk,
        "hoat-dong": activity.pk,
    }


def of_tasks(scene):
    """Of a directive with its paper, and of a task with a proof of what was done."""
    paper = SentFile("van-ban.txt", f"a,b\n1,{scene.locality.pk}\n".encode(), True)
    directive = add_directive(scene.office, scene.locality, directive_content(), LINES, paper)
    today = timezone.localdate()
    owner = TaskOwner(scene.locality.unit, scene.body("ubnd"))
    task = assign_tasks(scene.office, scene.locality, today.year, TaskContent("Đối thoại", today), [owner])[0]
    told = report_task(scene.office, task, "Đã họp", today, task.version, proof=paper)
    return {"chi-dao": directive.pk, "nhiem-vu": task.pk, "nhiem-vu/minh-chung": told.pk}


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
        "dinh-chinh": PeriodAnswer.objects.get(report=written).pk,
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


def of_news(scene):
    """Of a report, and of a news item with a picture that is before the public."""
    year = scene.programme.year
    item = draft_news(scene.office, scene.locality, year)
    words = NewsContent(f"Tin của {scene.locality.code}", item.lead, item.text, "Người viết minh hoạ", scene.body("bcd-dvk"))
    item = edit_news(scene.office, item, words, item.version)
    picture = add_picture(scene.office, item, "anh.png", a_picture(scene.locality.pk), "Một buổi họp", "Người ngồi quanh bàn")
    item = publish_news(scene.office, item, {}, item.version)
    return {
        "bao-cao": open_report(scene.office, scene.body("ubnd"), year).pk,
        "soan-tin": item.pk,
        "soan-tin/anh": picture.pk,
        "tin": item.slug,
        "tin/anh": picture.pk,
    }


def a_picture(shade):
    drawn = BytesIO()
    Image.new("RGB", (40, 30), (shade % 256, 90, 90)).save(drawn, "PNG")
    return drawn.getvalue()


def address(route, place, programme, numbers):
    """The route with *numbers* in it: by the part before the number, and first by the chapter's part and that one."""
    chapter = route.removeprefix("<place:place>/").split("/")[0]
    route = "/" + route.replace("<place:place>", place).replace("<slug:programme>", programme).replace("<paper:ending>", "pdf")
    route = route.replace("<slug:slug>", str(numbers["tin"]))

    def number(part):
        return f"{part[1]}/{numbers.get(f'{chapter}/{part[1]}', numbers.get(part[1]))}"

    return re.sub(r"([^/]+)/<number:\w+>", number, route)


def test_the_town_s_own_office_finds_each_of_its_records(client, towns):
    """Without this the test below could pass by asking for what is nowhere."""
    there = towns[1]
    numbers = numbers_of(there)
    client.force_login(Account.objects.get(pk=there.office.account_id), backend=BACKEND)
    said = {}
    for route, _entry in NUMBERED:
        if not route.endswith(("anh/<number:picture_pk>/", "tai-ve/")):  # no public photograph, no scan
            answer = client.get(address(route, there.locality.code, there.programme.code, numbers))
            said[route] = answer.status_code
            if answer.streaming:  # a file stays open until it was read
                assert b"".join(answer).startswith((b"a,b", b"\xff\xd8"))
    assert said.pop("<place:place>/soan-tin/<number:pk>/dang/") == 302  # it is out already: on to its page
    unpaid = [route for route in said if route.endswith(("ghi-chi/", "ho-so.zip")) or "chi-thuong." in route]
    assert [said.pop(route) for route in unpaid] == [302] * 5  # no sum, a file with gaps: back to the page that says so
    assert {route: code for route, code in said.items() if code not in {200, 405}} == {}
    assert len(said) > 20


@pytest.mark.parametrize("programme", ["ours", "theirs"])
def test_the_office_here_finds_none_of_them_under_its_own_address(client, towns, programme):
    here, there = towns
    numbers = numbers_of(there)
    numbers[here.programme.code] = numbers[there.programme.code]
    client.force_login(Account.objects.get(pk=here.office.account_id), backend=BACKEND)
    before = AuditRow.objects.aggregate(last=Max("pk"))
    code = (here if programme == "ours" else there).programme.code
    said = {}
    for route, _entry in NUMBERED:
        asked = address(route, here.locality.code, code, numbers)
        sent = {"once": f"khoa-cua-bieu-mau-{len(said):04d}", "version": "1", "act": "remove", "step": "run"}
        said[route] = (client.get(asked).status_code, client.post(asked, sent).status_code)
    assert {route: codes for route, codes in said.items() if set(codes) - {404, 405}} == {}
    assert AuditRow.objects.aggregate(last=Max("pk")) == before


def test_staff_of_one_unit_write_nothing_into_the_files_of_another(client, towns):
    here, _there = towns
    numbers = numbers_of(here)
    staff = make_account("unit_staff", here.locality, body="mttq")
    client.force_login(staff, backend=BACKEND)
    before = AuditRow.objects.aggregate(last=Max("pk"))
    said = {}
    for route, entry in NUMBERED:
        asked = address(route, here.locality.code, here.programme.code, numbers)
        fields = {"once": f"khoa-cua-bieu-mau-{len(said):04d}", "version": "1", "act": "remove", "step": "run", "caption": "x"}
        fields |= {"measure": "people", "value": "1", "as_of": "01/02/2024", "title": "x", "kind": "mo_hinh"}
        fields |= {"subject": "collective", "field": "economy"}
        answer = client.post(asked, fields)
        if answer.status_code not in {403, 405}:
            said[f"{entry.callback.authority} {route}"] = answer.status_code
    # A form that is not whole is shown again before it is asked whose file it is; it writes nothing.
    # The desk's own list holds nothing of another unit: there it is not found.
    assert set(said.values()) <= {404, 422}
    assert AuditRow.objects.aggregate(last=Max("pk")) == before
