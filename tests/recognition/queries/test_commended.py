"""What a proposal sees of the commendations that were issued before it."""

from datetime import date

from kheo.recognition.actions.decisions import check_decision
from kheo.recognition.models import LineRevocation
from kheo.recognition.queries.facts import checks_of, number_check
from kheo.recognition.queries.lines import LineContent
from kheo.recognition.rules.facts import problems_of
from tests import factories
from tests.recognition.rewards_scene import commended
from tests.recognition.scene import DAY, make_scene

EARLIER = date(2024, 12, 25)


def told(decision):
    return [str(problem) for problem in problems_of(checks_of(decision)) if "đã được khen" in str(problem)]


def asked(decision):
    return [str(one) for check in checks_of(decision) for one in check.warnings if "đã được khen" in str(one)]


def test_a_proposal_names_the_commendation_that_its_line_already_has(scene):
    one, two, _three = scene.registrations
    paper = commended(scene, EARLIER, scene.lines(one))
    assert told(scene.draft("proposal", scene.lines(one, two))) == [
        (
            f"Dòng 1, {one.initiative.title}: Thành tích này đã được khen trong quyết định khen thưởng số {paper.number} ngày "
            "25/12/2024; một thành tích không khen hai lần. Bỏ dòng này."
        )
    ]


def test_the_same_recipient_typed_in_is_asked_about_but_a_namesake_elsewhere_and_another_locality_say_nothing(scene):
    one, two, _three = scene.registrations
    commended(scene, EARLIER, [LineContent(one.initiative.holder, one.initiative.subject, one.initiative.unit)])
    there = make_scene(factories.WARD, count=1)
    commended(there, EARLIER, there.lines(*there.registrations))
    proposal = scene.draft("proposal", scene.lines(one, two))
    assert (told(proposal), [text.partition(":")[0] for text in asked(proposal)]) == (
        [],
        [f"Dòng 1, {one.initiative.title}"],
    )


def test_a_line_taken_back_commends_nobody(scene):
    one, _two, _three = scene.registrations
    paper = commended(scene, EARLIER, scene.lines(one))
    proposal = scene.draft("proposal", scene.lines(one))
    assert len(told(proposal)) == 1
    LineRevocation.objects.create(line=paper.lines.get(), reason="Nhầm", paper="QĐ 30", on=DAY)
    assert told(proposal) == []


def test_gaps_are_told_for_the_localitys_own_bodies_only(scene):
    own = number_check(scene.draft(), "900-QĐ/BCĐ", DAY)
    assert [warning.what.partition(" cùng")[0] for warning in own.warnings] == ["Khéo chưa có các số từ 1 đến 899"]
    medal = check_decision(scene.office, scene.draft("medal", [scene.person(1)], body="central"), 1)
    assert number_check(medal, "900-QĐ/BDVTW", DAY).warnings == ()
