"""The card of a recognised initiative: what stands, what was taken back, and no name that nothing publishes."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from kheo.movement.models import Initiative, Lineage
from kheo.portal.queries.card import initiative_card
from kheo.recognition.actions.certificates import issue_certificates, reissue_certificate, revoke_certificate
from kheo.recognition.models import LineRevocation
from tests import factories
from tests.recognition.scene import make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_scene(count=2)


@pytest.fixture
def first(scene):
    return scene.registrations[0]


def card(scene, registration):
    return initiative_card(scene.locality, registration.initiative_id)


def test_only_what_was_recognised_has_a_card(scene, first):
    assert card(scene, first) is None
    scene.draft(lines=scene.lines(first))
    assert card(scene, first) is None
    elsewhere = factories.make_locality(factories.KIM_BANG)
    scene.issued(lines=scene.lines(scene.registrations[1]))
    assert initiative_card(elsewhere, scene.registrations[1].initiative_id) is None


def test_the_card_tells_place_year_decision_and_who_copied(scene, first):
    scene.issued(lines=scene.lines(first))
    copy = factories.make_registration(scene.programme, "Làm theo")
    Lineage.objects.create(copy=copy.initiative, origin=first.initiative, learnt_on=date(2024, 5, 1))
    shown = card(scene, first)
    assert (shown.place, shown.year, shown.decision, shown.holder, shown.copies, shown.state_words) == (
        "Phường Hòa Mạc",
        2024,
        "số 12-QĐ/BCĐ ngày 26/12/2024",
        "Tập thể 01",
        1,
        "Chưa cấp giấy chứng nhận",
    )
    assert shown.address.endswith(f"/gso2024-349/mo-hinh/{first.initiative_id}/the/")


def test_the_state_of_the_certificate_is_told_without_its_code(scene, first, client):
    decision = scene.issued(lines=scene.lines(first))
    (certificate,) = issue_certificates(scene.office, decision)
    assert (card(scene, first).state, card(scene, first).state_words) == ("valid", "Giấy chứng nhận số 1/2024: còn hiệu lực")
    newer = reissue_certificate(scene.office, certificate, {}, "giấy bị ướt", "Đơn ngày 02/01/2025", date(2025, 1, 2))
    assert (card(scene, first).state, card(scene, first).state_words[-21:]) == ("corrected", ", thay giấy cấp trước")
    revoke_certificate(scene.office, newer, "sai", "QĐ 99", date(2025, 1, 3))
    assert card(scene, first).state_words == "Giấy chứng nhận số 2/2024: đã thu hồi ngày 03/01/2025"
    page = client.get(f"/gso2024-349/mo-hinh/{first.initiative_id}/the/").content.decode()
    assert [code for code in (certificate.code, newer.code) if code in page] == []


def test_a_recognition_that_was_taken_back_names_no_person(scene, first):
    decision = scene.issued(lines=scene.lines(first))
    Initiative.objects.filter(pk=first.initiative_id).update(subject="individual", holder="Cá nhân 01")
    assert card(scene, first).holder == "Cá nhân 01"
    LineRevocation.objects.create(line=decision.lines.get(), reason="sai", paper="QĐ 99", on=date(2025, 1, 3))
    shown = card(scene, first)
    assert (shown.state, shown.state_words) == ("revoked", "Công nhận đã thu hồi ngày 03/01/2025")
    assert shown.holder == "một cá nhân ở Phường Hòa Mạc"


@pytest.mark.sqlite
def test_the_page_is_light_asks_nobody_else_and_can_be_shared(scene, first, client):
    Initiative.objects.filter(pk=first.initiative_id).update(summary="Cả ngõ cùng làm. " * 40)
    scene.issued(lines=scene.lines(first))
    answer = client.get(f"/gso2024-349/mo-hinh/{first.initiative_id}/the/")
    page = answer.content.decode()
    for tag in ("og:title", "og:description", "og:url", "twitter:card", "data:image/svg+xml;base64,", "/xac-minh/"):
        assert tag in page
    assert [part for part in ("<script", "og:image", "//fonts.") if part in page] == []
    fonts = [f"kheo/fonts/{name}.woff2" for name in ("noto-serif-600", "be-vietnam-pro-400", "be-vietnam-pro-600")]
    loaded = [finders.find(name) for name in ("portal/card.css", "kheo/mark.svg", *fonts)]
    weight = len(answer.content) + sum(Path(str(path)).stat().st_size for path in loaded)
    assert weight < 100_000
    assert (
        f"/gso2024-349/mo-hinh/{first.initiative_id}/the/"
        in client.get(f"/gso2024-349/mo-hinh/{first.initiative_id}/").content.decode()
    )


@pytest.mark.sqlite
def test_what_was_merged_leads_on_and_what_was_not_recognised_is_not_found(scene, first, client):
    double = factories.make_registration(scene.programme, "Trùng")
    Initiative.objects.filter(pk=double.initiative_id).update(merged_into=first.initiative)
    assert client.get(f"/gso2024-349/mo-hinh/{double.initiative_id}/the/").status_code == 301
    assert client.get(f"/gso2024-349/mo-hinh/{first.initiative_id}/the/").status_code == 404
