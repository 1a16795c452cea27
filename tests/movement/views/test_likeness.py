import re

import pytest
from django.urls import reverse

from kheo.movement.actions.nominations import Sorting, nominate, sort_nominations
from kheo.movement.actions.sketching import compare_waiting, sketch_initiative
from kheo.movement.models import Likeness, Lookalike, Registration, Submission
from kheo.organisation.models import Role
from tests import factories
from tests.movement.levels import make_levels
from tests.movement.likeness.stories import stories

A, B = stories()[:2]


def told(programme, title, text, **fields):
    made = factories.make_registration(programme, title, summary=text, **fields)
    sketch_initiative(made.initiative)
    return made


@pytest.fixture
def pair(place, programme, wards):
    old = told(programme, "Bài năm ngoái", A, unit=wards["hoa_mac"])
    return told(factories.make_programme(place, 2025), "Bài năm nay", A, unit=wards["hoa_mac"]), old


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def address(name, registration, *rest):
    programme = registration.programme
    first = programme.code if name.startswith("programme") else registration.pk
    return reverse(f"movement:{name}", args=[programme.locality.code, first, *rest])


def test_the_programme_compares_on_demand_and_lists_what_waits(sign_in, post, pair):
    new, _old = pair
    client = sign_in()
    page = address("programme_look_alikes", new)
    assert "Còn 1 bài máy chưa so xong" in words(client.get(page))
    assert post(page).status_code == 302
    text = words(client.get(page))
    assert "1 cặp giống nhau chờ xem" in text
    assert "Bài năm nay Phường Hòa Mạc Bài năm ngoái Phường Hòa Mạc, năm 2024 lời của năm trước nộp lại 99" in text
    assert address("registration_look_alike", new, _old.initiative_id) in client.get(page).content.decode()
    Lookalike.objects.all().delete()
    assert "Không còn cặp nào chờ xem" in words(client.get(page))


def test_a_programme_and_a_registration_lead_there(sign_in, pair):
    new, _old = pair
    client = sign_in()
    for name, leads in (("programme", "programme_look_alikes"), ("registration", "registration_look_alikes")):
        assert f'href="{address(leads, new)}"' in client.get(address(name, new)).content.decode()


def test_many_pairs_cost_no_more_queries_than_one(sign_in, pair, django_assert_max_num_queries):
    new, _old = pair
    client = sign_in()
    compare_waiting()
    page = address("programme_look_alikes", new)
    client.get(page)
    with django_assert_max_num_queries(20) as one:
        client.get(page)
    for number in range(5):
        told(new.programme, f"Bài {number}", A)
    compare_waiting()
    with django_assert_max_num_queries(20) as many:
        assert "cặp giống nhau chờ xem" in words(client.get(page))
    assert (len(many), Lookalike.objects.count()) == (len(one), 21)


def test_two_texts_stand_side_by_side_with_what_they_share(sign_in, pair):
    new, old = pair
    told(new.programme, "Không giống", B)
    client = sign_in()
    found = client.get(address("registration_look_alikes", new))
    assert "1 bài có lời giống bài này" in words(found)
    assert "Bài năm ngoái Phường Hòa Mạc · năm 2024 · 99 % lời chung" in words(found)
    shown = client.get(address("registration_look_alike", new, old.initiative_id))
    assert "99 % lời chung" in words(shown)
    assert shown.content.decode().count("<mark>") == 3  # the legend, then each story in one piece


def test_the_office_decides_and_comes_back(sign_in, post, pair):
    new, old = pair
    sign_in()
    page = address("registration_look_alike", new, old.initiative_id)
    refused = post(page, {"verdict": "", "reason": "Giữ lời này"})
    assert (refused.status_code, "Chọn một câu trả lời." in words(refused)) == (422, True)
    assert "Giữ lời này" in refused.content.decode()
    stale = post(page, {"verdict": "different", "seen": "0" * 64})
    assert (stale.status_code, "vừa được sửa sau khi mở trang" in words(stale)) == (422, True)
    taken = post(page, {"verdict": "different", "reason": "Hai việc"})
    assert (taken.status_code, taken.url) == (302, address("registration_look_alikes", new))
    assert Likeness.objects.get().verdict == "different"


@pytest.mark.parametrize("verdict", ["same", "continued"])
def test_what_is_one_leads_to_merging(sign_in, post, pair, verdict):
    new, old = pair
    sign_in()
    taken = post(address("registration_look_alike", new, old.initiative_id), {"verdict": verdict})
    merging = reverse("movement:merge", args=[new.programme.locality.code, new.pk])
    assert (taken.status_code, taken.url) == (302, f"{merging}?vao={old.initiative_id}")


def test_a_form_is_looked_at_once_it_was_handed_in(sign_in, pair, wards):
    new, old = pair
    content = {"title": "Phiếu mới", "items": {"content": A}}
    form = Submission.objects.create(programme=new.programme, unit=wards["hoa_mac"], content=content)
    client = sign_in()
    page = reverse("movement:submission_look_alike", args=[new.programme.locality.code, form.pk, old.initiative_id])
    assert client.get(page).status_code == 404
    Submission.objects.update(state="submitted")
    assert "phiếu đăng ký đang xét" in words(client.get(page))
    shown = client.get(reverse("movement:submission", args=[new.programme.locality.code, form.pk]))
    assert page in shown.content.decode()
    assert "Bài năm ngoái Phường Hòa Mạc · năm 2024 · 9" in words(shown)
    whole = words(client.get(reverse("movement:submission", args=[new.programme.locality.code, form.pk])))
    assert "Quyết định 2 bài giống bài này : xem rồi hãy nhận." in whole


def test_of_another_locality_only_shared_passages_are_shown(sign_in, pair, elsewhere):
    new, _old = pair
    theirs = told(factories.make_programme(elsewhere), "Nơi khác", f"Riêng của nơi khác viết một câu.\n{A}", state="recognised")
    client = sign_in()
    shown = client.get(address("registration_look_alike", new, theirs.initiative_id))
    text = words(shown)
    assert ("Riêng của nơi khác" in text, "Chủ nhật đầu tháng" in text, "Tiếp tục:" in text) == (False, True, False)
    theirs.state = "running"
    theirs.save()
    assert client.get(address("registration_look_alike", new, theirs.initiative_id)).status_code == 404


def test_others_see_no_such_page(sign_in, pair):
    new, old = pair
    client = sign_in(Role.UNIT_STAFF)
    assert client.get(address("registration_look_alikes", new)).status_code == 403
    assert client.get(address("registration_look_alike", new, old.initiative_id)).status_code == 403
    assert "giong-nhau" not in client.get(address("registration", new)).content.decode()


def test_a_level_above_reads_of_what_came_to_it_what_everybody_reads(client, django_user_model):
    levels = make_levels()
    row = levels.first.registration("Đường hoa thay rác", summary=A)
    Registration.objects.filter(pk=row.pk).update(answers={"forces": "Lời riêng của phiếu cấp dưới."})
    other = levels.first.registration("Chưa công nhận", state="running", summary=A)
    sketch_initiative(row.initiative)
    sketch_initiative(other.initiative)
    one = nominate(levels.first.office, levels.first.programme, [row.pk], "Nhiều nơi học")[0]
    sorting = Sorting("here", "Đã xem hồ sơ")
    sort_nominations(levels.above.office, levels.above.programme, {one.pk: one.version}, sorting)
    taken = Registration.objects.get(programme=levels.above.programme)
    own = told(levels.above.programme, "Bài của tỉnh", A, unit=levels.above.locality.unit)
    compare_waiting()
    client.force_login(django_user_model.objects.get(pk=levels.above.office.account_id))
    listed = words(client.get(address("registration_look_alikes", taken)))
    assert ("Bài của tỉnh" in listed, "Chưa công nhận" in listed) == (True, False)
    beside = words(client.get(address("registration_look_alike", taken, own.initiative_id)))
    assert ("Lời riêng" in beside, "Ghi quyết định" in beside) == (False, False)
    assert client.get(address("registration_look_alike", taken, other.initiative_id)).status_code == 404
    Lookalike.objects.create(initiative=row.initiative, other=other.initiative, share=1, kind="copied")
    assert "Chưa công nhận" not in words(client.get(address("programme_look_alikes", taken)))
