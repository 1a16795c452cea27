"""Pages of a ward speak of «tổ dân phố», those of a commune of «thôn»; the law's two words together stand in neither."""

import re
import secrets

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.actions.publishing_plans import make_plan
from kheo.organisation.models import UnitVersion
from tests.democracy.board_scene import make_work
from tests.democracy.consulting import opened
from tests.democracy.scene import make_scene
from tests.democracy.views.sending import sign_in, words

OWN = {"ward": ("phường", "Tổ dân phố"), "commune": ("xã", "Thôn")}


@pytest.fixture(params=OWN)
def place(request, db):
    """A scene, and what its communities are called there."""
    kind, community = OWN[request.param]
    scene = make_scene("gso2025-13330", "Phường Kim Bảng")
    UnitVersion.objects.filter(unit=scene.locality.unit).update(type=kind)
    return scene, community


def test_no_page_names_both_kinds(client, place):
    scene, community = place
    work, file = make_work(scene), opened(scene)
    make_plan(scene.office, scene.locality, timezone.localdate().year, has_loudspeaker=True)
    project = work.project()
    asked = {
        "democracy:community_plan": (), "democracy:convention_new": (), "democracy:project_new": (),
        "democracy:gift_new": (project.pk,), "democracy:inspection_new": (work.board.pk,),
        "democracy:member_new": (work.board.pk,),
        "democracy:comment_enter": (file.pk,), "democracy:tally_new": (file.pk,), "democracy:consultation": (file.pk,),
        "democracy:line_new": (timezone.localdate().year,), "democracy:draft_new": (), "democracy:bulletin_new": (),
        "democracy:board": (work.board.pk,), "democracy:board_found": (), "democracy:matter_new": (),
        "organisation:villages": (), "organisation:bodies": (), "desk:desk": (),
    }  # fmt: skip
    sign_in(client, scene.office)
    for name, arguments in asked.items():
        answer = client.get(reverse(name, args=[scene.locality.code, *arguments]))
        both = re.findall(r".{30}thôn, tổ.{20}", words(answer), re.IGNORECASE)
        assert (name, answer.status_code, both) == (name, 200, [])
    assert f"{community} Chọn" in words(client.get(reverse("democracy:community_plan", args=[scene.locality.code])))


def test_a_question_put_to_the_people_stays_word_for_word(client, place):
    scene, _community = place
    asked = "Bạn có đồng ý ghép thôn, tổ dân phố không?"
    file = opened(scene, questions=(asked,))
    assert asked in words(client.get(reverse("democracy:consultation", args=[scene.locality.code, file.pk])))
    sign_in(client, scene.office)
    for name in ("comment_enter", "tally_new"):
        assert asked in words(client.get(reverse(f"democracy:{name}", args=[scene.locality.code, file.pk])))


def test_a_refusal_says_the_word_of_the_place_at_its_field(client, place):
    scene, community = place
    work = make_work(scene)
    sign_in(client, scene.front)
    address = reverse("democracy:member_new", args=[scene.locality.code, work.board.pk])
    sent = {"once": secrets.token_urlsafe(18), "meets_standards": "on", "version": "1"}
    told = {"name": "Cá nhân 01", "seat": "member", "part": "village", "joined_on": f"{timezone.localdate():%d/%m/%Y}"}
    answer = client.post(address, told | sent)
    assert (answer.status_code, f"Chọn {community.lower()} đã bầu người này." in words(answer)) == (422, True)
