import pytest

from kheo.movement.actions.evidence import EvidenceContent, add_evidence
from kheo.movement.actions.nominations import Sorting, nominate, sort_nominations
from kheo.movement.models import Nomination, Registration
from kheo.organisation.models import Role
from tests import factories
from tests.movement.levels import make_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def levels():
    return make_levels()


@pytest.fixture
def enter(client):
    """Sign in as a role of one of the levels; returns the client."""

    def as_role(level, role=Role.OFFICE):
        client.force_login(factories.make_account(role, level.locality), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_role


def proposed(levels, title="Đường hoa", level=None):
    level = level or levels.first
    return nominate(level.office, level.programme, [level.registration(title).pk], "Nhiều nơi đã đến học")[0]


def up(level):
    return f"/{level.locality.code}/chuong-trinh/{level.programme.code}/de-nghi-len/"


def down(level, tail="cap-duoi-de-nghi/"):
    return f"/{level.locality.code}/chuong-trinh/{level.programme.code}/{tail}"


def test_the_office_below_proposes_what_it_ticked_sees_the_answer_and_takes_back(levels, enter, post):
    rows = [levels.first.registration(title) for title in ("Đường hoa", "Ngõ sáng")]
    levels.first.registration("Chưa xong", "running")
    client = enter(levels.first)
    page = client.get(up(levels.first)).content.decode()
    assert ("Đường hoa" in page, "Chưa xong" in page, "(chưa đối chiếu văn bản)" in page) == (True, False, True)
    sent = {"registration": [row.pk for row in rows], "reason": "Hay", "act": "propose"}
    assert post(up(levels.first), sent).status_code == 302
    one, two = Nomination.objects.order_by("pk")
    sort_nominations(levels.above.office, levels.above.programme, {one.pk: 1}, Sorting("here", "Rõ kết quả"))
    page = client.get(up(levels.first)).content.decode()
    assert "Tỉnh Ninh Bình xếp ngày" in page
    assert "Rõ kết quả" in page
    assert post(up(levels.first), {"nomination": two.pk, "version": 1, "act": "withdraw"}).status_code == 302
    again = post(up(levels.first), {"nomination": one.pk, "version": 2, "act": "withdraw"})
    assert (again.status_code, "Cấp trên đã xếp" in again.content.decode()) == (422, True)
    assert post(up(levels.first), {"nomination": 99999, "version": 1, "act": "withdraw"}).status_code == 404


def test_a_refused_proposal_keeps_what_was_ticked_and_typed(levels, enter, post):
    row = levels.first.registration("Đường hoa")
    enter(levels.first)
    answer = post(up(levels.first), {"registration": row.pk, "reason": "", "act": "propose"})
    assert answer.status_code == 422
    assert f'id="chon-{row.pk}" aria-label="Chọn Đường hoa" checked' in answer.content.decode()
    answer = post(up(levels.first), {"registration": ["x"], "reason": "Lời đã gõ", "act": "propose"})
    page = answer.content.decode()
    assert (answer.status_code, "Lời đã gõ" in page, "Đánh dấu ít nhất một mô hình" in page) == (422, True, True)


def test_without_a_programme_above_the_page_says_so_and_offers_nothing(levels, enter):
    levels.first.registration("Đường hoa")
    levels.above.programme.delete()
    page = enter(levels.first).get(up(levels.first)).content.decode()
    assert "chưa lập chương trình năm 2026 trong Khéo" in page
    assert 'value="propose"' not in page


def test_a_leader_below_reads_and_is_offered_no_act(levels, enter):
    proposed(levels)
    levels.first.registration("Ngõ sáng")
    page = enter(levels.first, Role.LEADER).get(up(levels.first)).content.decode()
    assert ("Ngõ sáng" in page, 'value="propose"' in page, 'value="withdraw"' in page) == (True, False, False)


def test_the_office_above_sees_what_waits_first_and_sorts_several(levels, enter, post):
    done, first, second = proposed(levels, "A"), proposed(levels, "B"), proposed(levels, "C", levels.second)
    sort_nominations(levels.above.office, levels.above.programme, {done.pk: 1}, Sorting("below", "Chưa rõ"))
    client = enter(levels.above)
    answer = client.get(down(levels.above))
    assert [one.pk for one in answer.context["listed"]] == [first.pk, second.pk, done.pk]
    assert "2 đề nghị từ cấp dưới chờ xếp" in answer.content.decode()
    assert [one.pk for one in client.get(f"{down(levels.above)}?nhom=below").context["listed"]] == [done.pk]
    ticked = [f"{first.pk}:1", f"{second.pk}:1", "x:1"]
    refused = post(down(levels.above), {"nomination": ticked, "group": "here", "reason": ""})
    assert (refused.status_code, refused.content.decode().count(" checked")) == (422, 3)  # two boxes and the group
    assert post(down(levels.above), {"nomination": ticked, "group": "here", "reason": "Tốt"}).status_code == 302
    assert Registration.objects.filter(programme=levels.above.programme).count() == 2
    late = post(down(levels.above), {"nomination": [f"{first.pk}:1"], "group": "higher", "reason": "Tốt"})
    assert (late.status_code, "Người khác vừa sửa" in late.content.decode()) == (422, True)


def test_a_nomination_is_read_and_sorted_alone_with_its_trail(levels, enter, post):
    one = proposed(levels)
    one.registration.results.create(measure="people", value=186, as_of="2026-05-01")
    client = enter(levels.above)
    address = f"/{levels.above.locality.code}/de-nghi/{one.pk}/"
    page = client.get(address).content.decode()
    assert ("Nhiều nơi đã đến học" in page, "186" in page) == (True, True)
    assert post(address, {"version": 1, "group": "higher", "reason": ""}).status_code == 422
    assert post(address, {"version": 5, "group": "higher", "reason": "Tốt"}).status_code == 422
    assert post(address, {"version": 1, "group": "higher", "reason": "Tốt"}).status_code == 302
    answer = client.get(address)
    assert [event.what for event in answer.context["history"]] == [
        "xếp đề nghị: đề nghị cấp trên", "đề nghị lên cấp trên",
    ]  # fmt: skip
    taken = Registration.objects.get(programme=levels.above.programme)
    assert f"/ho-so/{taken.pk}/" in answer.content.decode()
    assert f"/de-nghi/{one.pk}/" in client.get(f"/{levels.above.locality.code}/ho-so/{taken.pk}/").content.decode()


def test_a_nomination_taken_back_and_one_to_another_level_are_not_found(levels, enter):
    one = proposed(levels)
    assert enter(levels.first).get(f"/{levels.first.locality.code}/de-nghi/{one.pk}/").status_code == 404
    client = enter(levels.above)
    assert client.get(f"/{levels.above.locality.code}/de-nghi/{one.pk}/").status_code == 200
    Nomination.objects.filter(pk=one.pk).update(withdrawn_on="2026-11-01")
    assert client.get(f"/{levels.above.locality.code}/de-nghi/{one.pk}/").status_code == 404


@pytest.mark.usefixtures("own_storage")
def test_the_level_above_opens_evidence_of_what_was_proposed_and_of_nothing_else(levels, enter):
    one, other = proposed(levels), levels.first.registration("Chưa đề nghị")
    said = EvidenceContent("Danh sách", is_not_secret=True)
    ours = add_evidence(levels.first.office, one.registration, "a.csv", b"a,b\n1,2\n", said)
    theirs = add_evidence(levels.first.office, other, "b.csv", b"a,b\n3,4\n", said)
    client = enter(levels.above)
    address = f"/{levels.above.locality.code}/de-nghi/{one.pk}/minh-chung/"
    assert b"".join(client.get(f"{address}{ours.pk}/")) == b"a,b\n1,2\n"
    assert client.get(f"{address}{theirs.pk}/").status_code == 404
    for pk in (one.registration_id, other.pk):  # nor by the address of a registration, here or there
        assert client.get(f"/{levels.above.locality.code}/ho-so/{pk}/minh-chung/{theirs.pk}/").status_code == 404
        assert client.get(f"/{levels.first.locality.code}/ho-so/{pk}/minh-chung/{theirs.pk}/").status_code == 403
    Nomination.objects.filter(pk=one.pk).update(withdrawn_on="2026-11-01")
    assert client.get(f"{address}{ours.pk}/").status_code == 404


def test_what_came_from_below_is_on_the_public_list_the_search_and_the_page_of_the_level_above(levels, client):
    levels.above.registration("Của tỉnh")
    for title, group in (("Đường hoa", "here"), ("Ngõ sáng", "below")):
        one = proposed(levels, title)
        sort_nominations(levels.above.office, levels.above.programme, {one.pk: 1}, Sorting(group, "Đã xem"))
    above, below = levels.above.locality.code, levels.first.locality.code
    page = client.get(f"/{above}/mo-hinh/").content.decode()
    assert ("Đường hoa" in page, "Của tỉnh" in page, "Ngõ sáng" in page) == (True, True, False)
    initiative = Registration.objects.get(programme=levels.above.programme, initiative__title="Đường hoa").initiative_id
    for place in (above, below):  # the newest registration of an initiative may be the other level's
        assert "Đường hoa" in client.get(f"/{place}/tim/?q=duong+hoa").content.decode()
        assert client.get(f"/{place}/mo-hinh/{initiative}/").status_code == 200
    assert "Ngõ sáng" not in client.get(f"/{above}/tim/?q=ngo+sang").content.decode()


def test_the_roll_up_opens_each_number_and_tells_no_title_that_is_the_lower_office_s_own(levels, enter):
    proposed(levels)
    levels.first.registration("Đang làm dở", "running")
    levels.second.registration("Bí mật", "registered")
    client = enter(levels.above, Role.VIEWER)
    answer = client.get(down(levels.above, "cac-noi/"))
    page = answer.content.decode()
    assert "Cấp dưới đăng ký 3 mô hình, công nhận 1, đề nghị lên 1" in page
    assert ("Đang làm dở" in page, "Bí mật" in page) == (False, False)
    empty = [line for title, _head, lines in answer.context["tables"] if title == "Theo đơn vị" for line, _numbers in lines]
    assert [line.has_programme for line in empty] == [True] * answer.context["with_programme"]
    for _label, count, query in answer.context["sum"]:
        rows = client.get(f"{down(levels.above, 'cac-noi/dong/')}?{query}")
        assert rows.context["total"] == count
        assert ("Đang làm dở" in rows.content.decode(), "Bí mật" in rows.content.decode()) == (False, False)
    rows = client.get(f"{down(levels.above, 'cac-noi/dong/')}?o=registered&xa={levels.second.locality.code}&loai=mo_hinh")
    assert (rows.context["told_count"], rows.context["rest_count"], rows.context["narrowed"]) == (
        0,
        1,
        ["Xã Bình Lục", "mô hình"],
    )


def test_a_lower_office_reads_nothing_of_the_levels_beside_and_above(levels, enter):
    client = enter(levels.first)
    for tail in ("cac-noi/", "cap-duoi-de-nghi/", "de-nghi-len/"):
        assert client.get(down(levels.above, tail)).status_code == 403
        assert client.get(down(levels.second, tail)).status_code == 403


def test_the_programme_page_leads_to_the_levels_there_are(levels, enter):
    def ways(level, role=Role.OFFICE):
        page = enter(level, role).get(f"/{level.locality.code}/chuong-trinh/{level.programme.code}/").content.decode()
        return [tail for tail in ("de-nghi-len", "cap-duoi-de-nghi", "cac-noi") if f"{tail}/" in page]

    assert ways(levels.first) == ["de-nghi-len"]
    assert ways(levels.above) == ["cap-duoi-de-nghi", "cac-noi"]
    assert ways(levels.above, Role.UNIT_STAFF) == []


def test_the_form_of_what_came_from_below_changes_its_field_alone(levels, enter, post):
    one = proposed(levels)
    taken = sort_nominations(levels.above.office, levels.above.programme, {one.pk: 1}, Sorting("here", "Đã xem"))[0].taken_as
    enter(levels.above)
    address = f"/{levels.above.locality.code}/ho-so/{taken.pk}/sua/"
    sent = {"title": "Tên khác", "kind": "dien_hinh", "subject": "individual", "field": "defence_security", "version": 1}
    assert post(address, sent).status_code == 302
    taken.refresh_from_db()
    assert (taken.initiative.title, taken.initiative.kind, taken.field.key) == ("Đường hoa", "mo_hinh", "defence_security")
