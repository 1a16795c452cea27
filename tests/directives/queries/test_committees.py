from dataclasses import replace
from datetime import date, timedelta

import pytest

from kheo.directives.actions.committees import dissolve_committee, found_committee, set_working_rules
from kheo.directives.queries.committees import (
    bodies_without_committee,
    decision_on,
    members_on,
    need_strengthening,
    positions_offered,
    rules_on,
    seats_of,
    state_on,
    states_on,
)
from kheo.foundation.refusal import RefusedError
from kheo.organisation.models import Body
from tests import factories
from tests.directives.committee_scene import FOUNDED, LIST, STRENGTHENED, decision, hold_position
from tests.directives.scene import wrong


def test_a_corrected_decision_counts_no_more_and_its_correction_does(work):
    first = work.founding()
    second = work.strengthen(LIST[:2])
    assert decision_on(work.committee, STRENGTHENED) == second
    assert decision_on(work.committee, STRENGTHENED - timedelta(days=1)) == first
    assert decision_on(work.committee, FOUNDED - timedelta(days=1)) is None


def test_a_state_names_head_and_empty_seats_of_the_day(work):
    ubnd = work.scene.body("ubnd")
    ending = hold_position(ubnd, "Phó Chủ tịch", end=date(2024, 6, 1))
    work.strengthen([replace(LIST[0], position=ending), LIST[1]])
    before, after = state_on(work.committee, date(2024, 5, 31)), state_on(work.committee, date(2024, 6, 1))
    assert (before.head.holder, before.head.flag, before.flagged) == (ending.person.name, "", 0)
    assert (after.head.holder, after.head.flag) == ("", "chức vụ này đã thôi từ 01/06/2024: cần kiện toàn")
    assert after.flagged == 1
    assert [seat.flag for seat in seats_of(after.decision, date(2024, 5, 31))] == ["", ""]


def test_a_member_without_a_position_is_flagged_when_its_body_ends(work):
    front = work.scene.body("mttq")
    work.strengthen([LIST[0], replace(LIST[1], body=front)])
    front.valid_to = date(2025, 7, 1)
    front.save()
    assert [seat.flag for seat in state_on(work.committee, date(2025, 7, 1)).seats] == [
        "",
        "cơ quan này đã kết thúc từ 01/07/2025: cần kiện toàn",
    ]


def test_states_are_of_the_town_its_own_committees_first(work, work_there):
    assert work_there.committee
    ward_body = factories.make_body(
        work.scene.locality, "bcd-hm", "Ban Chỉ đạo phường Hòa Mạc", Body.Kind.COMMITTEE, unit=work.scene.wards[0]
    )
    lower = found_committee(work.office, ward_body, "democracy", decision(), LIST[:1])
    assert [(state.committee, len(state.seats)) for state in states_on(work.scene.locality, work.today)] == [(lower, 1)]
    assert work.committee
    assert [state.committee for state in states_on(work.scene.locality, work.today)] == [work.committee, lower]
    assert [state.place for state in states_on(work.scene.locality, work.today)] == ["Thị xã Duy Tiên", "Phường Hòa Mạc"]
    assert not need_strengthening(work.scene.locality, work.today)


def test_a_dissolved_committee_has_no_list_and_says_by_what(work):
    row = dissolve_committee(work.office, work.committee, decision("dissolution", "40-QĐ/TU", date(2025, 6, 30)))
    state = state_on(work.committee, date(2025, 6, 30))
    assert (state.decision, state.dissolved, state.seats, state.head) == (None, row, (), None)
    early = state_on(work.committee, date(2020, 1, 1))
    assert (early.decision, early.dissolved) == (None, None)


def test_what_needs_strengthening_is_found_for_the_desk(work):
    ending = hold_position(work.scene.body("ubnd"), end=date(2025, 1, 1))
    work.strengthen([replace(LIST[0], position=ending)])
    assert need_strengthening(work.scene.locality, date(2024, 12, 31)) == []
    assert [state.committee for state in need_strengthening(work.scene.locality, date(2025, 1, 1))] == [work.committee]


def test_the_newest_rules_of_the_day_count(work):
    first = set_working_rules(work.office, work.committee, "1-QC", date(2023, 4, 1), "Họp")
    second = set_working_rules(work.office, work.committee, "2-QC", date(2024, 4, 1), "Họp")
    assert rules_on(work.committee, date(2023, 3, 31)) is None
    assert rules_on(work.committee, date(2024, 3, 31)) == first
    assert rules_on(work.committee, date(2024, 4, 1)) == second


def test_bodies_and_positions_offered_are_the_town_s_own(work, there):
    theirs, ours = hold_position(there.body("ubnd")), hold_position(work.scene.body("ubnd"))
    gone = hold_position(work.scene.body("ubnd"), "Chánh Văn phòng", end=date(2024, 1, 1))
    assert list(bodies_without_committee(work.scene.locality)) == [work.body]
    offered = set(positions_offered(work.scene.locality, work.today))
    assert ours in offered
    assert theirs not in offered
    assert gone not in offered
    assert gone in set(positions_offered(work.scene.locality, work.today, [gone.pk]))
    assert work.committee
    assert list(bodies_without_committee(work.scene.locality)) == []
    assert list(members_on(work.committee, FOUNDED - timedelta(days=1))) == []


@pytest.mark.parametrize("of", ["body", "unit"])
def test_a_committee_ends_with_its_body_and_with_the_unit_whose_it_is(work, of):
    committee = work.committee
    if of == "body":
        committee.body.valid_to = date(2025, 7, 1)
        committee.body.save()
    else:
        committee.body.unit.ended_on = date(2025, 7, 1)
        committee.body.unit.save()
    assert len(members_on(committee, date(2025, 6, 30))) == 4
    assert list(members_on(committee, date(2025, 7, 1))) == []
    state = state_on(committee, date(2025, 7, 1))
    assert (state.decision, state.dissolved, state.ended_on, state.seats) == (None, None, date(2025, 7, 1), ())
    with pytest.raises(RefusedError) as refusal:
        work.strengthen(day=date(2025, 7, 1))
    assert wrong(refusal) == [f"Ngày: «{work.body.name}» đã kết thúc từ 01/07/2025; quyết định phải trước ngày đó."]
