"""Luật 10/2022/QH15 Điều 28 khoản 3–5: published, decided, explained, reported."""

import pytest

from kheo.democracy.actions.results import correct_decision, publish_results, record_decision, report_to_council
from kheo.democracy.actions.topics import accept_comment, answer_topic, set_aside_comment
from kheo.democracy.models import ConsultationDecision, ConsultationResult
from kheo.democracy.queries.consultations import decision_of
from kheo.democracy.rules.records import digest
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.recognition.rules.codes import code_of
from tests.democracy.consulting import (
    answered,
    closed,
    day,
    decided,
    decision,
    fresh,
    gathered,
    hands,
    opened,
    questions,
    say,
)
from tests.democracy.scene import wrong


def test_dieu_28_khoan_3_nothing_is_published_while_a_comment_is_unread_or_a_topic_unanswered(scene):
    made = opened(scene)
    first, second = say(made, "Một", code_of(1)), say(made, "Hai", code_of(2))
    topic = gathered(scene, made, first)
    held = closed(scene, made)
    source = "(Điều 28 khoản 3 Luật 10/2022/QH15)."
    with pytest.raises(RefusedError) as refusal:
        publish_results(scene.office, held, held.version)
    assert wrong(refusal) == [
        f"Còn 1 ý kiến chưa đọc; nhận vào nhóm hoặc ghi lý do không đưa lên {source}",
        f"Còn 1 nhóm chưa trả lời tiếp thu hoặc giải trình {source}",
    ]
    accept_comment(scene.office, second, None, 1)
    answer_topic(scene.office, topic, "taken", "Được.", 1)
    with pytest.raises(RefusedError) as refusal:
        publish_results(scene.office, held, held.version)
    assert wrong(refusal) == [f"Còn 1 ý kiến chưa xếp vào nhóm {source}"]
    set_aside_comment(scene.office, second, "off_topic", 2)
    assert publish_results(scene.office, held, held.version).published_on == day()


def test_dieu_28_khoan_3_what_is_published_is_frozen(scene):
    made = answered(scene)
    result = made.result
    assert made.state == "answered"
    assert result.sha256 == digest(result.content)
    assert result.content == {
        "questions": [
            {"text": question.text, "counts": {"agree": 30, "disagree": 5, "other": 0}, "leading": "agree"}
            for question in made.questions.all()
        ],
        "topics": [
            {
                "title": "Giờ cấm đỗ",
                "summary": "Người dân nói về giờ.",
                "number": 1,
                "verdict": "taken",
                "answer": "Đổi giờ cấm đỗ thành 5 giờ đến 8 giờ.",
            }
        ],
        "heard": [
            {"village": "Tổ dân phố Điệp Sơn", "form": "Họp cộng đồng dân cư", "comments": 0, "present": 40},
            {
                "village": "Không ghi nơi",
                "form": "Cổng, trang thông tin điện tử của cấp xã",
                "comments": 1,
                "present": 0,
            },
        ],
        "set_aside": [],
    }  # fmt: skip
    with pytest.raises(TypeError):
        ConsultationResult.objects.filter(pk=result.pk).update(content={})
    with pytest.raises(RefusedError):
        publish_results(scene.office, made, made.version)


def test_what_was_set_aside_is_told_by_number_and_reason(scene):
    made = opened(scene)
    set_aside_comment(scene.office, say(made, "Lời xấu"), "attack", 1)
    held = closed(scene, made)
    result = publish_results(scene.office, held, held.version)
    assert result.content["set_aside"] == [{"reason": "công kích, xúc phạm người khác", "number": 1}]
    assert "Lời xấu" not in str(result.content)


def test_dieu_28_khoan_4_with_the_majority_no_explanation_is_asked(scene):
    row = decided(scene)
    assert list(row.points.values_list("as_asked", "majority", "is_against")) == [(True, "agree", False)] * 2
    assert fresh(row.consultation).state == "decided"


def test_dieu_28_khoan_4_against_the_majority_the_explanation_is_demanded(scene):
    made = answered(scene)
    with pytest.raises(RefusedError) as refusal:
        record_decision(scene.office, made, decision(made, True, False), made.version)
    assert wrong(refusal) == [
        (
            "Giải trình: Quyết định khác ý kiến của đa số ở «Bạn có đồng ý giờ cấm đỗ 6 giờ đến 9 giờ không?»: "
            "phải nêu lý do (Điều 28 khoản 4 Luật 10/2022/QH15)."
        )
    ]
    row = record_decision(scene.office, made, decision(made, True, False, explanation="Vì an toàn."), made.version)
    assert list(row.points.values_list("is_against", flat=True)) == [False, True]
    assert AuditRow.objects.get(action="consultation.decide").details["against"] == 1


def test_dieu_28_khoan_4_without_a_majority_nothing_goes_against_it(scene):
    made = opened(scene)
    hands(scene, made, 20, 20)
    held = closed(scene, made)
    publish_results(scene.office, held, held.version)
    made = fresh(held)
    row = record_decision(scene.office, made, decision(made, False, False), made.version)
    assert list(row.points.values_list("majority", "is_against")) == [("", False)] * 2


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"number": " "}, "Số quyết định"),
        ({"number": "a" * 61}, "Số quyết định"),
        ({"summary": ""}, "Nội dung quyết định"),
        ({"summary": "a" * 6001}, "Nội dung quyết định"),
        ({"explanation": "a" * 6001}, "Giải trình"),
        ({"as_asked": {}}, ""),
    ],
)
def test_what_a_decision_misses_is_named(scene, change, where):
    made = answered(scene)
    with pytest.raises(RefusedError) as refusal:
        record_decision(scene.office, made, decision(made, **change), made.version)
    assert [problem.where for problem in refusal.value.problems] == [where]


@pytest.mark.parametrize("offset", [-1, 1])
def test_a_decision_is_of_the_days_between_the_end_and_today(scene, offset):
    made = answered(scene)
    with pytest.raises(RefusedError, match="Ngày quyết định"):
        record_decision(scene.office, made, decision(made, decided_on=day(offset)), made.version)


def test_a_decision_is_corrected_beside_the_row_that_was_wrong(scene):
    first = decided(scene)
    made = fresh(first.consultation)
    for words in ("", "a" * 301):
        with pytest.raises(RefusedError):
            correct_decision(scene.office, first, decision(made, number="46/QĐ-UBND"), words)
    second = correct_decision(scene.office, first, decision(made, number="46/QĐ-UBND"), "Ghi nhầm số.")
    assert (second.corrects, second.reason, decision_of(made)) == (first, "Ghi nhầm số.", second)
    with pytest.raises(RefusedError, match="đã được ghi lại"):
        correct_decision(scene.office, first, decision(made), "Lần nữa.")
    with pytest.raises(RefusedError, match="phải nêu lý do"):
        correct_decision(scene.office, second, decision(made, False, True), "Sai điểm 1.")
    with pytest.raises(TypeError):
        ConsultationDecision.objects.filter(pk=first.pk).update(number="1")


def test_dieu_28_khoan_5_reported_to_the_council_s_session_and_the_front(scene):
    made = fresh(decided(scene).consultation)
    with pytest.raises(RefusedError) as refusal:
        report_to_council(scene.office, made, " ", day(1), day(2), made.version)
    assert [problem.where for problem in refusal.value.problems] == ["Kỳ họp", "Ngày báo cáo", "Ngày gửi Mặt trận"]
    with pytest.raises(RefusedError):
        report_to_council(scene.office, made, "a" * 201, day(), day(), made.version)
    row = report_to_council(scene.office, made, "Kỳ họp thường lệ giữa năm", day(), day(), made.version)
    assert (fresh(made).state, row.session) == ("reported", "Kỳ họp thường lệ giữa năm")
    with pytest.raises(RefusedError):
        report_to_council(scene.office, made, "Kỳ khác", day(), day(), fresh(made).version)
    assert correct_decision(scene.office, decision_of(made), decision(made, number="47/QĐ-UBND"), "Nhầm.").pk


@pytest.mark.parametrize("who", ["head", "leader", "front"])
def test_only_the_office_publishes_decides_and_reports(scene, who):
    actor, made = getattr(scene, who), answered(scene)
    for act in (
        lambda: publish_results(actor, made, made.version),
        lambda: record_decision(actor, made, decision(made), made.version),
        lambda: report_to_council(actor, made, "Kỳ", day(), day(), made.version),
    ):
        with pytest.raises(NotAllowedError):
            act()
    row = decided(scene, made)
    with pytest.raises(NotAllowedError):
        correct_decision(actor, row, decision(made), "Lý do")
    assert len(questions(made)) == 2


def test_what_was_published_before_it_was_entered_keeps_its_day(scene):
    held = closed(scene)
    with pytest.raises(RefusedError, match="chưa đến"):
        publish_results(scene.office, held, held.version, day(1))
    with pytest.raises(RefusedError, match="Đã kết thúc nhận ý kiến ngày"):
        publish_results(scene.office, held, held.version, day(-1))
    assert publish_results(scene.office, held, held.version, day()).published_on == day()
