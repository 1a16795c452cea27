import pytest

from kheo.recognition.models import Decision, DecisionLine
from tests.recognition.views.decision_pages import HERE, WORDS, sent, text_of


def test_problems_of_a_check_stand_on_the_page_with_the_remedy(office, scene):
    decision = scene.draft(lines=[])
    answer = sent(office, f"{HERE}{decision.pk}/kiem-tra/", version=1)
    assert answer.status_code == 422
    assert "Danh sách chưa có ai. Thêm ít nhất một dòng." in text_of(answer)
    decision.refresh_from_db()
    assert decision.state == "draft"


@pytest.mark.parametrize("version", ["", "x", "9", "²", "9" * 40])
def test_an_old_or_garbled_version_writes_nothing(office, scene, version):
    decision = scene.draft()
    assert sent(office, f"{HERE}{decision.pk}/xoa/", version=version).status_code == 422
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_a_draft_is_reopened_reworded_refilled_and_discarded(office, scene):
    decision = scene.checked()
    url = f"{HERE}{decision.pk}/"
    assert sent(office, f"{url}mo-lai/", version=2).status_code == 302
    words = WORDS | {"title": "Tên khác", "version": "3"}
    assert sent(office, f"{url}phan-chu/", **words, body=scene.body("bcd-dvk").pk).status_code == 302
    assert "checked" in text_of(office.get(f"{url}danh-sach/"))
    assert sent(office, f"{url}danh-sach/", version=4, registrations=[scene.registrations[2].pk]).status_code == 302
    assert [line.recipient for line in DecisionLine.objects.filter(decision=decision)] == ["Tập thể 03"]
    assert sent(office, f"{url}bo-dong/1/", version=5).status_code == 302
    assert "Danh sách chưa có ai." in text_of(office.get(url))
    decision.refresh_from_db()
    assert (decision.title, decision.version) == ("Tên khác", 6)
    assert sent(office, f"{url}xoa/", version=6).url == f"{HERE}?nam=2024"
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("step", "extra"), [("phan-chu/", WORDS), ("danh-sach/", {}), ("ban-hanh/", {"number": "1-QĐ/BCĐ", "day": "26/12/2024"})]
)
def test_two_people_at_once_the_second_reads_the_new_page_and_sends_again(office, scene, step, extra):
    decision = scene.checked() if step == "ban-hanh/" else scene.draft()
    Decision.objects.filter(pk=decision.pk).update(version=7)
    data = {**extra, "body": decision.body_id, "version": "1"}
    answer = sent(office, f"{HERE}{decision.pk}/{step}", **data)
    assert answer.status_code == 422
    assert "Người khác vừa sửa mục này" in text_of(answer)
    assert 'name="version" value="7"' in text_of(answer)
    assert sent(office, f"{HERE}{decision.pk}/{step}", **data | {"version": "7"}).status_code == 302


def test_number_and_day_are_checked_on_the_form(office, scene):
    decision = scene.checked()
    url = f"{HERE}{decision.pk}/ban-hanh/"
    assert 'value="26/12/2024"' in text_of(office.get(url))
    answer = sent(office, url, number="12", day="19/12/2024", version=2)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Số «12» chưa đúng cách ghi; ghi như in trên văn bản, ví dụ «12-QĐ/BCĐ»." in page
    assert "ở trước ngày chốt điểm 20/12/2024" in page
    assert sent(office, url, number="12-QĐ/BCĐ", day="hôm qua", version=2).status_code == 422


def test_a_gap_in_the_numbers_is_warned_of_after_issuing(office, scene):
    decision = scene.checked()
    answer = sent(office, f"{HERE}{decision.pk}/ban-hanh/", number="12-QĐ/BCĐ", day="26/12/2024", version=2)
    page = text_of(office.get(answer.url))
    assert "Đã ghi số 12-QĐ/BCĐ ngày 26/12/2024." in page
    assert "Khéo chưa có các số từ 1 đến 11 cùng ký hiệu" in page


def test_ending_what_was_not_recognised_is_refused_before_any_decision(office, scene):
    answer = sent(office, f"{HERE}ket-thuc/")
    assert "Chưa có quyết định công nhận nào" in text_of(office.get(answer.url))
    assert office.get("/gso2024-349/quyet-dinh/ket-thuc/").status_code == 405
