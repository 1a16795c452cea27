import pytest

from kheo.organisation.models import Role
from tests import factories

ADDRESS = "/gso2024-349/chuong-trinh/duy-tien-2024/don-vi-hom-nay/"


@pytest.fixture
def split(programme, wards):
    return factories.make_registration(programme, "Hoà giải", unit=wards["hoang_dong"])


def choose(registration, unit, version=1, **more):
    return {"registration": str(registration.pk), "version": str(version), "successor": str(unit.pk) if unit else "", **more}


def test_the_office_chooses_and_takes_back(sign_in, post, split, wards):
    client = sign_in()
    page = client.get(ADDRESS).content.decode()
    assert ("1 hồ sơ chưa phân bổ" in page, "chưa phân bổ</th>" in page, "Phường Duy Tân" in page) == (True, True, True)
    assert post(ADDRESS, choose(split, wards["duy_tan"]))["Location"] == ADDRESS
    split.refresh_from_db()
    assert split.allocated_unit == wards["duy_tan"]
    assert "Mọi hồ sơ đều có đơn vị hôm nay" in client.get(ADDRESS).content.decode()
    assert post(ADDRESS, choose(split, None, 2, act="take_back")).status_code == 302
    split.refresh_from_db()
    assert split.allocated_unit is None


def test_a_choice_that_cannot_be_is_told(sign_in, post, split, wards, elsewhere):
    sign_in()
    theirs = factories.make_registration(factories.make_programme(elsewhere))
    for sent, said in (
        (choose(split, None), "Chọn đơn vị nhận trong danh sách."),
        (choose(split, wards["hoa_mac"]), "Đơn vị này không nhận phần nào"),
        (choose(split, wards["duy_tan"], 7), "Người khác vừa sửa mục này"),
        (choose(theirs, wards["duy_tan"]), "Chọn đơn vị nhận trong danh sách."),
        ({"registration": "x"}, "Chọn đơn vị nhận trong danh sách."),
    ):
        answer = post(ADDRESS, sent)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    split.refresh_from_db()
    assert split.allocated_unit is None


def test_only_the_office_opens_the_page(sign_in, programme, elsewhere):
    assert sign_in(Role.LEADER).get(ADDRESS).status_code == 403
    assert sign_in(Role.OFFICE, elsewhere).get(ADDRESS).status_code == 403


def test_the_page_of_many_costs_what_one_costs(sign_in, split, programme, wards, django_assert_max_num_queries):
    client = sign_in()
    with django_assert_max_num_queries(40) as first:
        client.get(ADDRESS)
    for _ in range(8):
        factories.make_registration(programme, unit=wards["hoang_dong"])
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(ADDRESS)
