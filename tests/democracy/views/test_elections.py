from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.decisions import write_decision
from kheo.democracy.actions.elections import add_candidate, begin_election, record_step
from kheo.democracy.actions.rounds import open_round, plan_round
from kheo.democracy.actions.sittings import settle_order
from kheo.democracy.models import Candidate, CommunityDecision, Election, Form, HeadTerm, Matter, Round, Scope
from kheo.democracy.rules.decisions import DecisionContent
from tests.democracy.meeting_scene import ORDER, WORDS, open_meeting
from tests.democracy.views.sending import HERE, send, sign_in, words

TODAY = timezone.localdate()


def told(day):
    return f"{day:%d/%m/%Y}"


def matter_of(scene, village=None):
    return Matter.objects.create(
        locality=scene.locality,
        village=village or scene.village,
        kind=4,
        scope=Scope.VILLAGE,
        title="Bầu Tổ trưởng",
        content="-",
        state="proposed",
    )


def recognised(client, scene, planned, here):
    """From the count to the term: the community's decision, the commune's answer, the day the head begins."""
    decision = f"{HERE}dan-chu/quan-ly/quyet-nghi/{planned.pk}/"
    assert f'href="{decision}">Lập, gửi quyết định' in client.get(f"{HERE}{here}").content.decode()
    assert f'href="{HERE}{here}">Cuộc bầu' in client.get(decision).content.decode()
    sign_in(client, scene.leader)
    assert "Ghi quyết định công nhận" not in words(client.get(f"{HERE}{here}"))
    words_of = DecisionContent("resolution", "Bầu Cá nhân 01.", "A", "B", "C", "D")
    write_decision(scene.head, Round.objects.get(pk=planned.pk), words_of, 0)
    CommunityDecision.objects.update(answered_on=TODAY, answer_number="15/QĐ-UBND")
    Matter.objects.filter(pk=planned.matter_id).update(state="in_force")
    assert "Ghi quyết định công nhận" in words(client.get(f"{HERE}{here}"))
    assert 'value="15/QĐ-UBND"' in client.get(f"{HERE}{here}cong-nhan/").content.decode()
    send(client, f"{here}cong-nhan/", number="15/QĐ-UBND", begun_on=told(TODAY))
    assert HeadTerm.objects.get().number == "15/QĐ-UBND"
    client.logout()
    assert "Công nhận theo quyết định 15/QĐ-UBND" in words(client.get(f"{HERE}{here}"))


def test_an_election_from_its_calendar_to_the_term(client, scene):
    sign_in(client, scene.head)
    page = client.get(f"{HERE}bau-cu/lap/")
    assert "Chưa có việc bầu nào" in words(page)
    assert f'href="{HERE}dan-chu/quan-ly/viec/de-xuat/?khoan=4"' in page.content.decode()
    matter, other = matter_of(scene), matter_of(scene, scene.villages[1])
    about = f"{HERE}dan-chu/quan-ly/viec/{matter.pk}/"
    assert f'href="{HERE}bau-cu/lap/?viec={matter.pk}"' in client.get(about).content.decode()
    page = client.get(f"{HERE}bau-cu/lap/").content.decode()
    assert f'value="{matter.pk}"' in page
    assert f'value="{other.pk}"' not in page
    send(client, "bau-cu/lap/", matter=matter.pk, what="head", seats="1", planned_on=told(TODAY))
    here = f"bau-cu/{Election.objects.get().pk}/"
    assert f'href="{HERE}{here}"' in client.get(about).content.decode()
    send(client, f"{here}ung-cu/", name="Cá nhân 01", by="front")
    send(client, f"{here}ung-cu/", name="Cá nhân 02", by="self")
    second = Candidate.objects.get(order=2)
    client.logout()
    assert client.get(f"{HERE}{here}").status_code == 404
    assert "Cá nhân 01" not in words(client.get(f"{HERE}bau-cu/"))
    sign_in(client, scene.head)
    send(client, f"{here}buoc/", key="announced", done_on=told(TODAY - timedelta(days=8)), number="")
    send(client, f"{here}ung-cu/{second.pk}/rut/", on=told(TODAY))
    client.logout()
    page = words(client.get(f"{HERE}{here}"))
    assert "Cá nhân 01" in page
    assert "Đã rút: Cá nhân 02" in page
    assert "Ghi kiểm phiếu" not in page
    scene.roll(51)
    sign_in(client, scene.head)
    assert client.get(f"{HERE}{here}kiem-phieu/").status_code == 404
    assert f'href="{about}">Định ngày họp bầu' in client.get(f"{HERE}{here}").content.decode()
    planned = plan_round(scene.head, matter, scene.village, Form.MEETING, TODAY)
    meeting = f"{HERE}dan-chu/quan-ly/hop/{planned.pk}/"
    assert f'href="{meeting}">Cuộc họp bầu' in client.get(f"{HERE}{here}").content.decode()
    open_round(scene.head, planned, planned.version)
    first = Candidate.objects.get(order=1)
    refused = send(client, f"{here}kiem-phieu/", valid="40", invalid="0", version="1", **{f"votes_{first.pk}": "41"})
    assert refused.status_code == 422
    assert 'value="41"' in refused.content.decode()
    send(client, f"{here}kiem-phieu/", valid="40", invalid="1", version="1", **{f"votes_{first.pk}": "30"})
    page = words(client.get(f"{HERE}{here}"))
    assert "ít nhất 26 trong 51 hộ" in page
    assert "trúng cử" in page
    recognised(client, scene, planned, here)


def test_the_calendar_begins_with_the_matter_it_is_for_and_warns_of_a_day_too_near(client, scene):
    matter, _older = matter_of(scene), matter_of(scene)
    about = f"{HERE}dan-chu/quan-ly/viec/{matter.pk}/"
    sign_in(client, scene.head)
    chosen = [client.get(f"{HERE}bau-cu/lap/{asked}").context["form"].initial for asked in (f"?viec={matter.pk}", "", "?viec=x")]
    assert chosen == [{"matter": matter.pk, "what": "head"}, {}, {}]
    made = send(client, "bau-cu/lap/", matter=matter.pk, what="head", seats="1", planned_on=told(TODAY))
    day = told(TODAY + timedelta(days=20))
    assert f"4 bước đã quá hạn. Muốn đủ lịch thì họp từ ngày {day}." in words(client.get(made.url))
    shown = client.get(about)
    assert (shown.context["round_form"].initial["planned_on"], "mở cuộc bầu" in words(shown)) == (TODAY, True)
    sign_in(client, scene.inspector)
    assert "mở cuộc bầu" not in words(client.get(about))
    sign_in(client, scene.head)
    record_step(scene.head, Election.objects.get(), "announced", TODAY)
    sign_in(client, scene.inspector)
    assert "mở cuộc bầu" in words(client.get(about))


def test_a_board_s_only_matter_is_chosen_but_not_which_board(client, scene):
    matter = matter_of(scene)
    Matter.objects.update(kind=5)
    sign_in(client, scene.head)
    assert client.get(f"{HERE}bau-cu/lap/").context["form"].initial == {"matter": matter.pk}


def test_a_meeting_that_elects_leads_to_the_count_which_asks_for_its_minutes(client, scene):
    meeting = settle_order(scene.head, open_meeting(scene, present=40, kind=4), ORDER, 2)
    sign_in(client, scene.head)
    page = f"{HERE}dan-chu/quan-ly/hop/{meeting.round_id}/"
    assert "Tán thành" in words(client.get(page))
    election = begin_election(scene.head, meeting.round.matter, "head", 1, TODAY)
    one = add_candidate(scene.head, election, "Cá nhân 01", "front")
    here = f"bau-cu/{election.pk}/kiem-phieu/"
    shown = client.get(page)
    assert f"{HERE}{here}" in shown.content.decode()
    assert "Tán thành" not in words(shown)
    told = {"valid": "39", "invalid": "1", "version": "1", f"votes_{one.pk}": "39"}
    assert send(client, here, **told).status_code == 422
    send(client, here, **told, **WORDS)
    assert WORDS["conclusion"] in words(client.get(page))


def test_who_may_do_what(client, scene, there):
    election = begin_election(scene.head, matter_of(scene), "head", 1, TODAY)
    candidate = add_candidate(scene.head, election, "Cá nhân 01", "front")
    here = f"bau-cu/{election.pk}/"
    paths = ("", "buoc/", "ung-cu/", f"ung-cu/{candidate.pk}/rut/", "cong-nhan/")
    codes = {}
    for who in ("head", "other_head", "leader", "office", "inspector"):
        sign_in(client, getattr(scene, who))
        codes[who] = [client.get(f"{HERE}{here}{path}").status_code for path in paths]
    assert codes == {
        "head": [200, 200, 200, 200, 403],
        "other_head": [200, 403, 403, 403, 403],
        "leader": [200, 403, 403, 403, 200],
        "office": [200, 200, 200, 200, 200],
        "inspector": [404, 403, 403, 403, 403],
    }
    sign_in(client, there.office)
    assert client.get(f"/gso2025-13330/{here}").status_code == 404
    sign_in(client, scene.office)
    assert client.get(f"{HERE}{here}ung-cu/999999/rut/").status_code == 404


def test_the_list_asks_as_many_queries_for_many_as_for_one(client, scene):
    def make():
        election = begin_election(scene.head, matter_of(scene), "head", 1, TODAY)
        add_candidate(scene.head, election, "Cá nhân 01", "front")
        record_step(scene.head, election, "announced", TODAY)

    def count():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{HERE}bau-cu/")
        return len(asked)

    assert "Chưa có cuộc bầu nào" in words(client.get(f"{HERE}bau-cu/"))
    make()
    few = count()
    for _number in range(6):
        make()
    assert count() == few


def test_no_step_is_offered_once_all_were_done(client, scene):
    found = begin_election(scene.office, matter_of(scene), "head", 1, TODAY + timedelta(days=30))
    sign_in(client, scene.office)
    page = f"{HERE}bau-cu/{found.pk}/"
    assert "Ghi một bước" in words(client.get(page))
    for key in ("decision", "candidates", "team", "announced"):
        record_step(scene.office, found, key, TODAY, "")
    assert "Ghi một bước" not in words(client.get(page))
    assert "Đã ghi đủ các bước của lịch bầu." in words(client.get(f"{page}buoc/", follow=True))
