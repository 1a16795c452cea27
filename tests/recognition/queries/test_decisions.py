from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.organisation.queries.trail import history_of
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.models import Decision, DecisionKind, LineRevocation
from kheo.recognition.queries.candidates import candidates_for
from kheo.recognition.queries.choices import bodies_for, usual_words
from kheo.recognition.queries.decisions import certificates_missing, find_decision, following_kind, issued_decisions, steps_of
from kheo.recognition.queries.facts import checks_of
from kheo.recognition.queries.lines import content_of
from tests import factories


def test_issued_decisions_by_date_without_drafts_proposals_and_neighbours(scene, there):
    one = scene.registrations[0]
    first = scene.issued("12-QĐ/BCĐ")
    scene.issued("13-QĐ/BCĐ", "outstanding", scene.lines(one))
    scene.issued("05-TTr/BCĐ", "proposal", scene.lines(one))
    medal = scene.issued("846-QĐ/BDVTW", "medal", [scene.person(1), scene.person(2)], body="central", day=date(2024, 12, 20))
    scene.draft("commendation", [scene.person()], body="ubnd")
    there.issued("77-QĐ/BCĐ")
    rows = issued_decisions(scene.locality, 2024)
    assert rows[:2] == [
        {"id": medal.pk, "kind": "medal", "number": "846-QĐ/BDVTW", "date": "2024-12-20", "count": 2},
        {"id": first.pk, "kind": "recognition", "number": "12-QĐ/BCĐ", "date": "2024-12-26", "count": 3},
    ]
    assert [row["kind"] for row in rows] == ["medal", "recognition", "outstanding"]
    assert issued_decisions(scene.locality, 2023) == []


def test_a_decision_is_found_in_its_locality_only(scene, there):
    decision = scene.draft()
    assert find_decision(scene.locality, decision.pk) == decision
    assert find_decision(there.locality, decision.pk) is None


def test_the_steps_of_the_year_tell_what_is_issued_and_what_waits(scene):
    scene.issued(lines=scene.lines(*scene.registrations[:2]))
    scene.draft("outstanding", scene.lines(scene.registrations[0]))
    steps = {str(step.kind): step for step in steps_of(scene.programme)}
    assert [(kind, step.issued, step.waiting, step.is_done, step.is_under_way) for kind, step in steps.items()] == [
        ("recognition", 2, 1, True, False),
        ("outstanding", 0, 2, False, True),
        ("proposal", 0, 0, False, False),
        ("commendation", 0, 0, False, False),
        ("medal", 0, 0, False, False),
    ]


def test_a_line_taken_back_is_neither_counted_as_recognised_nor_waited_for(scene):
    decision = scene.issued(lines=scene.lines(*scene.registrations[:2]))
    line = decision.lines.first()
    LineRevocation.objects.create(line=line, reason="Nhầm", paper="QĐ 30", on=date(2025, 1, 10))
    steps = {str(step.kind): step for step in steps_of(scene.programme)}
    recognition, outstanding = steps["recognition"], steps["outstanding"]
    assert (recognition.issued, recognition.is_done, outstanding.waiting) == (1, True, 1)
    assert [(one.lines_count, one.revoked_count) for one in recognition.decisions] == [(2, 1)]
    assert len(candidates_for(scene.programme, DecisionKind.OUTSTANDING)) == outstanding.waiting


def test_candidates_for_recognition_stand_by_place_and_say_what_speaks_against_them(scene, there):
    best = factories.make_registration(scene.programme, "Hay nhất", holder="Tổ 1")
    factories.make_assessment(best, 95.5)
    below = factories.make_registration(scene.programme, "Dưới ngưỡng", holder="Tổ 2")
    factories.make_assessment(below, 20)
    unclosed = factories.make_registration(scene.programme, "Chưa chốt", holder="Tổ 3")
    factories.make_assessment(unclosed, 90, None)
    factories.make_registration(scene.programme, "Chưa điểm", holder="Tổ 4")
    factories.make_registration(scene.programme, "Đã dừng", state="stopped")
    found = [
        (one.registration.initiative.title, one.remark, one.suggested) for one in candidates_for(scene.programme, "recognition")
    ]
    assert found == [
        ("Hay nhất", "hạng 1 · 95,5 điểm · Đạt", True),
        ("Chưa chốt", "90 điểm, chưa chốt phiếu", False),
        ("Cách làm 01", "hạng 3 · 80 điểm · Đạt", True),
        ("Cách làm 02", "hạng 3 · 80 điểm · Đạt", True),
        ("Cách làm 03", "hạng 3 · 80 điểm · Đạt", True),
        ("Dưới ngưỡng", "20 điểm, dưới ngưỡng xếp loại", False),
        ("Chưa điểm", "chưa có điểm, chưa chốt phiếu", False),
    ]


def test_a_programme_without_criteria_set_proposes_everything_in_assessment(scene):
    plain = factories.make_programme(scene.locality, 2025)
    factories.make_registration(plain, "Không phiếu")
    assert [(one.remark, one.suggested) for one in candidates_for(plain, "recognition")] == [("", True)]


def test_candidates_of_the_later_lists_are_those_of_the_list_before_not_taken_yet(scene):
    one, two, three = scene.registrations
    scene.issued(lines=scene.lines(two, one))
    assert [c.registration for c in candidates_for(scene.programme, "outstanding")] == [two, one]
    scene.issued("13-QĐ/BCĐ", "outstanding", scene.lines(one))
    assert [c.registration for c in candidates_for(scene.programme, "outstanding")] == [two]
    assert [c.remark for c in candidates_for(scene.programme, "proposal")] == ["số 13-QĐ/BCĐ ngày 26/12/2024"]
    assert candidates_for(scene.programme, "commendation") == []
    assert candidates_for(scene.programme, "medal") == []
    assert [c.registration for c in candidates_for(scene.programme, "recognition")] == [three]


def test_queries_do_not_grow_with_the_number_of_lines(scene):
    def asked(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    few = scene.draft(lines=scene.lines(scene.registrations[0]))
    many = scene.draft()
    assert asked(lambda: checks_of(few)) == asked(lambda: checks_of(many))
    before = asked(lambda: candidates_for(scene.programme, "recognition"))
    for number in range(5):
        factories.make_assessment(factories.make_registration(scene.programme, f"Thêm {number}"), 70)
    assert asked(lambda: candidates_for(scene.programme, "recognition")) == before


def test_bodies_that_may_issue_are_the_localitys_own_and_those_outside(scene, there):
    central = factories.make_central_body()
    assert list(bodies_for(scene.programme, "medal")) == [central]
    assert list(bodies_for(scene.programme, "commendation")) == [scene.body("ubnd")]
    assert {body.locality_id for body in bodies_for(scene.programme, "recognition")} == {scene.locality.pk}


def test_a_new_draft_starts_from_the_words_of_the_same_bodys_last_paper(scene):
    words = usual_words(scene.programme, "recognition")
    assert words == {
        "title": "Công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
        "body": scene.body("bcd-dvk").pk,
        "place_name": "xã Duy Tiên".removeprefix("xã "),
        "signer_authority": "T/M BAN CHỈ ĐẠO",
    }
    scene.draft()
    assert usual_words(scene.programme, "proposal")["signer_name"] == "Người ký minh hoạ"
    factories.make_central_body()
    assert usual_words(scene.programme, "medal")["place_name"] == "Hà Nội"


def test_a_new_draft_without_any_body_asks_for_everything(scene):
    assert usual_words(scene.programme, "medal") == {
        "title": "Tặng Kỷ niệm chương “Vì sự nghiệp Dân vận”",
        "body": None,
        "place_name": "Duy Tiên",
    }


def test_missing_certificates_are_counted_for_issued_recognitions_only(scene):
    decision = scene.issued()
    assert certificates_missing(decision) == 3
    issue_certificates(scene.office, decision)
    assert certificates_missing(decision) == 0
    assert certificates_missing(scene.issued("13-QĐ/BCĐ", "outstanding")) == 0
    assert certificates_missing(scene.draft(lines=[])) == 0


def test_history_tells_who_did_what_the_newest_first(scene, there):
    decision = scene.checked()
    there.checked()
    who = scene.office.name
    assert [(event.what, event.who) for event in history_of(decision)] == [("kiểm tra, trình ký", who), ("lập dự thảo", who)]


def test_a_registration_without_holder_is_listed_under_its_body_or_its_own_name(scene):
    body = scene.body("mttq")
    of_body = factories.make_registration(scene.programme, "Của cơ quan", holder="", body=body)
    nobody = factories.make_registration(scene.programme, "Không ai ghi tên", holder="")
    assert [content_of(one).recipient for one in (of_body, nobody)] == [body.name, "Không ai ghi tên"]


def test_kinds_stand_in_the_order_in_which_the_work_flows():
    assert [str(kind) for kind in DecisionKind] == ["recognition", "outstanding", "proposal", "commendation", "medal"]


def test_every_list_leads_to_the_next_and_the_medal_to_none(scene):
    kinds = ["recognition", "outstanding", "proposal", "commendation", "medal"]
    assert [following_kind(Decision(kind=kind)) for kind in kinds] == [*kinds[1:], None]


def test_a_list_begins_only_where_somebody_can_come_into_it(scene):
    assert [step.kind for step in steps_of(scene.programme) if step.may_begin] == ["recognition", "commendation", "medal"]
    scene.issued("12-QĐ/BCĐ")
    assert "outstanding" in [step.kind for step in steps_of(scene.programme) if step.may_begin]
