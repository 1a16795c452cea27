import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.agencies import record_board, record_recommendation
from kheo.democracy.models import AgencyBoard, AgencyConference, AgencyPosting, AgencyReply, AgencyTakenDown
from kheo.organisation.models import Body
from tests import factories
from tests.democracy.views.sending import HERE, send, sign_in, words

TODAY = timezone.localdate()


@pytest.fixture
def front(scene):
    return factories.body_of(scene.locality, "mttq")


def told(day):
    return f"{day:%d/%m/%Y}"


def test_a_union_s_staff_tell_hold_elect_and_answer_for_their_own_body(client, scene, front):
    sign_in(client, scene.front)
    here = f"dan-chu-co-quan/{front.pk}/"
    before = TODAY - timedelta(days=40)
    answer = send(
        client, f"{here}cong-khai/", item="3", title="Dự toán", dated_on=told(before), form="posted", posted_on=told(TODAY),
        file=SimpleUploadedFile("anh.csv", b"a\n1\n"), is_not_secret="on",
    )  # fmt: skip
    assert answer.url == f"{HERE}{here}"
    posting = AgencyPosting.objects.get()
    assert b"".join(client.get(f"{HERE}{here}cong-khai/{posting.pk}/tep/").streaming_content) == b"a\n1\n"
    send(client, f"{here}cong-khai/{posting.pk}/go/", on=told(TODAY))
    year = (TODAY - timedelta(days=31)).year
    send(
        client, f"{here}hoi-nghi/{year}/", held_on=told(TODAY), staff="12", summoned="12", scattered="", present="8",
        votes_for="5", resolution="Giữ nền nếp họp",
    )  # fmt: skip
    send(client, f"{here}ban-thanh-tra/", elected_on=told(TODAY), members="3", special="")
    send(client, f"{here}kien-nghi/", received_on=told(TODAY), text="Sửa mái nhà để xe")
    asked = front.agencyrecommendation_rows.get()
    page = words(client.get(f"{HERE}{here}?nam={TODAY.year}"))
    assert "chậm, hạn" in page
    assert "Công khai chậm nhất 5 ngày làm việc, kể từ ngày có văn bản" in page
    assert "Niêm yết, đăng ít nhất 20 ngày liên tục. Không buộc niêm yết khi" in page
    assert "Trả lời kiến nghị trong 15 ngày, kể từ ngày người đứng đầu nhận được kiến nghị của Ban Thanh tra nhân dân" in page
    assert "gỡ sớm" in page
    assert "Sửa mái nhà để xe" in page
    send(client, f"{here}kien-nghi/{asked.pk}/", replied_on=told(TODAY), text="Đã sửa")
    assert AgencyReply.objects.get().text == "Đã sửa"
    meeting = words(client.get(f"{HERE}{here}?nam={year}"))
    assert "có mặt 8 trong 12 người được triệu tập" in meeting
    assert "nghị quyết được thông qua" in meeting
    assert AgencyTakenDown.objects.get().on == TODAY


def test_what_is_refused_keeps_what_was_typed_and_names_the_article(client, scene, front):
    sign_in(client, scene.front)
    answer = send(
        client, f"dan-chu-co-quan/{front.pk}/hoi-nghi/2025/", held_on=told(date(2026, 3, 2)), staff="40", summoned="20",
        scattered="", present="21", votes_for="1", resolution="Nghị quyết đã gõ",
    )  # fmt: skip
    page = words(answer)
    assert answer.status_code == 422
    assert "Điều 51 khoản 2 điểm a" in page
    assert "Ghi một số từ 0 đến số được triệu tập (20)" in page
    assert "Nghị quyết đã gõ" in page
    assert AgencyConference.objects.count() == 0


def test_a_correction_takes_the_place_of_the_row_and_the_old_one_is_closed(client, scene, front):
    sign_in(client, scene.office)
    here = f"dan-chu-co-quan/{front.pk}/"
    asked = {"held_on": told(date(2026, 3, 2)), "staff": "12", "summoned": "12", "scattered": "", "resolution": ""}
    send(client, f"{here}hoi-nghi/2025/", present="7", votes_for="7", **asked)
    old = AgencyConference.objects.get()
    assert "cần ít nhất 8 người" in words(client.get(f"{HERE}{here}?nam=2025"))
    assert 'value="7"' in client.get(f"{HERE}{here}hoi-nghi/2025/{old.pk}/").content.decode()
    refused = send(client, f"{here}hoi-nghi/2025/{old.pk}/", present="9", votes_for="7", **asked)
    assert (refused.status_code, AgencyConference.objects.count()) == (422, 1)  # not without a reason
    asked["why"] = "Đếm sót hai người."
    assert send(client, f"{here}hoi-nghi/2025/{old.pk}/", present="9", votes_for="7", **asked).status_code == 302
    page = words(client.get(f"{HERE}{here}?nam=2025"))
    assert "có mặt 9 trong 12" in page
    assert "cần ít nhất 8 người" not in page
    assert "Đếm sót hai người. Bản trước khi đính chính (1) Ghi" in page
    assert "có mặt 7 trong 12 người được triệu tập, 7 người tán thành; cơ quan có 12 người." in page
    assert client.get(f"{HERE}{here}hoi-nghi/2025/{old.pk}/").status_code == 404


def test_each_sees_and_writes_what_is_theirs(client, scene, there, front):
    other = factories.body_of(scene.locality, "ubnd")
    foreign = factories.body_of(there.locality, "mttq")
    record_board(scene.office, other, TODAY, 3)
    record_recommendation(scene.office, other, TODAY, "Việc riêng của Uỷ ban")
    sign_in(client, scene.front)
    assert re.findall(r"dan-chu-co-quan/(\d+)/", client.get(f"{HERE}dan-chu-co-quan/").content.decode()) == [str(front.pk)]
    codes = {
        who: [
            client.get(f"{HERE}dan-chu-co-quan/{body.pk}/").status_code
            for body in (front, other, foreign)
            if sign_in(client, getattr(scene, who))
        ]
        for who in ("front", "office", "leader", "head")
    }
    assert codes == {
        "front": [200, 403, 404], "office": [200, 200, 404], "leader": [200, 200, 404], "head": [403, 403, 403],
    }  # fmt: skip
    sign_in(client, scene.leader)
    assert "Ghi hội nghị" not in words(client.get(f"{HERE}dan-chu-co-quan/{front.pk}/"))
    assert send(client, f"dan-chu-co-quan/{front.pk}/ban-thanh-tra/", elected_on=told(TODAY), members="3").status_code == 403
    assert AgencyBoard.objects.count() == 1


def test_the_list_tells_who_is_late_and_an_empty_year_what_to_do(client, scene):
    sign_in(client, scene.office)
    page = words(client.get(f"{HERE}dan-chu-co-quan/?nam=2024"))
    assert "Quá hạn hội nghị" in page
    Body.objects.filter(locality=scene.locality).update(valid_from=date(2025, 1, 1))
    assert "Chưa có cơ quan nào" in words(client.get(f"{HERE}dan-chu-co-quan/?nam=2024"))
    assert client.get(f"{HERE}dan-chu-co-quan/999999/").status_code == 404


def test_the_year_prints_as_pdf_and_word(client, scene, front):
    sign_in(client, scene.front)
    here = f"{HERE}dan-chu-co-quan/{front.pk}/"
    assert client.get(f"{here}nam-{TODAY.year}.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{here}nam-{TODAY.year}.docx").content[:2] == b"PK"
    assert [client.get(f"{here}{name}").status_code for name in ("nam-2026.exe", "nam-2022.pdf", "hoi-nghi/2022/")] == [404] * 3
    assert client.get(f"{here}cong-khai/1/tep/").status_code == 404
    assert client.get(f"{here}kien-nghi/1/").status_code == 404


def test_the_list_asks_as_many_queries_for_many_agencies_as_for_one(client, scene, front):
    sign_in(client, scene.office)
    client.get(f"{HERE}dan-chu-co-quan/")

    def count():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"{HERE}dan-chu-co-quan/")
        return len(asked)

    few = count()
    for number in range(12):
        body = factories.make_body(scene.locality, f"truong-{number}", f"Trường số {number}", Body.Kind.SCHOOL)
        record_board(scene.office, body, TODAY, 3)
        record_recommendation(scene.office, body, TODAY, "Sửa mái")
    assert count() == few
