from decimal import Decimal

import pytest

from kheo.assessment.models import Assessment, Criterion, ItemScore
from kheo.assessment.queries.self_scoring import self_scoring_of
from kheo.movement.actions.self_scores import confirm_scores, hand_scores, self_score_registration
from kheo.movement.models import Programme
from kheo.organisation.models import Role
from tests import factories
from tests.movement.actions.test_self_scores import points

pytestmark = pytest.mark.sqlite
LIST = "/gso2024-349/tu-cham/"


@pytest.fixture
def address(registration):
    return f"{LIST}duy-tien-2024/{registration.pk}/"


@pytest.fixture
def as_staff(sign_in, ward_body):
    return sign_in(Role.UNIT_STAFF, body="hoa-mac")


@pytest.fixture
def as_head(client, head_account):
    return lambda: client.force_login(head_account, backend="django.contrib.auth.backends.ModelBackend")


def typed(own="90", proof="biên bản 12/3", version="0", **more):
    key = Criterion.objects.get().pk
    return {f"own-{key}": own, f"proof-{key}": proof, "version": version, **more}


def test_an_empty_list_says_what_comes(as_staff):
    assert "chưa có mô hình nào để tự chấm" in as_staff.get(LIST).content.decode()


def test_the_page_of_a_registration_leads_its_unit_alone_to_the_sheet(
    sign_in, client, as_staff, neighbour, registration, address
):
    page = f"/{registration.programme.locality.code}/ho-so/{registration.pk}/"
    assert f'href="{address}"' in client.get(page).content.decode()
    for who in ({"role": Role.UNIT_STAFF, "body": "hoang-dong"}, {"role": Role.OFFICE}):
        sign_in(**who)
        assert f'href="{address}"' not in client.get(page).content.decode()


def test_a_unit_scores_saves_and_hands_to_its_head(as_staff, as_head, client, post, registration, address):
    assert "chưa tự chấm" in client.get(LIST).content.decode()
    assert "Gửi người đứng đầu xác nhận" in client.get(address).content.decode()
    assert post(address, typed(act="save"))["Location"] == address
    assert 'value="biên bản 12/3"' in client.get(address).content.decode()
    assert post(address, typed(version="2", act="hand"))["Location"] == address
    page = client.get(address).content.decode()
    assert ("chờ người đứng đầu xác nhận" in page, "Xác nhận của người đứng đầu" in page) == (True, False)
    as_head()
    assert "Xác nhận của người đứng đầu" in client.get(address).content.decode()
    post(f"{address}xac-nhan/", {"act": "send_back", "comment": "", "version": "4"})
    assert "Ghi rõ" in client.get(address).content.decode()
    post(f"{address}xac-nhan/", {"act": "send_back", "comment": "sửa mục 1", "version": "4"})
    page = client.get(address).content.decode()
    assert ("sửa mục 1" in page, "Gửi người đứng đầu xác nhận" in page) == (True, True)


def test_the_office_sees_verifies_and_returns(sign_in, client, post, staff, ward_head, registration, address):
    made = self_score_registration(staff, registration, points(), 0)
    sign_in()
    scores = f"/gso2024-349/cham-diem/duy-tien-2024/{registration.pk}/"
    page = client.get(scores).content.decode()
    assert ("Nhập hộ từ nay" in page, "Ghi và sang hồ sơ tiếp theo" in page) == (True, False)
    hand_scores(staff, registration, made.version)
    confirm_scores(ward_head, registration, 3)
    page = client.get(scores).content.decode()
    assert ("Đơn vị nêu: biên bản" in page, "Chủ tịch UBND phường" in page, "Trả lại đơn vị" in page) == (True, True, True)
    key = Criterion.objects.get().pk
    own = f'name="own-{key}" value="90"'
    assert own in page
    sent = {f"own-{key}": "90", f"verified-{key}": "80", f"reason-{key}": "thiếu sổ", "version": "4"}
    assert post(scores, sent).status_code == 302
    assert post(scores, {**sent, f"own-{key}": "95", "version": "5"}).status_code == 422
    post(f"{address}co-quan/", {"act": "return", "comment": "thiếu sổ thu", "version": "5"})
    assert self_scoring_of(Assessment.objects.get()).phase == "returned"
    post(f"{address}co-quan/", {"act": "return", "comment": "nữa", "version": "6"})
    assert "Không thể trả lại đơn vị" in client.get(scores).content.decode()
    post(f"{address}co-quan/", {"act": "take_over", "reason": "nộp giấy", "version": "6"})
    assert "Ghi và sang hồ sơ tiếp theo" in client.get(scores).content.decode()


def test_nothing_typed_is_lost(as_staff, post, registration, address):
    for wrong, said in (
        ({"own": "101"}, "nằm ngoài khoảng 0 đến 100"),
        ({"own": "abc"}, "Viết điểm bằng số"),
        ({"version": "9"}, "Người khác vừa sửa"),
        ({"proof": "x" * 301}, "300"),
    ):
        answer = post(address, typed(**wrong))
        page = answer.content.decode()
        assert (answer.status_code, said in page, str(wrong.get("own", "90")) in page) == (422, True, True)
    assert not ItemScore.objects.exists()


def test_handing_on_half_a_sheet_keeps_it_and_says_what_is_missing(as_staff, client, post, registration, address):
    post(address, typed(own="", act="hand"))
    assert "Đã lưu, chưa gửi được: Chưa tự chấm mục hieu-qua" in client.get(address).content.decode()
    assert ItemScore.objects.get().proof == "biên bản 12/3"


def test_it_is_saved_as_it_is_typed(as_staff, client, registration, address):
    answer = client.post(f"{address}luu/", typed(own="7,5"))
    assert (answer.status_code, answer["X-Kheo-Version"]) == (204, "2")
    assert ItemScore.objects.get().self_score == Decimal("7.5")
    assert (client.post(f"{address}luu/", typed()).status_code, client.post(f"{address}luu/", typed()).json()) == (
        409,
        {"version": 2},
    )
    for own, said in (("x", "Viết điểm"), ("7,3", "bước")):
        answer = client.post(f"{address}luu/", typed(own=own, version="2"))
        assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_a_neighbour_the_office_and_the_council_open_no_sheet_of_the_unit(
    sign_in, client, neighbour, registration, address, place
):
    sign_in(Role.UNIT_STAFF, body="hoang-dong")
    assert (client.get(address).status_code, client.get(LIST).status_code) == (403, 200)
    assert b"B\xe1\xba\xbfp \xe1\xba\xa5m" not in client.get(LIST).content
    for role in (Role.OFFICE, Role.COUNCIL):
        sign_in(role)
        assert client.get(address).status_code == 403


def test_what_came_on_paper_is_said_and_a_closed_sheet_shows_both_scores(as_staff, client, registration, address):
    Programme.objects.update(assessment_due="2024-12-20")
    factories.make_assessment(registration, closed_on=None)
    page = client.get(address).content.decode()
    assert ("nhập hộ phiếu này từ bản giấy" in page, page.count('data-label="Tự chấm"')) == (True, 1)
    Programme.objects.update(criteria_set=None)
    assert "Đã quá hạn" in client.get(address).content.decode()


def test_a_closed_sheet_shows_both_scores_to_its_unit(as_staff, client, staff, ward_head, registration, address):
    made = self_score_registration(staff, registration, points(), 0)
    hand_scores(staff, registration, made.version)
    confirm_scores(ward_head, registration, 3)
    assert "Thẩm định" not in client.get(address).content.decode().split("<main")[1]
    ItemScore.objects.update(verified_score=80, reason="thiếu sổ thu")
    Assessment.objects.update(state="closed", assessed_on="2024-12-20")
    page = client.get(address).content.decode()
    assert ("thiếu sổ thu" in page, "đã chốt điểm" in page, "<b>80 điểm</b> thẩm định" in page) == (True, True, True)


def test_without_criteria_the_page_says_whom_to_wait_for(as_staff, client, registration, address):
    Programme.objects.update(criteria_set=None)
    assert "chưa chọn bộ tiêu chí" in client.get(address).content.decode()


def test_another_programmes_address_does_not_open_it(as_staff, client, registration):
    assert client.get(f"{LIST}duy-tien-2023/{registration.pk}/").status_code == 404
