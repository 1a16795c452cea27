"""Reading, gathering and answering comments (Luật 10/2022/QH15 Điều 28 khoản 3)."""

import pytest

from kheo.democracy.actions.results import publish_results
from kheo.democracy.actions.topics import (
    TopicContent,
    accept_comment,
    add_topic,
    answer_topic,
    edit_topic,
    set_aside_comment,
)
from kheo.democracy.rules.comments import REASONS
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.recognition.rules.codes import code_of
from tests.democracy.consulting import closed, fresh, gathered, opened, say
from tests.democracy.scene import wrong


@pytest.fixture
def made(scene):
    return opened(scene)


def test_comments_are_gathered_by_a_person(scene, made):
    comment = say(made, "Cấm từ 5 giờ")
    topic = gathered(scene, made, comment)
    held = fresh(comment)
    assert (held.state, held.topic, held.version) == ("accepted", topic, 2)
    assert fresh(accept_comment(scene.office, comment, None, 2)).topic is None


@pytest.mark.parametrize("who", ["head", "leader", "front"])
def test_only_the_office_gathers(scene, made, who):
    comment, actor = say(made, "Lời"), getattr(scene, who)
    for act in (
        lambda: add_topic(actor, made, TopicContent("Tên")),
        lambda: accept_comment(actor, comment, None, 1),
        lambda: set_aside_comment(actor, comment, "attack", 1),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_a_topic_has_a_name_of_its_own(scene, made):
    topic = add_topic(scene.office, made, TopicContent("  Giờ  cấm "))
    assert topic.title == "Giờ cấm"
    for title, words in ((" ", "Đặt tên cho nhóm"), ("Giờ cấm", "Đã có nhóm tên này"), ("a" * 201, "Dài 201")):
        with pytest.raises(RefusedError, match=words):
            add_topic(scene.office, made, TopicContent(title))
    with pytest.raises(RefusedError, match="Người dân nói gì: Dài 3001"):
        add_topic(scene.office, made, TopicContent("Khác", "a" * 3001))
    assert add_topic(scene.office, opened(scene, title="Đợt khác"), TopicContent("Giờ cấm")).pk
    held = edit_topic(scene.office, topic, TopicContent("Giờ cấm", "Nói rõ hơn"), 1)
    assert (held.summary, held.version) == ("Nói rõ hơn", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_topic(scene.office, topic, TopicContent("Khác"), 1)


def test_a_topic_of_another_consultation_gathers_nothing_here(scene, made):
    elsewhere = add_topic(scene.office, opened(scene, title="Đợt khác"), TopicContent("Giờ"))
    with pytest.raises(RefusedError, match="đợt lấy ý kiến khác"):
        accept_comment(scene.office, say(made, "Lời"), elsewhere, 1)


@pytest.mark.parametrize("reason", list(REASONS))
def test_a_comment_is_set_aside_with_its_reason_and_harmful_words_are_gone(scene, made, reason):
    comment = say(made, "Lời này", code_of(7), None, "agree")
    held = set_aside_comment(scene.office, comment, reason, 1)
    assert (held.state, held.reason, held.topic) == ("set_aside", reason, None)
    assert fresh(comment).text == ("Lời này" if REASONS[reason].keeps_words else "")
    assert bool(fresh(comment).digest) is REASONS[reason].keeps_words
    assert comment.stances.count() == 1
    if REASONS[reason].keeps_words:
        assert accept_comment(scene.office, comment, None, 2).reason == ""
    else:
        with pytest.raises(RefusedError, match="đã xoá"):
            accept_comment(scene.office, comment, None, 2)
    assert "Lời này" not in str(list(AuditRow.objects.values()))


def test_no_reason_is_no_reason(scene, made):
    with pytest.raises(RefusedError, match="Chọn lý do"):
        set_aside_comment(scene.office, say(made, "Lời"), "mood", 1)


def test_a_topic_is_answered_when_nothing_more_comes_in(scene, made):
    topic = gathered(scene, made, say(made, "Lời"))
    with pytest.raises(RefusedError, match="cần ở bước «Đang tổng hợp, trả lời»"):
        answer_topic(scene.office, topic, "taken", "Được.", 1)
    closed(scene, made)
    held = answer_topic(scene.leader, topic, "explained", "Giữ như dự thảo vì …", 1)
    assert (held.verdict, held.answer, held.version) == ("explained", "Giữ như dự thảo vì …", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        answer_topic(scene.office, topic, "taken", "Được.", 1)
    for verdict, answer, where in (
        ("", "Lời", "Cách trả lời"),
        ("taken", " ", "Lời trả lời"),
        ("taken", "a" * 6001, "Lời trả lời"),
    ):
        with pytest.raises(RefusedError) as refusal:
            answer_topic(scene.office, topic, verdict, answer, 2)
        assert wrong(refusal)[0].startswith(where)
    with pytest.raises(NotAllowedError):
        answer_topic(scene.head, topic, "taken", "Được.", 2)


def test_after_publication_nothing_is_read_gathered_or_answered_anew(scene, made):
    comment = say(made, "Lời")
    topic = gathered(scene, made, comment)
    held = closed(scene, made)
    answer_topic(scene.office, topic, "taken", "Được.", 1)
    publish_results(scene.office, held, held.version)
    for act in (
        lambda: answer_topic(scene.office, topic, "explained", "Không.", 2),
        lambda: edit_topic(scene.office, topic, TopicContent("Khác"), 2),
        lambda: add_topic(scene.office, made, TopicContent("Mới")),
        lambda: set_aside_comment(scene.office, comment, "attack", 2),
        lambda: accept_comment(scene.office, comment, None, 2),
    ):
        with pytest.raises(RefusedError, match="đang ở bước «Đã công khai kết quả»"):
            act()
    assert fresh(topic).answer == "Được."
