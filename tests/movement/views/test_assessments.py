from decimal import Decimal

import pytest

from kheo.assessment.models import Assessment, Criterion
from kheo.movement.models import Registration
from kheo.organisation.models import Role
from tests import factories

RANKING = "/gso2024-349/cham-diem/duy-tien-2024/"


@pytest.fixture
def registration(programme):
    return factories.make_registration(programme, "Bếp ấm", state="running")


@pytest.fixture
def address(registration):
    return f"{RANKING}{registration.pk}/"


def scores(own="90", verified="87,5", reason="thiếu sổ thu chi", version="0", **more):
    key = Criterion.objects.get().pk
    return {f"own-{key}": own, f"verified-{key}": verified, f"reason-{key}": reason, "version": version, **more}


def test_scores_are_typed_beside_the_file_and_lead_to_the_next(sign_in, post, programme, registration, address):
    following = factories.make_registration(programme, "Cổng trường", state="running")
    client = sign_in()
    page = client.get(address).content.decode()
    assert ("Ghi và sang hồ sơ tiếp theo" in page, "Hồ sơ chưa có tệp minh chứng nào." in page) == (True, True)
    answer = post(address, scores(then="next"))
    assert answer["Location"] == f"{RANKING}{following.pk}/"
    assert Assessment.objects.get().scores.values_list("self_score", "verified_score", "reason").get() == (
        Decimal(90),
        Decimal("87.5"),
        "thiếu sổ thu chi",
    )
    assert 'value="87,5"' in client.get(address).content.decode()


def test_after_the_last_one_the_ranking_follows(sign_in, post, registration, address):
    sign_in()
    assert post(address, scores(then="next"))["Location"] == RANKING
    assert post(address, scores(version="2", then="stay"))["Location"] == address


def test_nothing_typed_is_lost_when_a_score_is_wrong(sign_in, post, address):
    sign_in()
    for wrong, said in (
        ({"verified": "87.3"}, "không theo bước 0,5"),
        ({"verified": "abc"}, "Viết điểm bằng số, ví dụ 7 hoặc 7,5."),
        ({"verified": "nan"}, "Viết điểm bằng số, ví dụ 7 hoặc 7,5."),
        ({"verified": "1e400"}, "Viết điểm bằng số, ví dụ 7 hoặc 7,5."),
        ({"own": "101"}, "nằm ngoài khoảng 0 đến 100"),
        ({"reason": ""}, "ghi lý do"),
        ({"version": "9"}, "Người khác vừa sửa mục này"),
    ):
        answer = post(address, scores(**wrong))
        page = answer.content.decode()
        assert (answer.status_code, said in page, 'value="90"' in page or "own" in wrong) == (422, True, True)
    assert Assessment.objects.count() == 0


def test_an_empty_sheet_saves_a_part(sign_in, post, address):
    sign_in()
    assert post(address, scores(own="", verified="", reason="")).status_code == 302
    assert post(address, scores(own="90", verified="", reason="", version="2")).status_code == 302
    assert Assessment.objects.get().scores.get().verified_score is None


def test_closing_opening_again_and_closing_all(sign_in, post, programme, registration, address):
    client = sign_in()
    post(address, scores())
    assert post(f"{address}chot/", {"day": "99/99", "version": "2"})["Location"] == address
    assert "viết ngày chốt điểm theo ngày/tháng/năm" in client.get(address).content.decode()
    assert post(f"{address}chot/", {"day": "20/12/2024", "version": "2"}).status_code == 302
    page = client.get(address).content.decode()
    assert ("đã chốt ngày 20/12/2024" in page, 'name="own-' in page) == (True, False)
    post(f"{address}chot/", {"day": "20/12/2024", "version": "3"})
    assert "Chưa chốt được" in client.get(address).content.decode()
    post(f"{address}mo-lai/", {"reason": "", "version": "3"})
    assert "Chưa mở lại được: ghi lý do." in client.get(address).content.decode()
    post(f"{address}mo-lai/", {"reason": "nhập nhầm", "version": "3"})
    assert "mở lại ngày" in client.get(address).content.decode()
    post(f"{address}mo-lai/", {"reason": "lần nữa", "version": "4"})
    assert "Chưa mở lại được: Phiếu điểm đang mở" in client.get(address).content.decode()
    wrong = post(f"{RANKING}chot/", {"day": "x"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["day"])
    half = factories.make_registration(programme, "Nửa", state="running")
    post(f"{RANKING}{half.pk}/", scores(verified="", reason=""))
    assert post(f"{RANKING}chot/", {"day": "20/12/2024"})["Location"] == RANKING
    assert "Đã chốt 1 phiếu điểm. Còn 1 phiếu chưa đủ điểm." in client.get(RANKING).content.decode()
    assert post(f"{RANKING}chot/", {"day": "20/12/2024"}).status_code == 422


def test_the_ranking_tells_place_class_and_progress(sign_in, programme):
    for title, total in (("Một", 80), ("Hai", 90), ("Ba", 80), ("Bốn", 40)):
        factories.make_assessment(factories.make_registration(programme, title), total)
    factories.make_registration(programme, "Chưa chấm")
    factories.make_registration(programme, "Đã dừng", state="stopped")
    answer = sign_in(Role.COUNCIL).get(RANKING)
    ranked = [(one.registration.initiative.title, one.place, one.standing.class_name) for one in answer.context["ranked"]]
    assert ranked == [("Hai", 1, "Đạt"), ("Ba", 2, "Đạt"), ("Một", 2, "Đạt"), ("Bốn", 4, ""), ("Chưa chấm", None, "")]
    assert str(answer.context["progress"]) == "4/5"


def test_the_ranking_of_many_costs_what_one_costs(sign_in, programme, django_assert_max_num_queries):
    client = sign_in(Role.COUNCIL)
    factories.make_assessment(factories.make_registration(programme))
    with django_assert_max_num_queries(20) as first:
        client.get(RANKING)
    for _ in range(8):
        factories.make_assessment(factories.make_registration(programme))
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(RANKING)


def test_without_a_set_or_rows_the_page_says_what_to_do(sign_in, programme):
    client = sign_in()
    assert "Chưa có hồ sơ nào để chấm" in client.get(RANKING).content.decode()
    programme.criteria_set = None
    programme.save()
    registration = factories.make_registration(programme)
    assert "Chương trình chưa chọn bộ tiêu chí" in client.get(RANKING).content.decode()
    assert "Chương trình chưa chọn bộ tiêu chí" in client.get(f"{RANKING}{registration.pk}/").content.decode()


def test_the_council_reads_and_does_not_score(sign_in, post, address):
    client = sign_in(Role.COUNCIL)
    assert 'name="own-' not in client.get(address).content.decode()
    assert post(address, scores()).status_code == 403
    assert Assessment.objects.count() == 0


def test_minutes_are_set_in_both_forms(sign_in, programme):
    client = sign_in()
    assert client.get(f"{RANKING}bien-ban/pdf/")["Location"] == RANKING
    factories.make_assessment(factories.make_registration(programme, "Một"), 80)
    for form, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(f"{RANKING}bien-ban/{form}/")
        assert answer.content.startswith(head)
        assert answer["Content-Disposition"] == f'attachment; filename="bien-ban-tham-dinh-duy-tien-2024.{form}"'
    assert client.get(f"{RANKING}bien-ban/exe/").status_code == 404


def test_sheets_of_another_locality_or_year_are_not_found(sign_in, programme, registration, place, elsewhere, address):
    other_year = factories.make_programme(place, 2025)
    assert sign_in().get(f"/gso2024-349/cham-diem/{other_year.code}/{registration.pk}/").status_code == 404
    client = sign_in(Role.OFFICE, elsewhere)
    factories.make_programme(elsewhere, code="kim-bang-2024")
    assert client.get(RANKING).status_code == 403
    assert client.get(address.replace("gso2024-349", "gso2024-350")).status_code == 404
    assert client.get(f"/gso2024-350/cham-diem/kim-bang-2024/{registration.pk}/").status_code == 404
    assert Registration.objects.get().state == "running"
