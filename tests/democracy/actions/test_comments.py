"""Comments come in; nothing of who wrote them is kept."""

import pytest
from django.apps import apps

from kheo.democracy.actions.comments import CommentContent, TallyContent, enter_comment, record_tally, send_comment
from kheo.democracy.models import Comment, Stance, Tally, TallyCount
from kheo.democracy.queries.comments import code_digest, comment_of_code
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.recognition.rules.codes import code_of
from tests.democracy.consulting import CODE, closed, day, hands, on_paper, opened, planned, questions, say, time_passes
from tests.democracy.scene import wrong


def test_a_resident_says_something_and_finds_it_again_by_the_code(scene):
    made = opened(scene)
    kept = say(made, "Nên cấm từ 5 giờ.\n\n\n\nCảm ơn.", CODE, scene.village, "agree", "other")
    assert (kept.form, kept.state, kept.village, kept.received_on) == ("e", "waiting", scene.village, day())
    assert kept.text == "Nên cấm từ 5 giờ.\n\nCảm ơn."
    assert list(kept.stances.values_list("choice", flat=True)) == ["agree", "other"]
    assert kept.code_digest == code_digest(CODE)
    assert CODE not in str(list(Comment.objects.values()))
    assert comment_of_code(CODE.lower()) == kept
    assert comment_of_code(code_of(999)) is None
    assert comment_of_code("không phải mã") is None


def test_choices_alone_wait_for_no_reader(scene):
    assert say(opened(scene), "", CODE, None, "agree").state == "accepted"


def test_the_same_form_sent_again_is_one_comment(scene):
    made = opened(scene)
    first = say(made, "Một lần")
    assert say(made, "Một lần") == first
    assert (Comment.objects.count(), AuditRow.objects.filter(action="comment.send").count()) == (1, 1)


def test_a_code_of_another_consultation_or_no_code_at_all_keeps_nothing(scene):
    say(opened(scene), "Một")
    other = opened(scene, title="Đợt khác")
    for code in (CODE, "x", ""):
        with pytest.raises(RefusedError) as refusal:
            say(other, "Hai", code)
        assert wrong(refusal)[0].startswith("Mã theo dõi")
    assert Comment.objects.count() == 1


def test_a_comment_comes_until_the_last_day_and_not_after(scene):
    made = time_passes(opened(scene), 10)
    assert made.ends_on == day()
    assert say(made, "Ngày cuối").pk
    with pytest.raises(RefusedError, match="đã hết hạn ngày"):
        say(time_passes(made, 1), "Muộn", code_of(2))
    with pytest.raises(RefusedError, match="đang ở bước"):
        say(closed(scene, made), "Muộn nữa", code_of(3))
    with pytest.raises(RefusedError, match="đang ở bước"):
        say(planned(scene), "Sớm", code_of(4))


def test_dieu_26_khoan_2_only_the_forms_of_the_plan_are_taken(scene):
    made = opened(scene, forms=("b",))
    with pytest.raises(RefusedError, match=r"Kế hoạch không có hình thức này\. Có: Họp cộng đồng dân cư"):
        say(made, "Trên mạng")
    with pytest.raises(RefusedError, match="Kế hoạch không có hình thức này"):
        on_paper(scene, made, "Trên phiếu")
    assert on_paper(scene, made, "Ở cuộc họp", form="b").form == "b"


def test_what_is_wrong_with_a_comment_is_said(scene, there):
    made = opened(scene)
    for content, words in (
        (CommentContent(), "Chọn câu trả lời hoặc viết ý kiến"),
        (CommentContent("\u200b \n"), "Chọn câu trả lời hoặc viết ý kiến"),
        (CommentContent("a", {0: "agree"}), "không có trong đợt lấy ý kiến này"),
        (CommentContent("a", {questions(opened(there))[0]: "agree"}), "không có trong đợt lấy ý kiến này"),
        (CommentContent("a", {}, there.village), "Không phải thôn, tổ dân phố của Phường Duy Tiên"),
        (CommentContent("a" * 5001), "nhiều nhất 5000"),
    ):
        with pytest.raises(RefusedError, match=words):
            send_comment(made, content, CODE)
    assert (Comment.objects.count(), Stance.objects.count()) == (0, 0)


def test_hostile_words_are_kept_as_words(scene):
    text = "<script>alert(1)</script> '; DROP TABLE x; -- \x00\u202e"
    assert say(opened(scene), text).text == "<script>alert(1)</script> '; DROP TABLE x; --"


def test_a_head_types_in_for_the_own_village_alone(scene):
    made = opened(scene)
    kept = on_paper(scene, made, "Trên giấy", "disagree")
    assert (kept.form, kept.village, kept.received_on, kept.code_digest) == ("c", scene.village, day(-1), None)
    with pytest.raises(NotAllowedError):
        on_paper(scene, made, "Của tổ khác", village=scene.villages[1])
    with pytest.raises(NotAllowedError):
        enter_comment(scene.head, made, CommentContent("Không ghi tổ"), "c", day())
    with pytest.raises(RefusedError, match="do cơ quan thường trực nhập"):
        on_paper(scene, made, "Đường dây nóng", form="d")
    assert on_paper(scene, made, "Đường dây nóng", form="d", actor=scene.office).form == "d"
    assert enter_comment(scene.office, made, CommentContent("Hòm thư"), "d", day()).village is None


@pytest.mark.parametrize("who", ["front", "leader", "inspector"])
def test_nobody_else_types_in(scene, who):
    with pytest.raises(NotAllowedError):
        on_paper(scene, opened(scene), "Lời", actor=getattr(scene, who))


def test_the_head_next_door_types_nothing_in_here(scene, there):
    made = opened(scene)
    with pytest.raises(NotAllowedError):
        on_paper(scene, made, "Lời", actor=there.head, village=there.village)
    with pytest.raises(RefusedError, match="Không phải thôn"):
        on_paper(scene, made, "Lời", actor=scene.office, village=there.village)


@pytest.mark.parametrize(("offset", "is_taken"), [(-11, False), (-10, True), (0, True), (1, False)])
def test_paper_is_received_within_the_period(scene, offset, is_taken):
    made = opened(scene)
    if is_taken:
        assert on_paper(scene, made, "Lời", on=day(offset)).received_on == day(offset)
    else:
        with pytest.raises(RefusedError, match="Ngày nhận phải trong thời gian lấy ý kiến"):
            on_paper(scene, made, "Lời", on=day(offset))


def test_paper_of_the_last_day_is_typed_in_the_day_after_and_nothing_later(scene):
    made = time_passes(opened(scene), 11)
    assert on_paper(scene, made, "Lời", on=day(-1)).pk
    with pytest.raises(RefusedError, match="Ngày nhận"):
        on_paper(scene, made, "Lời", on=day())


def test_hands_are_counted_by_question(scene):
    made = opened(scene)
    row = hands(scene, made, 30, 5, 1)
    assert (row.form, row.present, row.village) == ("b", 40, scene.village)
    assert list(row.counts.values_list("agree", "disagree", "other")) == [(30, 5, 1)] * 2
    with pytest.raises(RefusedError, match="Đúng số đếm này đã ghi rồi"):
        hands(scene, made, 30, 5, 1)
    with pytest.raises(RefusedError, match="Cộng lại là 41, nhiều hơn 40"):
        hands(scene, made, 30, 11)
    with pytest.raises(NotAllowedError):
        hands(scene, made, actor=scene.other_head)
    counts = {pk: {"agree": 1} for pk in questions(made)}
    for content in (
        TallyContent("h", day(), 40, counts, scene.village),
        TallyContent("d", day(), 40, counts, scene.village),
        TallyContent("b", day(1), 40, counts, scene.village),
        TallyContent("b", day(), 40, {}, scene.village),
    ):
        with pytest.raises(RefusedError):
            record_tally(scene.head, made, content)
    assert Tally.objects.count() == 1


def test_a_tally_is_corrected_by_another_that_names_it_once(scene, there):
    made = opened(scene)
    first = hands(scene, made, 30)
    second = hands(scene, made, 31, corrects=first)
    assert second.corrects == first
    with pytest.raises(RefusedError, match="đã được ghi lại"):
        hands(scene, made, 32, corrects=first)
    with pytest.raises(RefusedError, match="đợt lấy ý kiến khác"):
        hands(scene, opened(scene, title="Khác"), corrects=second)
    other = hands(scene, made, actor=scene.office, village=scene.villages[1])
    with pytest.raises(NotAllowedError):
        hands(scene, made, corrects=other)
    with pytest.raises(NotAllowedError):
        hands(scene, made, corrects=hands(there, opened(there)))
    with pytest.raises(TypeError):
        first.delete()
    with pytest.raises(TypeError):
        TallyCount.objects.filter(tally=first).update(agree=40)


def test_no_row_of_a_comment_knows_who_wrote_it(scene):
    """Neither a name, nor an account, nor an address, nor the hour: there is nothing to search by."""
    fields = {field.name for field in apps.get_model("democracy.Comment")._meta.concrete_fields}
    assert fields == {
        "id", "consultation", "form", "village", "text", "digest", "received_on", "code_digest", "state", "reason",
        "topic", "version",
    }  # fmt: skip
    say(opened(scene), "Lời của ai đó")
    row = AuditRow.objects.get(action="comment.send")
    assert (row.actor, row.authority) == (None, "public")
