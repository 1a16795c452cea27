"""Pages of spreading and merging: what the public reads, what staff write, where old addresses lead."""

from datetime import date

import pytest

from kheo.foundation.models import StoredFile
from kheo.movement.actions.merging import merge_initiatives
from kheo.movement.models import Evidence, Guidance, Initiative, Lineage, Submission
from kheo.movement.queries.merging import plan_of
from kheo.organisation.models import Body, Role
from tests import factories

TOWN = "/gso2024-349"


@pytest.fixture
def origin(programme, wards):
    return factories.make_registration(programme, "Đường hoa thay rác", unit=wards["hoa_mac"], state="running")


@pytest.fixture
def copy(programme, place):
    school = factories.make_body(place, "truong", "Trường Minh Hoạ", Body.Kind.SCHOOL)
    return factories.make_registration(programme, "Sân trường xanh", unit=place.unit, body=school, state="running")


def at(registration, rest=""):
    return f"{TOWN}/ho-so/{registration.pk}/{rest}"


def learn(copy, origin, **fields):
    return Lineage.objects.create(copy=copy.initiative, origin=origin.initiative, learnt_on=date(2024, 3, 1), **fields)


def test_an_origin_is_searched_chosen_and_told(sign_in, post, copy, origin):
    client = sign_in(Role.UNIT_STAFF, body="truong")
    found = client.get(at(copy, "hoc-tu/?q=duong+hoa"))
    assert [one for one, _place, _years in found.context["origins"]] == [origin.initiative]
    chosen = at(copy, f"hoc-tu/?goc={origin.initiative_id}")
    assert client.get(chosen).context["origin"] == origin.initiative
    typed = {"learnt_on": "01/03/2024", "extent": "part", "part": "", "consent": "given"}
    again = post(chosen, typed)
    assert (again.status_code, again.context["form"]["part"].errors) == (422, ["Ghi đã học phần nào."])
    answer = post(chosen, {**typed, "part": "cách ủ"})
    assert (answer.status_code, answer["Location"]) == (302, at(copy, "#hoc-tu"))
    assert Lineage.objects.values_list("copy", "origin", "part").get() == (copy.initiative_id, origin.initiative_id, "cách ủ")
    assert client.get(at(copy, "hoc-tu/?goc=999999")).status_code == 404
    assert "cách ủ" in client.get(at(copy)).content.decode()


def test_a_row_is_mended_answered_and_removed(sign_in, post, copy, origin):
    row = learn(copy, origin)
    sign_in()
    edited = post(
        f"{TOWN}/hoc-tu/{row.pk}/", {"learnt_on": "02/03/2024", "extent": "whole", "consent": "not_asked", "version": "1"}
    )
    assert edited.status_code == 302
    stale = post(f"{TOWN}/hoc-tu/{row.pk}/", {"act": "remove", "version": "1"})
    assert (stale.status_code, Lineage.objects.count()) == (422, 1)
    assert post(f"{TOWN}/hoc-tu/{row.pk}/tra-loi/", {"consent": "refused", "version": "2"})["Location"] == at(origin, "#hoc-tu")
    assert Lineage.objects.values_list("consent", "version").get() == ("refused", 3)
    assert post(f"{TOWN}/hoc-tu/{row.pk}/tra-loi/", {"consent": "?", "version": "3"}).status_code == 302
    assert Lineage.objects.values_list("consent", "version").get() == ("refused", 3)
    assert post(f"{TOWN}/hoc-tu/{row.pk}/", {"act": "remove", "version": "3"}).status_code == 302
    assert Lineage.objects.count() == 0


def test_everybody_reads_the_tree_and_the_picture_of_the_town(client, copy, origin):
    learn(copy, origin)
    page = client.get(f"{TOWN}/mo-hinh/{origin.initiative_id}/lan-toa/").content.decode()
    assert page.count("<circle") == 2
    assert page.count(f'href="{TOWN}/mo-hinh/{copy.initiative_id}/"') == 2  # in the picture, and in the list
    assert 'role="img"' in page
    town = client.get(f"{TOWN}/lan-toa/").content.decode()
    assert f'href="{TOWN}/mo-hinh/{origin.initiative_id}/lan-toa/"' in town
    story = client.get(f"{TOWN}/mo-hinh/{copy.initiative_id}/").content.decode()
    assert ("Học từ" in story, "Muốn làm theo" in story, "lam-theo/?" in story) == (True, True, False)
    assert client.get(f"{TOWN}/mo-hinh/999999/lan-toa/").status_code == 404


def test_following_begins_a_form_with_the_origin_in_it(sign_in, post, copy, origin):
    client = sign_in(Role.UNIT_STAFF, body="truong")
    story = client.get(f"{TOWN}/mo-hinh/{origin.initiative_id}/")
    assert (f"{TOWN}/lam-theo/?mo-hinh={origin.initiative_id}" in story.content.decode(), story["Cache-Control"]) == (
        True,
        "no-store",
    )
    address = f"{TOWN}/lam-theo/?mo-hinh={origin.initiative_id}"
    assert client.get(address).context["form"].initial == {"title": "Đường hoa thay rác"}
    answer = post(address, {"place": f"b{copy.initiative.body_id}", "title": "Đường hoa trường em"})
    made = Submission.objects.get()
    assert (answer.status_code, made.learnt_from, made.content["title"]) == (302, origin.initiative, "Đường hoa trường em")
    assert (made.body, made.content["kind"]) == (copy.initiative.body, "mo_hinh")
    factories.make_programme(origin.programme.locality, 2025)
    assert (client.get(address).context["chosen"], client.get(f"{TOWN}/lam-theo/?mo-hinh=0").status_code) == (None, 404)


def test_a_sheet_is_shown_to_all_only_once_it_is_public(sign_in, post, client, origin):
    public = f"{TOWN}/mo-hinh/{origin.initiative_id}/huong-dan/"
    assert client.get(public).status_code == 404
    sign_in()
    assert post(at(origin, "huong-dan/"), {"steps": "", "version": "0"}).status_code == 422
    assert post(at(origin, "huong-dan/"), {"steps": "Bàn\nLàm", "version": "0"})["Location"] == public
    own = client.get(public)
    assert (own.status_code, own["Cache-Control"]) == (200, "no-store")
    client.logout()
    assert client.get(public).status_code == 404
    Guidance.objects.update(is_public=True)
    assert "<li>Bàn</li>" in client.get(public).content.decode()
    word = client.get(f"{TOWN}/mo-hinh/{origin.initiative_id}/huong-dan.docx")
    assert (word.status_code, word.content[:2]) == (200, b"PK")


def test_old_addresses_of_a_double_lead_to_the_kept_one_for_good(sign_in, post, client, copy, origin, office, programme):
    file = StoredFile.objects.create(
        locality="gso2024-349", name="a.png", media_type="image/png", size=1, sha256="a" * 64, content="stored/a"
    )
    picture = Evidence.objects.create(registration=copy, file=file, caption="Ảnh", is_public=True)
    old = {
        f"{TOWN}/mo-hinh/{copy.initiative_id}/": f"{TOWN}/mo-hinh/{origin.initiative_id}/",
        f"{TOWN}/mo-hinh/{copy.initiative_id}/lan-toa/": f"{TOWN}/mo-hinh/{origin.initiative_id}/lan-toa/",
        f"{TOWN}/mo-hinh/{copy.initiative_id}/anh/{picture.pk}/": f"{TOWN}/mo-hinh/{origin.initiative_id}/anh/{picture.pk}/",
        at(copy): at(origin),
        at(copy, "sua/?x=1"): at(origin, "sua/?x=1"),
    }
    sign_in()
    preview = client.get(at(copy, f"gop/?vao={origin.initiative_id}"))
    seen = preview.context["plan"].fingerprint
    assert post(at(copy, f"gop/?vao={origin.initiative_id}"), {"reason": "", "seen": seen}).status_code == 422
    assert post(at(copy, f"gop/?vao={origin.initiative_id}"), {"reason": "trùng", "seen": "khác"}).status_code == 422
    assert client.get(at(copy, "gop/?q=duong+hoa")).context["doubles"][0][0] == origin.initiative
    answer = post(at(copy, f"gop/?vao={origin.initiative_id}"), {"reason": "nhập hai lần", "seen": seen})
    assert (answer.status_code, answer["Location"]) == (302, at(origin))
    assert "Sân trường xanh" in client.get(at(origin, "da-gop/")).content.decode()
    assert {path: (client.get(path).status_code, client.get(path)["Location"]) for path in old} == {
        path: (301, new) for path, new in old.items()
    }
    assert post(at(copy, "sua/"), {"title": "x"}).status_code == 404
    listed = client.get(f"{TOWN}/mo-hinh/?nam=2024").content.decode()
    assert ("Sân trường xanh" in listed, "Đường hoa thay rác" in listed) == (False, True)


def test_a_sheet_that_names_a_double_finds_the_kept_one(office, copy, origin, programme, post, sign_in):
    merge_initiatives(
        office, origin.initiative, copy.initiative, "trùng", plan_of(origin.initiative, copy.initiative).fingerprint
    )
    next_year = factories.make_programme(programme.locality, 2025)
    sign_in()
    typed = {"place": f"b{copy.initiative.body_id}", "registered_on": "01/02/2025", "title": "Sân trường xanh", "kind": "mo_hinh"}
    assert (
        post(f"{TOWN}/chuong-trinh/{next_year.code}/dang-ky/", {**typed, "subject": "collective", "field": "economy"}).status_code
        == 302
    )
    assert next_year.registrations.get().initiative == origin.initiative
    assert Initiative.objects.count() == 2
