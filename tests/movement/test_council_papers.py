"""What the papers of a council say, and that a secret one prints nobody's points."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.actions.ballots import declare_conflict, record_absence
from kheo.assessment.actions.rounds import agree_points, record_votes
from kheo.documents.content import Numbered, Paragraph, Table
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from kheo.movement.papers.council import meeting_paper, sheet_paper, summary_paper
from kheo.organisation.models import Role
from tests import factories
from tests.movement.council_scene import PLAIN, CouncilScene

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def words(paper):
    said = []
    for block in paper.blocks:
        if isinstance(block, Table):
            said += [cell for row in block.rows for cell in row]
        elif isinstance(block, Paragraph | Numbered):
            said.append(block.text)
    return said


def tables(paper):
    return [block.rows for block in paper.blocks if isinstance(block, Table)]


@pytest.fixture
def met():
    """Four members, one kept away, one absent with a substitute; one wide file agreed on; votes counted."""
    place = factories.make_locality()
    scene = CouncilScene(place, replace(PLAIN, with_vote=True), members=4).open()
    declare_conflict(scene.actors[2], scene.file(1), "em tôi làm ở đó")
    spare = factories.make_account(Role.COUNCIL, place)
    stand_in = record_absence(scene.office, scene.seats[3], "đi công tác", spare.person)
    scene.seats[3], scene.actors[3] = stand_in, factories.actor_for(spare)
    for member, points in enumerate(((6, 4), (6, 3), (5, 4), (5.5, 4))):
        scene.give(member, 0, *points)
    for member, points in ((0, (6, 4)), (1, (2, 1)), (3, (6, 4))):
        scene.give(member, 1, *points)
    scene.closed().met(timezone.localdate())
    agree_points(scene.office, scene.file(1), Decimal(8), "xem lại minh chứng")
    record_votes(scene.office, scene.council, {scene.file(0).pk: (4, 0), scene.file(1).pk: (2, 2)})
    return scene


def test_the_minutes_tell_who_was_there_and_what_was_decided(met):
    paper = meeting_paper(met.programme, met.now())
    people = [account.person.name for account in met.accounts]
    said = words(paper)
    assert f"{people[0]}, chủ tịch hội đồng" in said
    assert (paper.signature.name, paper.countersignature.name) == (people[0], people[1])
    assert f"{people[3]}: đi công tác" in said
    assert f"{met.seats[3].person.name}, dự thay {people[3]}" in said
    assert "Có mặt 4/4 thành viên, cần ít nhất 3 (70 % tất cả thành viên):" in said
    conflicts, spreads, votes, result = tables(paper)
    assert conflicts == ((people[2], "Cách làm 02", "thành viên tự khai: em tôi làm ở đó"),)
    assert spreads == (("Cách làm 02", "10 – 3", "8", "xem lại minh chứng"),)
    assert votes == (("Cách làm 01", "4", "0", "thông qua"), ("Cách làm 02", "2", "2", "không thông qua"))
    assert [row[0::3] for row in result] == [("1", "9,38"), ("2", "8")]
    assert (paper.draft, paper.countersignature.authority) == (True, "THƯ KÝ")
    met.published(timezone.localdate())
    assert meeting_paper(met.programme, met.now()).draft is False
    assert to_docx(paper).startswith(b"PK")
    assert to_pdf(paper).startswith(b"%PDF")


def test_the_table_of_points_names_members_by_their_columns(met):
    paper = summary_paper(met.programme, met.now())
    (rows,) = tables(paper)
    assert rows == (
        ("1", "Cách làm 01", "10", "9", "9", "9,5", "4", "10 – 9", "9,38"),
        ("2", "Cách làm 02", "10", "3", "", "10", "3", "10 – 3", "8"),
    )
    legend = [block.mark for block in paper.blocks if isinstance(block, Numbered)]
    assert legend == ["TV1:", "TV2:", "TV3:", "TV4:"]


def test_a_members_sheet_is_a_draft_until_the_round_is_closed(met):
    paper = sheet_paper(met.ballot(0, 0))
    assert tables(paper)[0][-1] == ("Cộng", "", "10")
    assert (paper.draft, paper.signature.name) == (False, met.accounts[0].person.name)
    other = CouncilScene(factories.make_locality(factories.KIM_BANG)).open()
    assert (sheet_paper(other.ballot()).draft, tables(sheet_paper(other.ballot()))[0][-1]) == (True, ("Cộng", "", ""))


def test_a_secret_council_prints_who_took_part_and_nobodys_points():
    scene = CouncilScene(factories.make_locality(), replace(PLAIN, secret=True)).open()
    scene.give_all((6, 4), (5.5, 3), (5, 4))
    with pytest.raises(RefusedError, match="chấm kín"):
        sheet_paper(scene.ballot())
    with pytest.raises(RefusedError, match="chưa khoá điểm"):
        summary_paper(scene.programme, scene.now())
    scene.closed()
    with pytest.raises(RefusedError, match="Chưa ghi ngày họp"):
        meeting_paper(scene.programme, scene.now())
    paper = summary_paper(scene.programme, scene.now())
    assert {len(row) for row in tables(paper)[0]} == {5}
    took_part = next(text for text in words(paper) if text.startswith("Đã tham gia chấm"))
    assert all(account.person.name in took_part for account in scene.accounts)
    assert "8,5" not in " ".join(words(paper)).replace("10 – 8,5", "")
