"""Information that people ask for: taken without who asks, answered within its term, forgotten in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.information import (
    AnswerContent,
    RequestContent,
    answer_request,
    enter_request,
    extend_request,
    forget_requests,
    send_request,
)
from kheo.democracy.models import InformationAnswer, InformationRequest
from kheo.democracy.queries.information import answers_of, code_digest, counted, request_of_code, waiting
from kheo.democracy.rules.information import CONTACT_KEPT, WORDS_KEPT, term_of
from kheo.foundation.audit.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from kheo.recognition.rules.codes import code_of
from tests.democracy.posting_scene import make_posting, paper
from tests.democracy.scene import wrong

pytestmark = pytest.mark.django_db
CODE = code_of(777)


def today():
    return timezone.localdate()


def content(**changes):
    usual = {"words": "Dự toán năm nay", "ground": "not_posted", "way": "page", "item": 2}
    return RequestContent(**(usual | changes))


def asked(scene, **changes):
    return send_request(scene.locality, content(**changes), CODE)


def entered(scene, day=None, **changes):
    return enter_request(scene.office, scene.locality, content(way="office", **changes), day or today())


def test_a_request_is_kept_without_who_asks_and_told_to_the_office(scene):
    made = asked(scene, words=" Dự  toán\n\n\n\nnăm nay ", contact="ten@vidu.vn")
    assert (made.words, made.contact, made.received_on, made.is_online) == ("Dự toán\n\nnăm nay", "", today(), True)
    assert made.due_on == term_of("page", today()).on
    assert request_of_code(scene.locality, CODE.lower()) == made
    assert CODE not in str(list(InformationRequest.objects.values()))
    row = AuditRow.objects.get(action="information.ask")
    assert (row.actor, row.details) == (
        None,
        {"item": 2, "ground": "not_posted", "way": "page", "due": made.due_on.isoformat()},
    )
    assert [one.text for one in Notice.objects.all()] == [f"Trả lời chậm nhất {made.due_on:%d/%m/%Y}."]


def test_an_address_is_kept_only_where_the_answer_is_sent(scene):
    assert asked(scene, way="mail", contact=" ten@vidu.vn ").contact == "ten@vidu.vn"


def test_sent_twice_it_is_one_request_and_a_code_of_next_door_or_none_is_refused(scene, there):
    assert asked(scene) == asked(scene, words="lần hai")
    assert InformationRequest.objects.get().words == "Dự toán năm nay"
    with pytest.raises(RefusedError, match="đã dùng ở nơi khác"):
        send_request(there.locality, content(), CODE)
    with pytest.raises(RefusedError, match="không đọc được"):
        send_request(scene.locality, content(), "không phải mã")
    assert request_of_code(there.locality, CODE) is None
    assert request_of_code(scene.locality, "không phải mã") is None
    assert code_digest("không phải mã") is None


def test_everything_wrong_is_said_at_once(scene, there):
    theirs = make_posting(there, today())
    with pytest.raises(RefusedError) as refusal:
        asked(scene, words=" ", ground="smoke", way="smoke", item=15, posting=theirs)
    assert [one.partition(":")[0] for one in wrong(refusal)] == [
        "Cần thông tin gì", "Trường hợp", "Nhận trả lời", "Nội dung", "Nội dung công khai này của địa phương khác.",
    ]  # fmt: skip
    with pytest.raises(RefusedError, match="Ghi ngày từ"):
        entered(scene, today() + timedelta(days=1))


def test_the_office_writes_down_what_came_on_paper(scene):
    day = today() - timedelta(days=3)
    posting = make_posting(scene, day)
    made = entered(scene, day, posting=posting, item=posting.item)
    assert (made.is_online, made.code_digest, made.posting, made.due_on) == (False, None, posting, term_of("office", day).on)
    assert AuditRow.objects.filter(action="information.enter").count() == 1


@pytest.mark.parametrize("who", ["head", "leader", "front", "inspector"])
def test_only_the_office_of_the_place_enters_answers_and_extends(scene, there, who):
    made = asked(scene)
    for actor in (getattr(scene, who), there.office):
        with pytest.raises(NotAllowedError):
            enter_request(actor, scene.locality, content(), today())
        with pytest.raises(NotAllowedError):
            answer_request(actor, made, AnswerContent("given", "Có."), made.version)
        with pytest.raises(NotAllowedError):
            extend_request(actor, made, today() + timedelta(days=9), "Vì", made.version)


def test_more_time_is_written_with_its_reason_and_only_while_it_waits(scene):
    made = asked(scene)
    later = made.due_on + timedelta(days=2)
    held = extend_request(scene.office, made, later, " Phải  tập hợp ", made.version)
    assert (held.due_on, held.extended_for, held.version) == (later, "Phải tập hợp", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        extend_request(scene.office, made, later + timedelta(days=1), "Nữa", 1)
    with pytest.raises(RefusedError, match="Chọn ngày sau"):
        extend_request(scene.office, made, later, "Nữa", 2)
    answer_request(scene.office, held, AnswerContent("given", "Ở trang 3."), 2)
    with pytest.raises(RefusedError, match="đã trả lời rồi"):
        extend_request(scene.office, made, later + timedelta(days=1), "Nữa", 3)


def test_an_answer_is_a_row_of_its_own_and_a_further_one_takes_its_place(scene):
    made = asked(scene)
    answer_request(scene.office, made, AnswerContent("refused", "Chưa có.", "beyond", "Sở"), 1)
    last = answer_request(scene.office, made, AnswerContent("given", "", "beyond"), 2, paper())
    made.refresh_from_db()
    assert [(one.outcome, one.reason, one.to) for one in answers_of(made)] == [("given", "", ""), ("refused", "beyond", "")]
    assert (made.answered_on, last.file.name) == (today(), "van-ban.txt")
    assert list(AuditRow.objects.filter(action="information.answer").order_by("pk").values_list("details", flat=True)) == [
        {"outcome": "refused", "reason": "beyond", "late": False, "sha256": ""},
        {"outcome": "given", "reason": "", "late": False, "sha256": last.file.sha256},
    ]
    led = answer_request(scene.office, made, AnswerContent("transferred", to=" Sở  Tài chính "), 3)
    assert led.to == "Sở Tài chính"


def test_an_answer_that_lacks_something_is_refused(scene):
    made = asked(scene)
    with pytest.raises(RefusedError) as refusal:
        answer_request(scene.office, made, AnswerContent("smoke"), 1, paper(is_not_secret=False))
    assert [one.partition(":")[0] for one in wrong(refusal)] == ["Xác nhận", "Kết quả"]
    assert InformationAnswer.objects.count() == 0


def test_what_came_and_how_it_stands_is_counted_with_what_is_late(scene, there):
    first, last = today() - timedelta(days=40), today()
    enter_request(there.office, there.locality, content(), today())
    entered(scene, first)
    for outcome in ("given", "transferred"):
        made = entered(scene)
        answer_request(scene.office, made, AnswerContent(outcome, "Lời", to="Sở"), 1)
    refused = entered(scene, first)
    answer_request(scene.office, refused, AnswerContent("refused", "Lời", "twice"), 1)
    found = counted(scene.locality, first, last, today())
    assert (found.received, found.given, found.refused, found.transferred, found.waiting, found.late) == (4, 1, 1, 1, 1, 2)
    assert counted(scene.locality, last + timedelta(days=1), last + timedelta(days=2), last).received == 0
    assert [one.received_on for one in waiting(scene.locality)] == [first]


def test_addresses_and_words_are_emptied_when_their_time_is_over_and_not_before(scene):
    made = asked(scene, way="post", contact="Tổ dân phố 1")
    assert forget_requests() == 0
    answer_request(scene.office, made, AnswerContent("given", "Lời"), 1)

    def answered(days):
        InformationRequest.objects.update(answered_on=today() - days)
        done = forget_requests()
        return done, *InformationRequest.objects.values_list("contact", "words").get()

    assert answered(CONTACT_KEPT) == (0, "Tổ dân phố 1", "Dự toán năm nay")
    assert answered(CONTACT_KEPT + timedelta(days=1)) == (1, "", "Dự toán năm nay")
    assert answered(WORDS_KEPT) == (0, "", "Dự toán năm nay")
    assert answered(WORDS_KEPT + timedelta(days=1)) == (1, "", "")
    assert forget_requests() == 0
