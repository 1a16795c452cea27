from datetime import timedelta

import pytest

from kheo.recognition.models import GivenOut
from kheo.recognition.queries.signed import (
    bytes_of,
    given_out_within,
    latest_copy,
    made_from,
    public_words,
    standing_given_out,
    told_of,
)
from tests.documents.signing import hand
from tests.recognition.actions.test_signing import SCAN, attach, issue, out

pytestmark = pytest.mark.usefixtures("in_process")


def test_the_file_given_out_is_found_at_the_head_of_what_came_back(scene, there):
    given = out(scene, scene.checked())
    out(there, there.checked())
    data = bytes_of(given)
    assert given_out_within(hand.sign(data), scene.locality) == given
    assert given_out_within(hand.sign(data), None) == given
    assert given_out_within(hand.sign(data), there.locality) is None
    assert given_out_within(data[:-1], None) is None
    assert given_out_within(data.replace(b"595", b"594", 1), None) is None


def test_a_file_is_known_by_the_name_it_bears_inside():
    given = hand.given()
    assert made_from(hand.rewritten(given), given)
    assert not made_from(SCAN, given)
    assert not made_from(given, SCAN)


def test_before_anything_was_given_out_nothing_stands(scene):
    decision = scene.issued()
    assert (standing_given_out(decision), latest_copy(decision)) == (None, None)


def test_a_scan_is_told_as_a_scan(scene):
    copy = attach(scene, scene.issued(), SCAN)
    assert [(one.tone, one.text) for one in told_of(copy)] == [
        ("weigh", "Tệp không có chữ ký số (bản quét, bản in ra): không chứng thực được ai ký.")
    ]


def test_a_time_of_signing_before_the_file_was_given_out_is_told(scene):
    decision = scene.checked()
    given = out(scene, decision)
    copy = attach(scene, issue(scene, decision), hand.sign(bytes_of(given)))
    assert not [one for one in told_of(copy) if one.tone == "bad"]
    later = GivenOut(decision=decision, file=given.file, version=2, given_at=given.given_at + timedelta(hours=1))
    copy.given_out = later
    assert [one.text for one in told_of(copy) if one.tone == "bad"] == [
        "Giờ ký của Người ký minh hoạ ở trước lúc Khéo đưa tệp ra; xem lại."
    ]


def test_what_anybody_may_know_of_the_signed_copy(scene):
    decision = scene.checked()
    given = out(scene, decision)
    issued = issue(scene, decision)
    assert public_words(issued) == ""
    attach(scene, issued, SCAN)
    assert public_words(issued) == "Cơ quan lưu bản quét đã ký của quyết định, không có chữ ký số."
    issued.refresh_from_db()
    attach(scene, issued, hand.sign(bytes_of(given)))
    told = "Quyết định đã ký số trên đúng tệp Khéo đưa ra, người ký: Người ký minh hoạ."
    assert public_words(issued) == told
    issued.refresh_from_db()
    early = hand.hand("Người ký hết hạn", hand.ago(9), hand.ago(2))
    attach(scene, issued, hand.sign(bytes_of(given), early))
    assert public_words(issued) == (
        "Quyết định đã ký số trên đúng tệp Khéo đưa ra, người ký: Người ký hết hạn. "
        "Có điều cần xem lại về chữ ký; hãy hỏi cơ quan ghi tên trên giấy."
    )
