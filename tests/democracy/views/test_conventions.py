from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.conventions import draft_convention, draft_version, post_version, put_to_village
from kheo.democracy.models import Convention, ConventionStop, ConventionVersion, Matter, Scope
from tests.democracy.views.sending import HERE, send, sign_in, words

TODAY = timezone.localdate()


def told(day):
    return f"{day:%d/%m/%Y}"


def make(scene, text="Điều 1. Giữ ngõ sạch.\n\nĐiều 2. Mừng cưới không quá 30 mâm.", title="Quy ước Điệp Sơn"):
    return draft_convention(scene.head, scene.locality, scene.village, "quy_uoc", title, text)


def hold(scene, version):
    made = post_version(scene.head, version, TODAY - timedelta(days=90), "Nhà văn hoá", version.version)
    matter = Matter.objects.create(
        locality=scene.locality,
        village=scene.village,
        kind=3,
        scope=Scope.VILLAGE,
        title="Quy ước",
        content="-",
        state="proposed",
    )
    put_to_village(scene.head, made, matter, made.version)
    Matter.objects.filter(pk=matter.pk).update(state="in_force")
    return made


def test_a_head_writes_posts_and_everybody_reads_what_is_posted(client, scene):
    sign_in(client, scene.head)
    page = client.get(f"{HERE}huong-uoc/soan/").content.decode()
    assert f'value="{scene.village.pk}" selected' in page
    assert f'value="{scene.villages[1].pk}"' not in page
    send(
        client,
        "huong-uoc/soan/",
        village=scene.village.pk,
        name="quy_uoc",
        title="Quy ước Điệp Sơn",
        text="Điều 1. Giữ ngõ sạch.",
    )
    convention = Convention.objects.get()
    here = f"huong-uoc/{convention.pk}/"
    send(client, f"{here}ban-1/sua/", text="Điều 1. Giữ ngõ rất sạch.", note="", version="1")
    client.logout()
    assert "Quy ước Điệp Sơn" not in words(client.get(f"{HERE}huong-uoc/"))
    assert client.get(f"{HERE}{here}").status_code == 404
    sign_in(client, scene.head)
    send(client, f"{here}ban-1/niem-yet/", posted_on=told(TODAY), places="Nhà văn hoá", version="2")
    client.logout()
    assert "đang niêm yết dự thảo" in words(client.get(f"{HERE}huong-uoc/"))
    page = words(client.get(f"{HERE}{here}"))
    assert "Điều 1. Giữ ngõ rất sạch." in page
    assert f"bàn được từ {told(TODAY + timedelta(days=30))}" in page
    assert "Đưa ra dân quyết định" not in page
    assert ConventionVersion.objects.get().posted_on == TODAY


def test_a_draft_and_its_matter_lead_to_each_other(client, scene):
    version = post_version(scene.head, make(scene), TODAY - timedelta(days=40), "Nhà văn hoá", 1)
    here = f"{HERE}huong-uoc/{version.convention_id}/"
    sign_in(client, scene.head)
    page = client.get(f"{here}ban-1/dua-ra-ban/")
    assert "Chưa có việc nào thuộc khoản 3" in words(page)
    new = f"{HERE}dan-chu/quan-ly/viec/de-xuat/?khoan=3"
    assert f'href="{new}"' in page.content.decode()
    assert 'name="kind" value="3" required id="id_kind_2" checked' in client.get(new).content.decode()
    assert client.get(new.replace("=3", "=9")).status_code == 200
    matter = Matter.objects.create(
        locality=scene.locality, village=scene.village, kind=3, scope=Scope.VILLAGE, title="Quy ước", content="-"
    )
    about = f"{HERE}dan-chu/quan-ly/viec/{matter.pk}/"
    assert "Việc này cần một dự thảo đã niêm yết đủ ngày" in words(client.get(about))
    assert "Chọn việc" in words(client.get(f"{here}ban-1/dua-ra-ban/"))
    put_to_village(scene.head, version, matter, version.version)
    assert f'href="{here}ban-1/"' in client.get(about).content.decode()
    page = client.get(here)
    assert "Mở việc đưa ra bàn, định ngày" in words(page)
    assert f'href="{about}"' in page.content.decode()
    client.logout()
    assert about not in client.get(here).content.decode()


def test_two_versions_stand_side_by_side_in_words(client, scene):
    first = make(scene)
    hold(scene, first)
    second = draft_version(
        scene.head, first.convention, "Điều 1. Giữ ngõ sạch.\n\nĐiều 2. Mừng cưới không quá 20 mâm.", "Ít mâm hơn"
    )
    here = f"{HERE}huong-uoc/{first.convention_id}/"
    assert client.get(f"{here}so-1-2/").status_code == 404
    assert client.get(f"{here}ban-2/").status_code == 404
    post_version(scene.head, second, TODAY, "Nhà văn hoá", 1)
    page = client.get(f"{here}so-1-2/").content.decode()
    assert '<del><span class="visually-hidden">bỏ: </span>30</del>' in page
    assert '<ins><span class="visually-hidden">thêm: </span>20</ins>' in page
    assert client.get(f"{here}so-1-1/").status_code == 404
    shown = words(client.get(here))
    assert "Bản 1 đang có hiệu lực" in shown
    assert "Bản 2 , đang niêm yết dự thảo" in shown


def test_a_refused_form_keeps_what_was_typed(client, scene):
    first = make(scene)
    hold(scene, first)
    sign_in(client, scene.head)
    here = f"huong-uoc/{first.convention_id}/"
    answer = send(client, f"{here}sua-doi/", text=first.text, note="Ghi chú đã gõ", version="1")
    assert answer.status_code == 422
    assert "Chưa khác bản trước chữ nào" in words(answer)
    assert "Ghi chú đã gõ" in words(answer)
    made = send(client, f"{here}sua-doi/", text=first.text.replace("30", "20"), note="Ít mâm hơn", version="1")
    assert made.url == f"{HERE}{here}ban-2/"
    assert "Niêm yết dự thảo" in words(client.get(made.url))
    again = send(client, "huong-uoc/soan/", village=scene.village.pk, name="quy_uoc", title="Quy ước Điệp Sơn", text="Lời đã gõ")
    assert again.status_code == 422
    assert "Lời đã gõ" in again.content.decode()


def test_the_leader_stops_and_the_page_says_so_to_everybody(client, scene):
    first = make(scene)
    hold(scene, first)
    sign_in(client, scene.leader)
    here = f"huong-uoc/{first.convention_id}/"
    assert "Ghi quyết định tạm ngừng" in words(client.get(f"{HERE}{here}"))
    send(
        client, f"{here}ban-1/quyet-dinh/", kind="whole", number="31/QĐ-UBND", told_on=told(TODAY - timedelta(days=2)),
        decided_on=told(TODAY), reason="Chưa niêm yết đủ ngày", mend_by=told(TODAY + timedelta(days=60)),
    )  # fmt: skip
    assert ConventionStop.objects.get().kind == "whole"
    client.logout()
    page = words(client.get(f"{HERE}{here}"))
    assert "Bản 1 tạm ngừng toàn bộ" in page
    assert "31/QĐ-UBND" in page


def test_who_may_do_what(client, scene, there):
    first = make(scene)
    here = f"huong-uoc/{first.convention_id}/"
    paths = ("", "sua-doi/", "ban-1/sua/", "ban-1/niem-yet/", "ban-1/dua-ra-ban/", "ban-1/quyet-dinh/")
    codes = {}
    for who in ("head", "other_head", "leader", "office", "inspector"):
        sign_in(client, getattr(scene, who))
        codes[who] = [client.get(f"{HERE}{here}{path}").status_code for path in paths]
    assert codes == {
        "head": [200, 200, 200, 200, 200, 403],
        "other_head": [200, 403, 403, 403, 403, 403],
        "leader": [200, 403, 403, 403, 403, 200],
        "office": [200, 200, 200, 200, 200, 200],
        "inspector": [404, 403, 403, 403, 403, 403],
    }
    sign_in(client, there.office)
    assert client.get(f"/gso2025-13330/{here}").status_code == 404
    assert client.get(f"/gso2025-13330/{here}sua-doi/").status_code == 404
    sign_in(client, scene.office)
    assert client.get(f"{HERE}{here}ban-7/sua/").status_code == 404
    assert client.get(f"{HERE}{here}ban-7/").status_code == 404


def test_the_list_asks_as_many_queries_for_many_as_for_one(client, scene):
    hold(scene, make(scene))

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{HERE}huong-uoc/")
        return len(asked)

    few = count()
    for number in range(8):
        hold(scene, make(scene, title=f"Quy ước số {number}"))
    assert count() == few


@pytest.mark.usefixtures("scene")
def test_an_empty_list_says_what_will_be_there(client):
    assert "Chưa có hương ước, quy ước nào" in words(client.get(f"{HERE}huong-uoc/"))
