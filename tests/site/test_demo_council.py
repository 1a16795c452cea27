"""The demo's council: led through the product's own actions, each act on its own day, the whole of it still true in January."""

from datetime import date
from itertools import pairwise

import pytest
from django.test import override_settings

from kheo.assessment.models import Appeal, Ballot, Conflict, Council, Seat, SelfScoring
from kheo.assessment.queries.results import results_of
from kheo.foundation.audit.queries import verify_chain
from kheo.movement.models import AppraisalVisit, Programme
from kheo.organisation.models import Notice
from kheo.recognition.models import Certificate, Decision, SignedCopy
from kheo.recognition.queries.facts import paper_name
from kheo.recognition.queries.signed import check_file, public_words, told_of
from kheo.site.demo.accounts import read_demo
from kheo.site.demo.days import on_day
from kheo.site.demo.judging import judge
from tests.kept import kept

PLACE = "gso2025-13348"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=[date(2026, 1, 2), date(2026, 11, 30)], ids=["january", "november"])
def council(request, installation, django_db_blocker, tmp_path_factory):
    """Judged once for each day: the tests only look."""

    def judged():
        judge(on_day(read_demo("hoi-dong.toml"), request.param, date(2025, 7, 1)))
        return Council.objects.get(locality=PLACE)

    with override_settings(KHEO_TRUST_FOLDER=tmp_path_factory.mktemp("trust")), kept(django_db_blocker, judged) as made:
        yield made


def test_seven_have_judged_six_files_to_the_answer_of_an_appeal(council):
    assert council.state == Council.State.PUBLISHED
    seats = Seat.objects.filter(council=council)
    [absent] = [one for one in seats if one.is_absent]
    assert (seats.filter(stands_in_for=None).count(), seats.count()) == (7, 8)
    assert (absent.ballots.count(), absent.substitute.ballots.count()) == (0, 6)
    conflicts = Conflict.objects.filter(file__council=council).values_list("kind", "seat__person__name")
    assert list(conflicts) == [("position", "Người giữ chức minh hoạ 41")] * 2
    assert Ballot.objects.filter(file__council=council).count() == 7 * 6 - 2

    result = results_of(council).files
    assert ([one.place for one in result], result[1].file.points == result[2].file.points) == ([1, 2, 3, 4, 5, 6], True)
    assert [(one.place, one.spread > council.spread_limit) for one in result if one.agreement] == [(4, True)]
    [appeal] = Appeal.objects.filter(file__council=council)
    assert (appeal.state, appeal.file) == (Appeal.State.REJECTED, result[-1].file)

    days = (council.closed_on, council.met_on, council.published_on, appeal.raised_on, appeal.answered_on)
    assert all(before <= after for before, after in pairwise(days))
    assert verify_chain(PLACE).unsealed > 0


def test_units_scored_themselves_and_were_visited_before_it(council):
    programme = Programme.objects.get(locality__code=PLACE)
    sheets = SelfScoring.objects.filter(assessment__registration_link__registration__programme=programme)
    assert [(one.phase, one.confirmed_on <= council.closed_on) for one in sheets] == [("confirmed", True)] * 6
    differ = [row for sheet in sheets for row in sheet.assessment.scores.all() if row.self_score != row.verified_score]
    assert [row.reason for row in differ] == ["Sổ ghi 121 hộ, bản tự chấm tính 140 hộ; tính theo sổ."] * 6
    [visit] = AppraisalVisit.objects.filter(team__programme=programme)
    assert (visit.state, sorted(visit.findings.values_list("finding", flat=True))) == ("held", ["complete", "confirmed"])
    assert programme.anonymous
    # What was asked for is done and read; what the result told each unit, and the answer, still wait.
    of_accounts = Notice.objects.filter(locality__code=PLACE, position__person__account__isnull=False)
    waiting = of_accounts.filter(read_at=None).values_list("subject", flat=True)
    assert {subject.partition(":")[0] for subject in waiting} == {"Kết quả của hội đồng", "Trả lời kiến nghị (không chấp nhận)"}


def test_the_decision_is_signed_by_a_key_for_show_that_nobody_has(council, settings):
    [decision] = Decision.objects.filter(locality__code=PLACE)
    [copy] = SignedCopy.objects.filter(decision=decision)
    assert (decision.state, copy.standing) == (Decision.State.ISSUED, SignedCopy.Standing.SIGNED)
    with copy.file.content.open("rb") as opened:
        found = check_file(opened.read())
    assert (found.holds, found.paper, [one.tone for one in told_of(copy) if one.tone == "bad"]) == (
        True,
        paper_name(decision),
        [],
    )
    told = " ".join(one.text for one in found.told)
    assert f"Người ký minh hoạ, Đảng ủy phường Đồng Văn (minh hoạ) ký lúc 09:00 ngày {decision.date:%d/%m/%Y}" in told
    assert ("Gốc minh hoạ, chỉ để thử" in told, "không phải nơi cấp chứng thư thật" in told) == (True, True)
    assert public_words(decision) == "Quyết định đã ký số trên đúng tệp Khéo đưa ra, người ký: Người ký minh hoạ."
    assert Certificate.objects.filter(line__decision=decision).count() == 4
    kept = [path.read_text() for path in settings.KHEO_TRUST_FOLDER.iterdir()]
    assert (len(kept), [text for text in kept if "PRIVATE" in text]) == (2, [])
