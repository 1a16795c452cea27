"""The trail as people read it: every act has words, a neighbour's acts are not there."""

import re
from pathlib import Path

import pytest
from django.apps import apps

import kheo
from kheo.foundation.audit.actions import record, seal_all
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.queries.trail import ROWS_A_PAGE, trail_of, words_of_acts, words_of_things
from tests.factories import DUY_TIEN, KIM_BANG, make_account, make_locality

SOURCES = list(Path(kheo.__file__).parent.glob("*/actions/**/*.py")) + list(Path(kheo.__file__).parent.glob("*/actions.py"))


def test_every_act_that_is_recorded_has_words():
    recorded = {
        act
        for file in SOURCES
        for call in re.findall(r"\brecord\((.*?)\)", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for act in re.findall(r'"([a-z_]+\.[a-z_]+)"', call)
    }
    recorded |= {f"registration.{step.action}" for step in REGISTRATION.transitions}  # named by the step, not in the call
    assert len(recorded) > 30
    assert recorded - set(words_of_acts()) == set()


def test_no_word_is_kept_for_a_table_that_is_gone():
    kept = {"assessment", "conference", "democracy", "directives", "movement", "organisation", "recognition", "reporting"}
    tables = {model._meta.label_lower for model in apps.get_models() if model._meta.app_label in kept}
    assert set(words_of_things()) - tables == set()


@pytest.mark.django_db
def test_an_act_names_its_thing_in_words():
    town = make_locality(DUY_TIEN)
    record("locality.open", town, locality=DUY_TIEN, actor=None, authority="command-line")
    assert [line.subject for line in trail_of(town)] == [f"địa phương số {town.pk}"]


@pytest.mark.django_db
def test_the_trail_is_that_of_the_locality_newest_first_with_names():
    town, neighbour = make_locality(DUY_TIEN), make_locality(KIM_BANG)
    account = make_account("office", town, "van-phong")
    record("body.found", town, locality=DUY_TIEN, actor=account.pk, authority=f"office@{DUY_TIEN}/bcd-dvk")
    seal_all()
    record("locality.open", town, locality=DUY_TIEN, actor=None, authority="command-line")
    record("body.end", neighbour, locality=KIM_BANG, actor=account.pk, authority="office@x")
    told = [(line.act, line.who, line.role, line.is_sealed) for line in trail_of(town)]
    assert told == [
        ("mở địa phương", "dòng lệnh", "dòng lệnh", False),
        ("lập tổ chức", "van-phong", f"cơ quan thường trực, {town.bodies.get(kind='committee').short_name}", True),
    ]


@pytest.mark.django_db
def test_pages_follow_one_another_and_cost_the_same(client, django_assert_num_queries):
    town = make_locality(DUY_TIEN)
    for _ in range(ROWS_A_PAGE + 3):
        record("body.found", town, locality=DUY_TIEN, actor=1, authority="office@x")
    with django_assert_num_queries(3):
        first = trail_of(town)
    assert len(trail_of(town, before=first[-1].pk)) == 3
    client.force_login(make_account("office", town), "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/{DUY_TIEN}/nhat-ky/")
    assert f'href="?truoc={first[-1].pk}"' in page.content.decode()
    assert len(client.get(f"/{DUY_TIEN}/nhat-ky/?truoc=abc").context["lines"]) == ROWS_A_PAGE
