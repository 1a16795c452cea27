import json
from datetime import date

import pytest
from click.testing import CliRunner

from kheo.organisation.authority import find_grant
from kheo.organisation.models import Account, Body, Locality
from kheo.organisation.queries.levels import localities_below
from kheo.site.opening import open_locality, open_operator
from tests.factories import actor_for, make_programme, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    province = make_unit("gso2025-37", "Tỉnh Ninh Bình", "province")
    return make_unit("gso2025-13324", "Phường Duy Tiên", parent=province)


def run(command, *arguments):
    return CliRunner().invoke(command, list(arguments))


def test_a_locality_opens_with_its_usual_bodies_and_an_office_that_may_work(ward):
    done = run(open_locality, "gso2025-13324", "--json")
    document = json.loads(done.stdout)
    assert done.exit_code == 0
    assert document["bodies"] == [f"gso2025-13324/{slug}" for slug in ("dang-uy", "hdnd", "ubnd", "mttq", "bcd-dvk")]
    locality = Locality.objects.get(code="gso2025-13324")
    assert (locality.name, locality.wider_name, locality.illustrative) == ("Phường Duy Tiên", "tỉnh Ninh Bình", False)
    assert Body.objects.get(code="gso2025-13324/ubnd").name == "Ủy ban nhân dân phường Duy Tiên"
    account = Account.objects.get(username=document["username"])
    assert account.check_password(document["password"])
    assert account.must_change_password
    assert find_grant(actor_for(account), "programme.manage", locality).body == "gso2025-13324/bcd-dvk"


def test_the_bodies_are_as_old_as_the_unit_so_that_papers_from_before_the_installation_can_be_entered(ward):
    ward.founded_on = date(2025, 7, 1)
    ward.save()
    run(open_locality, "gso2025-13324")
    own = Body.objects.filter(locality__code="gso2025-13324")
    assert set(own.values_list("valid_from", flat=True)) == {date(2025, 7, 1)}
    assert "Ban Chỉ đạo" in own.values_list("short_name", flat=True)


def test_the_first_locality_brings_the_central_bodies_one_for_each_day(ward):
    make_unit("vn", "Việt Nam", "country")
    run(open_locality, "gso2025-13324")
    run(open_locality, make_unit("gso2025-13325", "Phường Khác").code, "--username", "nguoi-khac")
    central = Body.objects.filter(locality=None)
    assert central.on(date(2025, 1, 8)).get().name == "Ban Dân vận Trung ương"
    assert central.on(date(2026, 11, 24)).get().name == "Ban Tuyên giáo và Dân vận Trung ương"
    assert central.count() == 2


def test_a_locality_opens_once_and_a_failure_leaves_nothing(ward):
    run(open_locality, "gso2025-13324")
    again = run(open_locality, "gso2025-13324", "--username", "nguoi-khac")
    assert (again.exit_code, again.stderr) == (2, "Lỗi: gso2025-13324: Địa phương này đã mở.\n")
    other = make_unit("gso2025-13325", "Phường Khác")
    taken = run(open_locality, other.code, "--username", "thuongtruc")
    assert taken.exit_code == 2
    assert list(Locality.objects.values_list("code", flat=True)) == ["gso2025-13324"]
    assert Body.objects.filter(unit=other).count() == 0


def test_an_unknown_unit_and_one_that_keeps_no_year_are_refused(ward):
    assert "units find" in run(open_locality, "gso2025-99999").stderr
    make_unit("vn", "Việt Nam", "country")
    assert run(open_locality, "vn").exit_code == 2


def test_an_operator_opens_and_signs_nothing(ward):
    done = run(open_operator, "quantri")
    assert done.exit_code == 0
    run(open_locality, "gso2025-13324")
    operator = actor_for(Account.objects.get(username="quantri"))
    locality = Locality.objects.get()
    assert find_grant(operator, "account.manage", locality) is not None
    assert find_grant(operator, "decision.issue", locality) is None
    assert run(open_operator, "quantri").exit_code == 2


def test_a_province_opens_with_its_own_bodies_and_its_communes_lie_below_it(ward):
    run(open_locality, "gso2025-13324")
    done = run(open_locality, "gso2025-37", "--username", "van-phong-tinh", "--json")
    assert json.loads(done.stdout)["bodies"] == [f"gso2025-37/{slug}" for slug in ("tinh-uy", "hdnd", "ubnd", "mttq", "bcd-dvk")]
    province = Locality.objects.get(code="gso2025-37")
    assert (province.name, province.wider_name) == ("Tỉnh Ninh Bình", "")
    assert Body.objects.get(code="gso2025-37/tinh-uy").name == "Ban Chấp hành Đảng bộ tỉnh Ninh Bình"
    assert find_grant(actor_for(Account.objects.get(username="van-phong-tinh")), "nomination.sort", province) is not None
    assert [one.code for one in localities_below(province, date(2026, 11, 1))] == ["gso2025-13324"]


def test_the_pages_of_a_province_open_before_its_first_year_and_in_it(ward, client):
    run(open_locality, "gso2025-37", "--username", "van-phong-tinh")
    account = Account.objects.get(username="van-phong-tinh")
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    province = Locality.objects.get(code="gso2025-37")
    pages = ["", "ban-lam-viec/", "don-vi/", "mo-hinh/", "chuong-trinh/", "lap-chuong-trinh/", "to-chuc/"]
    assert {page: client.get(f"/gso2025-37/{page}").status_code for page in pages} == dict.fromkeys(pages, 200)
    programme = make_programme(province, 2026)
    assert client.get(f"/gso2025-37/chuong-trinh/{programme.code}/").status_code == 200
    assert {page: client.get(f"/gso2025-37/{page}").status_code for page in pages} == dict.fromkeys(pages, 200)
