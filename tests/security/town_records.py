"""A town's records, one of each kind that has an address: their numbers by the part of the address before."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from PIL import Image

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
from kheo.documents.fonts import TINOS
from kheo.foundation.uploads.papers import SentFile
from kheo.movement.actions.aims import add_aim
from kheo.movement.actions.check_ins import CheckInContent, check_in
from kheo.movement.actions.evidence import EvidenceContent, add_evidence
from kheo.movement.actions.sheets import receive_sheet
from kheo.movement.models import Campaign
from kheo.movement.rules.aims import AimContent
from kheo.organisation.actions.handover import hand_over
from kheo.organisation.models import Account, Notice, Position
from kheo.recognition.actions.blanks import add_font
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
from tests.recognition.blank_scene import make_tried
from tests.security.board_records import of_boards
from tests.security.bulletin_records import of_bulletins
from tests.security.consultation_records import of_consultations
from tests.security.democracy_records import of_polls, of_roll
from tests.security.movement_records import of_appraisals, of_council, of_criteria, of_forms, of_levels, of_periods, of_spread
from tests.security.publishing_records import of_publishing
from tests.security.village_records import of_agency, of_villages

WRONG_WORDS = [{"place": "Dòng 1", "printed": "Tập thể 01", "right": "Tập thể số 1"}]


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
        **of_consultations(scene),
        **of_publishing(scene),
        **of_tasks(scene),
        **of_news(scene),
        **of_spread(*scene.registrations[:2]),
        "giai-doan": Campaign.objects.create(
            locality=scene.locality, title="Giai đoạn", first_year=scene.programme.year, last_year=scene.programme.year
        ).pk,
        **of_levels(scene),
        **of_periods(scene),
        **of_council(scene, account.person),
        **of_criteria(scene),
        **of_appraisals(scene, position),
        **of_boards(scene),
        **of_bulletins(scene),
        **of_roll(scene),
        **of_polls(scene),
        **of_villages(scene),
        **of_agency(scene),
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
        "<slug:programme>": registration.pk,
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


def of_blanks(scene, decision):
    blank, offset = make_tried(scene)
    trial = PrintRun.objects.get(version__blank=blank)
    run = print_batch(scene.office, decision, BatchContent(blank, offset))
    font = add_font(scene.office, scene.locality, "Tinos.ttf", (TINOS / "Tinos-Regular.ttf").read_bytes())
    return {"phoi": blank.pk, "in-thu": trial.pk, "lan-in": run.pk, "phong-chu": font.pk}


def of_rewards(scene):
    """Of a commendation, of a proposal, and of a line in the fund's book."""
    commendation = scene.draft("commendation", scene.lines(scene.registrations[0]), body="ubnd")
    entry = open_fund(scene.office, scene.locality, 2024, 0, date(2024, 1, 1), "Năm trước", "BB 01")
    return {"tien-thuong": commendation.pk, "ho-so-khen-thuong": scene.draft("proposal").pk, "quy-khen-thuong": entry.pk}


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
