"""Rolls of joined villages on the desks of the village that took them over and of the office."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.actions.roll_taking import take_roll
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_rolls import of_all, own_village
from kheo.desk.queries.items import items_for
from kheo.organisation.actions.villages import add_village, end_village
from kheo.organisation.authority import COMMAND_LINE
from tests.democracy.scene import make_scene
from tests.democracy.views.sending import sign_in, words

TODAY = timezone.localdate()


@pytest.fixture
def scene(db):
    return make_scene()


def bench(scene, who, day=TODAY):
    return Bench(getattr(scene, who), scene.locality, None, day)


def test_a_roll_waits_from_the_day_of_the_joining_until_it_is_taken(scene):
    scene.roll(3)
    new, on = scene.villages[1], TODAY - timedelta(days=1)
    assert of_all(bench(scene, "office")) == []
    end_village(scene.office, scene.locality, scene.village, on, [new], "NQ 12")
    assert of_all(bench(scene, "office", on - timedelta(days=1))) == []
    (item,) = of_all(bench(scene, "office", on))
    assert (item.what, item.act) == ("Sổ hộ của Tổ dân phố Điệp Sơn", "Nhận sổ hộ")
    assert item.why == f"Đã nhập vào Tổ dân phố Quan Phố từ {on:%d/%m/%Y}; sổ cũ còn 3 hộ."
    assert item.url == reverse("democracy:roll", args=[scene.locality.code, new.code])
    assert own_village(bench(scene, "other_head")) == [item]
    assert (own_village(bench(scene, "head")), own_village(bench(scene, "office"))) == ([], [])
    for who in ("office", "other_head"):
        assert item in items_for(bench(scene, who))
    assert item not in items_for(bench(scene, "leader"))
    take_roll(scene.other_head, scene.locality, new, scene.village)
    assert of_all(bench(scene, "office")) == own_village(bench(scene, "other_head")) == []


@pytest.mark.parametrize("many", [1, 2])
def test_a_roll_whose_heir_ended_too_waits_for_whoever_goes_on(client, scene, many):
    scene.roll(3)
    heirs = [
        add_village(COMMAND_LINE, scene.locality, scene.locality.unit, f"Tổ dân phố số {number}") for number in range(3, 3 + many)
    ]
    end_village(scene.office, scene.locality, scene.village, TODAY - timedelta(days=5), [scene.villages[1]], "NQ 12")
    end_village(scene.office, scene.locality, scene.villages[1], TODAY - timedelta(days=1), heirs, "NQ 13")
    items = of_all(bench(scene, "office"))
    assert [item.url for item in items] == [reverse("democracy:roll", args=[scene.locality.code, one.code]) for one in heirs]
    assert {item.what for item in items} == {"Sổ hộ của Tổ dân phố Quan Phố"}
    assert own_village(bench(scene, "other_head")) == []
    page = sign_in(client, scene.office).get(items[0].url)
    assert "Sổ cũ còn 3 hộ" in words(page)
    assert ("Đại diện hộ 03" in words(page)) is (many > 1)  # to be moved one by one


def test_a_village_that_ended_without_a_roll_waits_for_nobody(scene):
    end_village(scene.office, scene.locality, scene.village, TODAY, [scene.villages[1]], "NQ 12")
    assert of_all(bench(scene, "office")) == []
