import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.assessment.models import Assessment, Criterion, ItemScore
from kheo.democracy.actions.ratings import open_rating
from kheo.democracy.models import DemocracyRating, Matter, Scope
from tests import factories
from tests.democracy.views.sending import HERE, send, sign_in, words

TODAY = timezone.localdate()


@pytest.fixture
def criteria(db):
    return factories.make_criteria_set(classes=(("Tốt", 90), ("Đạt", 50)))


def test_the_ward_is_scored_beside_its_own_record_and_closed(client, scene, criteria):
    Matter.objects.create(
        locality=scene.locality,
        village=scene.village,
        kind=1,
        scope=Scope.VILLAGE,
        title="Lát ngõ",
        content="-",
        state="in_force",
        decided_on=TODAY,
    )
    sign_in(client, scene.office)
    assert "chưa có phiếu nào" in words(client.get(f"{HERE}danh-gia-dan-chu/"))
    send(client, "danh-gia-dan-chu/", unit=scene.locality.unit_id, criteria_set=criteria.pk)
    rating = DemocracyRating.objects.get()
    here = f"danh-gia-dan-chu/{rating.pk}/"
    page = words(client.get(f"{HERE}{here}"))
    assert "Việc Nhân dân đã thông qua : 1 việc" in page
    item = Criterion.objects.get()
    wrong = send(
        client, here, version="1", **{f"own-{item.pk}": "101", f"verified-{item.pk}": "90", f"reason-{item.pk}": "Đã gõ"}
    )
    assert wrong.status_code == 422
    assert "Đã gõ" in wrong.content.decode()
    send(client, here, version="1", **{f"own-{item.pk}": "95", f"verified-{item.pk}": "92", f"reason-{item.pk}": "Thiếu ảnh"})
    assert (ItemScore.objects.get().verified_score, DemocracyRating.objects.get().assessment.version) == (92, 2)
    early = send(client, f"{here}chot/", version="1", day=f"{TODAY:%d/%m/%Y}")
    assert early.status_code == 422
    send(client, f"{here}chot/", version="2", day=f"{TODAY:%d/%m/%Y}")
    assert Assessment.objects.get().assessed_on == TODAY
    page = words(client.get(f"{HERE}{here}"))
    assert "Xếp loại: Tốt" in page
    assert "Ghi điểm" not in page
    assert "xếp loại Tốt" in words(client.get(f"{HERE}danh-gia-dan-chu/"))


def test_a_village_s_sheet_stands_without_the_ward_s_figures(client, scene, criteria):
    made = open_rating(scene.office, scene.locality, scene.village, TODAY.year, criteria)
    sign_in(client, scene.office)
    assert "nói gì" not in words(client.get(f"{HERE}danh-gia-dan-chu/{made.pk}/"))
    again = send(client, "danh-gia-dan-chu/", unit=scene.village.pk, criteria_set=criteria.pk)
    assert again.status_code == 422
    assert "Đã có phiếu năm" in words(again)


def test_who_may_do_what(client, scene, there, criteria):
    made = open_rating(scene.office, scene.locality, scene.village, TODAY.year, criteria)
    here = f"danh-gia-dan-chu/{made.pk}/"
    codes = {}
    for who in ("office", "leader", "head", "front", "inspector"):
        sign_in(client, getattr(scene, who))
        codes[who] = [client.get(f"{HERE}{path}").status_code for path in ("danh-gia-dan-chu/", here)]
        codes[who].append(send(client, here, version="1").status_code)
    assert codes == {
        "office": [200, 200, 302], "leader": [200, 200, 403], "head": [403] * 3, "front": [403] * 3, "inspector": [403] * 3,
    }  # fmt: skip
    sign_in(client, there.office)
    assert client.get(f"/gso2025-13330/{here}").status_code == 404
    assert client.post(f"/gso2025-13330/{here}chot/", {"once": "x" * 24, "day": "1/1/2026"}).status_code == 404


def test_the_list_asks_as_many_queries_for_many_sheets_as_for_one(client, scene, criteria):
    open_rating(scene.office, scene.locality, scene.village, TODAY.year, criteria)
    sign_in(client, scene.office)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{HERE}danh-gia-dan-chu/")
        return len(asked)

    count()
    few = count()
    open_rating(scene.office, scene.locality, scene.villages[1], TODAY.year, criteria)
    open_rating(scene.office, scene.locality, scene.locality.unit, TODAY.year, criteria)
    assert count() == few
