"""What is missing of a conference, for its page and for the desks; two localities never mix."""

from datetime import date

import pytest
from django.utils import timezone

from kheo.conference.actions.ceremony import build_ceremony
from kheo.conference.actions.conferences import create_conference, open_conference
from kheo.conference.actions.guests import answer_invitation, mark_attendance
from kheo.conference.actions.invitations import send_invitations
from kheo.conference.actions.speeches import choose_speech, send_speech, write_speech
from kheo.conference.models import AgendaItem, ConclusionPoint, Conference, Guest
from kheo.conference.queries.conferences import conferences_of, next_conference, usual_content
from kheo.conference.queries.guests import gone_capacities, is_invited, to_answer
from kheo.conference.queries.messages import unit_messages
from kheo.conference.queries.readiness import next_part, office_missing, parts_of
from kheo.conference.queries.speakers import speakers_for
from kheo.conference.queries.speeches import contributions_due, contributions_to_sort, in_order, place_of, shown
from kheo.organisation.models import Position, Unit
from tests import factories
from tests.conference.scene import DAY, decided, make_scene

TODAY = date(2025, 1, 4)


def states(scene, today=TODAY):
    return {part.key: part.state for part in parts_of(scene.fresh(), today)}


def test_a_new_conference_misses_everything_but_its_agenda(scene):
    assert states(scene) == {
        "agenda": "done",
        "guests": "late",
        "invitations": "late",
        "answers": "wait",
        "report": "late",
        "contributions": "late",
        "awards": "wait",
        "points": "wait",
    }
    parts = parts_of(scene.conference, TODAY)
    assert next_part(parts).key == "guests"
    assert next_part([part for part in parts if part.is_ready]) is None
    assert next_part([part for part in parts if part.state != "late"]).key == "answers"


def test_parts_become_ready_one_by_one(scene):
    guest = scene.invited_ward()
    assert states(scene)["guests"] == "done"
    send_invitations(scene.office, scene.conference)
    assert (states(scene)["invitations"], states(scene)["answers"]) == ("done", "wait")
    answer_invitation(scene.office, guest, "yes", "", 1)
    assert states(scene)["answers"] == "done"
    report = scene.called("report")
    assert states(scene)["report"] == "wait"
    write_speech(scene.office, report, "Báo cáo", "Trưởng ban", "Lời.", 1)
    send_speech(scene.office, report, 2)
    assert states(scene)["report"] == "done"
    speech = scene.called()
    assert states(scene, date(2025, 1, 3))["contributions"] == "wait"
    assert states(scene)["contributions"] == "late"
    write_speech(scene.office, speech, "Bài", "Chủ tịch", "Lời.", 1)
    speech = send_speech(scene.office, speech, 2)
    assert states(scene)["contributions"] == "wait"
    speech = choose_speech(scene.office, speech, 1, 41, 3)
    assert states(scene)["contributions"] == "wait"  # longer than the day gives
    choose_speech(scene.office, speech, 1, 40, 4)
    assert states(scene)["contributions"] == "done"
    ConclusionPoint.objects.create(conference=scene.conference, order=1, text="Việc")
    assert states(scene)["points"] == "wait"
    ConclusionPoint.objects.update(looked_at=True)
    assert states(scene)["points"] == "done"


def test_what_the_day_does_not_have_is_not_missed(scene):
    AgendaItem.objects.filter(kind__in=["contributions", "ceremony"]).delete()
    found = states(scene)
    assert (found["contributions"], found["awards"]) == ("done", "done")
    AgendaItem.objects.all().delete()
    assert states(scene)["agenda"] == "late"


def test_every_name_of_an_issued_decision_is_to_be_handed_over(scene):
    decided(scene, ("Tập thể 01", scene.ward))
    part = next(part for part in parts_of(scene.conference, TODAY) if part.key == "awards")
    assert (part.state, part.why) == ("late", "1 tên trong quyết định đã ban hành chưa có trong lễ trao, 0 tên đã có.")
    build_ceremony(scene.office, scene.conference)
    part = next(part for part in parts_of(scene.conference, TODAY) if part.key == "awards")
    assert (part.state, part.why) == ("done", "1 tên, đủ theo các quyết định đã ban hành.")


def test_a_speaker_whose_title_names_the_place_is_named_once(scene):
    speech = scene.called(speaker_title="Chủ tịch Uỷ ban nhân dân Phường Hòa Mạc")
    assert shown([speech], DAY, TODAY)[0].speaker == "Chủ tịch Uỷ ban nhân dân Phường Hòa Mạc"


def test_texts_stand_in_the_order_of_the_day(scene):
    conclusion, report = scene.called("conclusion"), scene.called("report")
    waiting, second, first = (scene.called(title=title) for title in ("Chờ", "Hai", "Một"))
    second.order, first.order = 2, 1
    found = in_order([conclusion, waiting, second, first, report])
    assert found == [report, first, second, waiting, conclusion]
    assert shown([report], DAY, TODAY)[0].speaker == "Thị xã Duy Tiên"


def test_villages_speak_in_a_ward_and_not_in_a_town(scene):
    village = factories.make_unit("gso2024-13349.thon-1", "Thôn 01", Unit.Level.VILLAGE, scene.ward)
    assert village.pk not in [speaker.unit.pk for speaker in speakers_for(scene.conference)]
    scene.locality.unit.level = Unit.Level.COMMUNE
    scene.locality.unit.save()
    assert village.pk in [speaker.unit.pk for speaker in speakers_for(scene.fresh())]


def test_the_roll_is_a_part_while_the_conference_sits(scene):
    guest = scene.invited()
    open_conference(scene.office, scene.conference, 1)
    assert states(scene)["roll"] == "late"
    mark_attendance(scene.office, guest, "present", "", 1)
    assert states(scene)["roll"] == "done"


def test_a_position_that_ended_before_the_day_is_named(scene):
    guest = scene.invited("Chủ tịch")
    Position.objects.filter(person=guest.person).update(valid_to=DAY)
    assert [row.title for row in gone_capacities(scene.conference)] == ["Chủ tịch Uỷ ban nhân dân Duy Tiên"]
    part = next(part for part in parts_of(scene.conference, TODAY) if part.key == "guests")
    assert (part.state, part.why) == (
        "wait",
        "1 đầu người. Không còn giữ chức vụ vào ngày họp: Chủ tịch Uỷ ban nhân dân Duy Tiên.",
    )


def test_the_offices_desk_hears_of_its_own_conferences_ahead(scene):
    neighbour = make_scene(factories.KIM_BANG)
    later = create_conference(scene.office, scene.programme, scene.content(held_on=date(2025, 1, 9)))
    assert [one for one, _parts in office_missing(scene.locality, TODAY)] == [scene.conference, later]
    assert next_conference(scene.locality) == scene.conference
    Conference.objects.filter(pk=later.pk).update(state="open")
    assert next_conference(scene.locality) == later
    scene.close()
    assert [one for one, _parts in office_missing(scene.locality, TODAY)] == [later]
    assert list(conferences_of(neighbour.locality)) == [neighbour.conference]


def test_the_units_desk_has_its_invitations_and_its_texts(scene):
    neighbour = make_scene(factories.KIM_BANG)
    neighbour.invited_ward(), scene.invited_ward(scene.other)
    mine = scene.invited_ward()
    assert to_answer(scene.staff, scene.locality) == []
    send_invitations(scene.office, scene.conference)
    send_invitations(neighbour.office, neighbour.conference)
    assert [row.guest for row in to_answer(scene.staff, scene.locality)] == [mine]
    assert to_answer(scene.staff, neighbour.locality) == []
    scene.called(unit=scene.other)
    speech = scene.called()
    neighbour.called()
    due = contributions_due(scene.staff, scene.locality, TODAY)
    assert [(row.speech, row.is_late, row.place) for row in due] == [(speech, True, "Phường Hòa Mạc")]
    assert contributions_due(scene.staff, neighbour.locality, TODAY) == []
    write_speech(scene.staff, speech, "Bài", "Chủ tịch", "Lời.", 1)
    send_speech(scene.staff, speech, 2)
    assert contributions_due(scene.staff, scene.locality, TODAY) == []
    assert list(contributions_to_sort(scene.locality)) == [speech]
    answer_invitation(scene.staff, mine, "yes", "", 1)
    assert to_answer(scene.staff, scene.locality) == []
    assert place_of(speech) == "Phường Hòa Mạc"


def test_invited_is_whose_body_or_unit_has_a_head(scene):
    body = scene.body("hdnd")
    assert not is_invited(scene.conference, scene.locality.unit_id, body.pk)
    scene.invited("Chủ tịch", "hdnd")
    assert is_invited(scene.conference, scene.locality.unit_id, body.pk)
    assert not is_invited(scene.conference, scene.ward.pk, None)
    known = {speaker.name: speaker.is_invited for speaker in speakers_for(scene.conference)}
    assert known["Hội đồng nhân dân Duy Tiên"] is True
    assert known["Phường Hòa Mạc"] is False
    assert speakers_for(scene.conference)[0].name == "Hội đồng nhân dân Duy Tiên"


def test_each_unit_has_one_message_with_its_own_people(scene):
    scene.invited_ward(), scene.invited("Chủ tịch"), scene.invited("Phó Chủ tịch")
    for number in range(7):
        scene.invited(f"Uỷ viên {number}", "mttq")
    found = {one.place: one for one in unit_messages(scene.conference)}
    assert set(found) == {"Phường Hòa Mạc", "Uỷ ban nhân dân Duy Tiên", "Uỷ ban Mặt trận Tổ quốc Duy Tiên"}
    assert found["Phường Hòa Mạc"].text == (
        "Kính mời: Chủ tịch Uỷ ban nhân dân phường Hòa Mạc. Tại Hội trường lớn. "
        "Xin trả lời dự, cử người thay hay xin vắng theo đường dẫn."
    )
    assert "và 1 người nữa" in found["Uỷ ban Mặt trận Tổ quốc Duy Tiên"].text
    assert found["Uỷ ban Mặt trận Tổ quốc Duy Tiên"].silent == 7


@pytest.mark.parametrize(
    ("year", "planned", "day"),
    [(2024, date(2025, 1, 8), date(2025, 1, 8)), (2023, None, date(2023, 12, 31))],
)
def test_a_new_one_begins_with_the_day_of_its_programme(db, year, planned, day):
    programme = factories.make_programme(year=year, conference_on=planned)
    assert usual_content(programme)["held_on"] == day
    assert usual_content(programme)["place_name"] == "Duy Tiên"


def test_a_new_one_takes_the_words_of_the_last(scene):
    programme = factories.make_programme(scene.locality, timezone.localdate().year)
    words = usual_content(programme)
    assert (words["venue"], words["chair_title"]) == ("Hội trường lớn", "Phó Bí thư Thường trực")
    assert words["held_on"] == date(programme.year, 12, 31)
    assert Guest.objects.count() == 0
