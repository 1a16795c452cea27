from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from kheo.documents.word import to_docx
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions import appraisals as acts
from kheo.movement.actions.appraisals import Appointment, Held, TeamContent
from kheo.movement.models import AppraisalTeam, Evidence, ProgrammeField, VisitFinding
from kheo.movement.papers.appraisal import visit_record
from kheo.movement.queries.appraisals import (
    findings_of,
    findings_on,
    is_member,
    may_be_members,
    photographs_of,
    to_look_at,
    visit_place,
    visits,
    waiting_visits,
)
from kheo.movement.queries.file_beside_sheet import file_beside_sheet
from kheo.movement.rules.appraisals import appointment_problems, finding_problem, held_problems
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Body, Notice, Position, Role
from tests import factories

TODAY = date(2024, 10, 10)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda value=None, **_: value.date() if value else TODAY)


def position(place, role=Role.COUNCIL, body="mttq"):
    return Position.objects.get(person=factories.make_account(role, place, body=body).person)


@pytest.fixture
def lead(place):
    return position(place)


@pytest.fixture
def content(programme, lead, place):
    return TeamContent(
        " Tổ số 1 ", lead, [position(place, Role.LEADER), lead], [ProgrammeField.objects.get(programme=programme, key="economy")]
    )


@pytest.fixture
def team(office, programme, content):
    return acts.make_team(office, programme, content)


WHEN = Appointment(TODAY + timedelta(days=3), time(8, 30), " Nhà văn hoá ")


@pytest.fixture
def visit(office, team, registration, staff, wards, place):
    made = acts.plan_visit(office, team, wards["hoa_mac"], WHEN, [registration])
    return visits(place).get(pk=made.pk)


def said(refused):
    return [problem.where for problem in refused.value.problems]


def told():
    return [(notice.subject, notice.path.rsplit("/", 4)[1], notice.text) for notice in Notice.objects.order_by("pk")]


def test_a_team_has_its_lead_first_once_and_is_told(team, lead):
    assert (team.name, team.version, [member.is_lead for member in team.members.all()]) == ("Tổ số 1", 1, [True, False])
    assert team.members.all()[0].title == f"{lead.title}, {lead.body.short_name}"
    assert [row[0] for row in told()] == ["Bạn ở Tổ số 1 thẩm định thực tế"] * 2


def test_a_team_is_changed_under_its_version_and_named_once(office, programme, team, content, lead):
    acts.change_team(office, team, TeamContent("Tổ A", lead, [], content.fields), 1)
    assert (AppraisalTeam.objects.get().name, AppraisalTeam.objects.get().members.count()) == ("Tổ A", 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        acts.change_team(office, team, content, 1)
    acts.make_team(office, programme, content)
    with pytest.raises(RefusedError, match="đã có tổ tên này"):
        acts.make_team(office, programme, content)


def test_a_team_of_others_is_refused(office, stranger, programme, content, elsewhere):
    theirs = factories.make_programme(elsewhere)
    wrong = TeamContent("x" * 121, position(elsewhere), [], [ProgrammeField.objects.filter(programme=theirs)[0]])
    with pytest.raises(RefusedError) as refused:
        acts.make_team(office, programme, wrong)
    assert said(refused) == ["Tên tổ", "Lĩnh vực", "Thành viên"]
    with pytest.raises(RefusedError):
        acts.make_team(office, programme, TeamContent(" ", content.lead, [], []))
    with pytest.raises(NotAllowedError):
        acts.make_team(stranger, programme, content)


def test_an_appointment_is_told_to_the_unit_and_the_team(visit, registration, staff):
    assert (visit.where, visit_place(visit), str(visit)) == ("Nhà văn hoá", "Phường Hòa Mạc", "Tổ số 1, 13/10/2024")
    when = "08:30 ngày 13/10/2024, Nhà văn hoá."
    assert (
        told()[2:]
        == [("Tổ số 1 hẹn thẩm định thực tế", "tu-cham", when)]
        + [("Tổ số 1 hẹn thẩm định thực tế", "tham-dinh-thuc-te", when)] * 2
    )
    assert [row.registration for row in findings_of(visit)] == [registration]


def test_only_what_the_place_has_in_the_teams_fields_is_looked_at(office, team, programme, wards, place, registration):
    other = factories.make_registration(programme, "Lĩnh vực khác", unit=wards["hoa_mac"], field="culture_society")
    over = factories.make_registration(programme, "Xong", unit=wards["hoa_mac"], state="recognised")
    neighbour = factories.make_registration(programme, "Nhà bên", unit=wards["hoang_dong"])
    school = factories.make_body(place, "truong", "Trường", Body.Kind.SCHOOL, unit=wards["hoa_mac"])
    theirs = factories.make_registration(programme, "Của trường", unit=wards["hoa_mac"], body=school)
    assert [list(to_look_at(team, where)) for where in (wards["hoa_mac"], school)] == [[registration], [theirs]]
    for rows in ([], [other], [over], [neighbour], [theirs]):
        with pytest.raises(RefusedError, match="Chọn ít nhất một mô hình"):
            acts.plan_visit(office, team, wards["hoa_mac"], WHEN, rows)
    made = acts.plan_visit(office, team, school, WHEN, [theirs])
    assert (made.body, made.unit) == (school, wards["hoa_mac"])
    assert visit_place(visits(place).get()) == "Trường"


def test_an_appointment_is_moved_and_called_off_with_words(office, visit, lead):
    with pytest.raises(RefusedError, match="Ngày hẹn đã qua"):
        acts.move_visit(office, visit, Appointment(TODAY - timedelta(days=1), time(9), "x"), 1)
    moved = acts.move_visit(office, visit, Appointment(TODAY, time(9), "Trụ sở"), 1)
    assert (moved.on, moved.where, moved.version) == (TODAY, "Trụ sở", 2)
    for reason in (" ", "x" * 301):
        with pytest.raises(RefusedError, match="Ghi lý do thôi"):
            acts.cancel_appointment(office, visit, reason, 2)
    assert acts.cancel_appointment(office, visit, "mưa bão", 2).cancelled_reason == "mưa bão"
    with pytest.raises(RefusedError, match="đã thôi"):
        acts.record_visit(office, visit, Held(TODAY, {}), 3)
    assert findings_on(VisitFinding.objects.get().registration) == []
    assert [row[0] for row in told()[5:]] == ["Tổ số 1 đổi lịch thẩm định thực tế"] * 3 + [
        "Tổ số 1 thôi lịch thẩm định thực tế"
    ] * 3
    for act in (
        lambda actor: acts.move_visit(actor, visit, WHEN, 3),
        lambda actor: acts.cancel_appointment(actor, visit, "x", 3),
        lambda actor: acts.plan_visit(actor, visit.team, visit.unit, WHEN, []),
    ):
        with pytest.raises(NotAllowedError):
            act(factories.actor_for(lead.person.account))


def test_the_team_writes_down_what_it_found_and_it_stands_beside_the_sheet(visit, lead, registration, office):
    member = factories.actor_for(lead.person.account)
    found = {registration.pk: ("otherwise", " chỉ 30 hộ ")}
    held = acts.record_visit(member, visit, Held(TODAY, found, " Chủ tịch phường ", "Đi ba ngõ."), 1)
    assert (held.state, held.held_on, held.present, held.version) == ("held", TODAY, "Chủ tịch phường", 2)
    ((finding, text),) = file_beside_sheet(registration).findings
    assert (finding.get_finding_display(), text) == ("không như báo cáo", "chỉ 30 hộ")
    acts.record_visit(office, visit, Held(TODAY, {registration.pk: ("confirmed", "")}), 2)
    assert findings_on(registration)[0].finding == "confirmed"
    with pytest.raises(RefusedError, match="đã làm việc"):
        acts.move_visit(office, visit, WHEN, 3)
    actions = AuditRow.objects.filter(action__startswith="appraisal").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["appraisal.team", "appraisal.plan", "appraisal.record", "appraisal.record"]


def test_what_a_team_wrote_is_masked_with_the_file(visit, office, registration):
    acts.record_visit(office, visit, Held(TODAY, {registration.pk: ("complete", "Hòa Mạc thiếu sổ")}), 1)
    assert file_beside_sheet(registration, anonymous=True).findings[0][1] == "[đơn vị] thiếu sổ"


def test_whoever_is_not_in_the_team_writes_nothing(visit, place, stranger, staff, registration):
    outsider = factories.actor_for(factories.make_account(Role.COUNCIL, place))
    for actor in (outsider, stranger, staff):
        with pytest.raises(NotAllowedError):
            acts.record_visit(actor, visit, Held(TODAY, {registration.pk: ("confirmed", "")}), 1)
    assert not is_member(COMMAND_LINE, visit.team)


def test_all_faults_of_a_record_are_told_at_once(visit, office, registration):
    with pytest.raises(RefusedError) as refused:
        acts.record_visit(office, visit, Held(TODAY + timedelta(days=1), {}, "x" * 601, "x" * 4001), 1)
    assert said(refused) == ["Ngày làm việc", "Bên đơn vị", "Ghi chép", "Bếp ấm"]
    assert VisitFinding.objects.get().finding == ""


@pytest.mark.parametrize(
    ("finding", "text", "is_fine"),
    [
        ("confirmed", "", True),
        ("otherwise", "", False),
        ("complete", "thiếu", True),
        ("", "", False),
        ("x", "y", False),
        ("complete", "x" * 600, True),
        ("confirmed", "x" * 601, False),
    ],
)
def test_what_is_not_simply_right_is_said_in_words(finding, text, is_fine):
    assert (finding_problem(finding, text) == "") is is_fine


def test_days_of_appointments_and_records_have_two_sides():
    assert list(appointment_problems(TODAY, "x" * 200, 2024, TODAY)) == []
    assert [one.where for one in appointment_problems(TODAY, "x" * 201, 2025, TODAY)] == ["Ngày", "Nơi gặp"]
    assert [one.where for one in appointment_problems(TODAY - timedelta(days=1), "", 2024, TODAY)] == ["Ngày", "Nơi gặp"]
    assert list(held_problems(TODAY, 2024, TODAY)) == []
    assert [one.where for one in held_problems(TODAY, 2025, TODAY - timedelta(days=1))] == ["Ngày làm việc"] * 2


def test_what_waits_is_the_teams_own_or_the_offices_all(visit, lead, place, office):
    member, outsider = factories.actor_for(lead.person.account), factories.actor_for(factories.make_account(Role.COUNCIL, place))
    day = visit.on
    assert [waiting_visits(place, one, actor).count() for one, actor in ((day, None), (day, member), (day, outsider))] == [
        1,
        1,
        0,
    ]
    assert waiting_visits(place, day - timedelta(days=1)).count() == 0
    assert lead in may_be_members(place, TODAY)


def test_the_record_is_a_form_before_and_a_draft_no_more_after(visit, office, registration, place):
    assert visit_record(visit).draft
    file = StoredFile.objects.create(locality=place.code, name="a.jpg", media_type="image/jpeg", size=1, sha256="0" * 64)
    Evidence.objects.create(registration=registration, file=file, caption="Bếp ở ngõ 3", taken_on=TODAY)
    acts.record_visit(office, visit, Held(TODAY, {registration.pk: ("confirmed", "")}, "Chủ tịch", "Đi ba ngõ."), 1)
    held = visits(place).get()
    paper = visit_record(held)
    words = str(paper.blocks)
    assert (paper.draft, paper.on, "Bếp ở ngõ 3" in words, "Đi ba ngõ." in words, "đúng như báo cáo" in words) == (
        False,
        TODAY,
        True,
        True,
        True,
    )
    assert to_docx(paper)[:2] == b"PK"
    assert photographs_of(held).count() == 1
