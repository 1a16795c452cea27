"""An issued decision is printed in the words that its bodies had on its day."""

from datetime import date

import pytest

from kheo.organisation.actions.body_words import BodyContent, edit_body
from kheo.organisation.models import Body
from kheo.organisation.ties import papers_of
from kheo.recognition.models import Decision
from kheo.recognition.papers import decision_paper
from tests.recognition.scene import make_scene

pytestmark = pytest.mark.django_db


def test_a_rename_leaves_the_issued_decision_as_it_was_signed_and_a_mended_mistake_does_not():
    scene = make_scene()
    decision = scene.issued()
    body = Body.objects.get(pk=decision.body_id)
    old = body.name
    assert [(tie.count, tie.label) for tie in papers_of(body)] == [(1, "quyết định, tờ trình đã ban hành")]
    assert decision.date is not None
    renamed = date(decision.date.year + 1, 1, 2)
    body = edit_body(scene.office, body, BodyContent("Ban Chỉ đạo mới", superior="CẤP TRÊN MỚI", since=renamed), body.version)
    fresh = Decision.objects.get(pk=decision.pk)
    paper = decision_paper(fresh)
    assert (paper.issuer, old in str(paper), "Ban Chỉ đạo mới" in str(paper)) == (old, True, False)
    assert fresh.body.name == "Ban Chỉ đạo mới"  # the record itself is not touched
    draft = Decision.objects.get(pk=decision.pk)
    draft.state = Decision.State.DRAFT
    assert decision_paper(draft).issuer == "Ban Chỉ đạo mới"
