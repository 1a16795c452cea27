"""The office's pages of the ceremony: the list with what is missing, hand and words, the script in three forms."""

import io
from datetime import date

import docx
import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from kheo.conference.models import AwardGroup, Conference
from kheo.recognition.actions.certificates import correct_certificate, revoke_certificate
from tests import factories
from tests.conference.stage import make_day
from tests.documents.reading import whole_text

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
ON = date(2025, 1, 8)


@pytest.fixture
def office(client, day):
    client.force_login(get_user_model().objects.get(pk=day.office.account_id), backend=BACKEND)
    return client


def url(day, name, *more):
    return reverse(f"conference:{name}", args=[day.town.locality.code, day.conference.pk, *more])


def page(client, day, name, *more):
    answer = client.get(url(day, name, *more))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_is_built_by_a_button_and_says_what_came_in(client):
    day = make_day(factories.KIM_BANG, built=False)
    client.force_login(get_user_model().objects.get(pk=day.office.account_id), backend=BACKEND)
    assert "Lập danh sách trao tặng" in page(client, day, "ceremony")
    answer = client.post(url(day, "build_ceremony"), {"once": "khoa-cua-bieu-mau-0001"}, follow=True)
    assert "Đã thêm 6 tên vào lễ trao tặng." in answer.content.decode()
    again = client.post(url(day, "build_ceremony"), {"once": "khoa-cua-bieu-mau-0002"}, follow=True)
    assert "Danh sách đã đủ, không có tên mới." in again.content.decode()


def test_a_closed_conference_takes_no_more_names(office, day):
    Conference.objects.filter(pk=day.conference.pk).update(state="closed", closed_at="2025-01-08T11:00:00+07:00")
    answer = office.post(url(day, "build_ceremony"), {"once": "khoa-cua-bieu-mau-0001"})
    assert answer.status_code == 422
    assert "Không thể sửa lễ trao tặng" in answer.content.decode()


def test_what_is_missing_and_what_to_know_stands_on_top(office, day):
    day.town.issued("8-QĐ/BDVTW", "medal", [day.town.person(3)], body="central")
    day.guest("Tập thể 03", "absent")
    revoke_certificate(day.office, day.certificate("Tập thể 02"), "Kê khai không đúng", "Quyết định 15-QĐ/BCĐ", ON)
    correct_certificate(day.office, day.certificate("Tập thể 01"), {"initiative": "Đường hoa"}, "Sai", "Công văn 5", ON)
    text = page(office, day, "ceremony")
    for said in (
        "1 tên có quyết định mà chưa ở nhóm nào",
        "Tập thể 02: không gọi lên nhận",
        "Tập thể 03: chưa ghi ai nhận thay",
        "Trao giấy mới số 0004",
        "chưa có người trao",
    ):
        assert said in text
    assert text.count("chưa có người trao") == 3


def test_hand_and_words_of_a_group_are_written_on_their_page(office, day):
    group = AwardGroup.objects.get(decision=day.medal)
    sent = {"presenter": "Bí thư", "title": "Trao kỷ niệm chương", "known": "", "once": "khoa-cua-bieu-mau-0001"}
    assert office.post(url(day, "award_group", group.pk), sent).status_code == 302
    late = office.post(url(day, "award_group", group.pk), {**sent, "presenter": "Chủ tịch", "once": "khoa-cua-bieu-mau-0002"})
    assert late.status_code == 422
    assert 'value="Chủ tịch"' in late.content.decode()
    assert "thành «Bí thư»" in late.content.decode()
    group.refresh_from_db()
    assert (group.presenter, group.title) == ("Bí thư", "Trao kỷ niệm chương")


def test_a_receiver_is_written_on_its_page(office, day):
    award = day.award("Tập thể 02")
    sent = {"receiver": "Chi hội phó", "known": "", "once": "khoa-cua-bieu-mau-0001"}
    assert office.post(url(day, "receiver", award.pk), sent).status_code == 302
    again = office.post(url(day, "receiver", award.pk), {**sent, "receiver": "Ai khác", "once": "khoa-cua-bieu-mau-0002"})
    assert (again.status_code, 'value="Ai khác"' in again.content.decode()) == (422, True)
    award.refresh_from_db()
    assert award.receiver == "Chi hội phó"


def test_a_group_is_moved_by_its_button(office, day):
    group = AwardGroup.objects.get(decision=day.commendation)
    sent = {"huong": "len", "stage_version": 2, "once": "khoa-cua-bieu-mau-0001"}
    assert office.post(url(day, "move_group", group.pk), sent).status_code == 302
    stale = office.post(url(day, "move_group", group.pk), {**sent, "once": "khoa-cua-bieu-mau-0002"})
    none = office.post(url(day, "move_group", group.pk), {"once": "khoa-cua-bieu-mau-0003"})
    assert [stale.status_code, none.status_code] == [422, 422]
    assert [one.group.decision.kind for one in day.stage().groups] == ["medal", "commendation", "recognition"]


def test_records_of_a_neighbour_are_not_found_under_this_conference(office, day):
    other = make_day(factories.KIM_BANG)
    group = AwardGroup.objects.filter(conference=other.conference).first()
    for address in (
        url(day, "award_group", group.pk),
        url(day, "receiver", other.award("Cá nhân 01").pk),
        reverse("conference:ceremony", args=[day.town.locality.code, other.conference.pk]),
    ):
        assert office.get(address).status_code == 404


def test_the_script_reads_out_every_name_with_its_unit_initiative_and_certificate(office, day):
    revoke_certificate(day.office, day.certificate("Tập thể 02"), "Kê khai không đúng", "Quyết định 15-QĐ/BCĐ", ON)
    said = [
        "Tập thể 01",
        "Phường Hòa Mạc",
        "Mô hình, điển hình “Cách làm 01”",
        "Giấy chứng nhận số 0001",
        "KHÔNG GỌI: giấy số 0002 đã thu hồi từ 08/01/2025",
    ]
    html = page(office, day, "script")
    word = office.get(url(day, "script_docx"))
    printed = office.get(url(day, "script_pdf"))
    paragraphs = docx.Document(io.BytesIO(word.content)).paragraphs
    in_word = "\n".join(paragraph.text for paragraph in paragraphs)
    in_pdf = whole_text(printed.content)
    for text in said:
        assert text in html
        assert text in in_word
        assert text in " ".join(in_pdf.split())
    assert (printed["Content-Type"], word.status_code) == ("application/pdf", 200)


def test_type_of_the_script_is_large(office, day):
    document = docx.Document(io.BytesIO(office.get(url(day, "script_docx")).content))
    sizes = {name: document.styles[name].font.size.pt for name in ("Tên được gọi", "Lời đọc")}
    assert sizes == {"Tên được gọi": 20, "Lời đọc": 18}


def test_a_script_that_cannot_be_printed_says_so(office, day):
    AwardGroup.objects.filter(decision=day.medal).update(title="Trao \U0001f600")
    for name in ("script_pdf", "script_docx"):
        answer = office.get(url(day, name), follow=True)
        assert "Chưa in được" in answer.content.decode()


def test_the_page_costs_the_same_for_few_names_and_many(office, day, django_assert_max_num_queries):
    with django_assert_max_num_queries(22) as few:
        page(office, day, "ceremony")
    day.town.issued("47/QĐ-UBND", "commendation", [day.town.person(number) for number in range(20, 40)], body="ubnd")
    with django_assert_max_num_queries(len(few)):
        page(office, day, "ceremony")
