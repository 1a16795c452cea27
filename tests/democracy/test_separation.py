"""Who took part and what was chosen are not paired by any column, any order, any copy of the database.

What is claimed, and what is not, stands in docs/decisions/0009-online-household-vote.md.
"""

import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.casting import cast_ballot
from kheo.democracy.actions.closing import close_vote
from kheo.democracy.models import BoxBallot, OnlineVote, Participation, SealedBox, Slip
from kheo.organisation.authority import NOBODY
from kheo.site.backup import restore_backup, write_backup
from tests.democracy.voting_scene import begun, cast_all, fresh

pytestmark = pytest.mark.django_db
HALF = 20


def names(table):
    return {field.column for field in table._meta.concrete_fields}


def close(scene, vote):
    now = timezone.now()
    OnlineVote.objects.filter(pk=vote.pk).update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(seconds=1))
    close_vote(scene.head, fresh(vote))


def rows_of(archive):
    """Every row of a backup: the table's name and the row, but for the seal and what the clock writes."""
    with zipfile.ZipFile(archive) as opened:
        return [
            (name, line)
            for name in sorted(opened.namelist())
            if name.startswith("data/") and "sealedbox" not in name
            for line in opened.read(name).decode().splitlines()
        ]


def test_the_list_and_the_box_share_no_column_but_the_round_and_know_no_time():
    assert names(Participation) & names(BoxBallot) == {"id", "round_id"}
    assert names(Participation) == {"id", "round_id", "household_id"}
    assert names(BoxBallot) == {"id", "round_id", "choice"}
    assert names(Slip) == {"id", "vote_id", "household_id", "digest", "spent", "reissued"}
    assert names(SealedBox) == {"id", "vote_id", "salt", "sealed"}


def test_casting_writes_the_slip_and_the_box_and_nothing_else(scene):
    _, codes = begun(scene, 3)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        cast_ballot(NOBODY, scene.locality, codes[0], "for")
    written = [query["sql"].split('"')[1] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == ["democracy_slip", "democracy_sealedbox"]


def test_a_copy_made_during_the_vote_tells_no_choice(scene, tmp_path):
    """Two copies, one ballot apart, and of three ways to cast it none shows: the seal has one length and is new each time."""
    _, codes = begun(scene, 3)
    write_backup(tmp_path / "before.zip")
    lengths = set()
    for number, choice in enumerate(("for", "against", "other")):
        cast_ballot(NOBODY, scene.locality, codes[number], choice)
        write_backup(tmp_path / f"{choice}.zip")
        changed = set(rows_of(tmp_path / f"{choice}.zip")) - set(rows_of(tmp_path / "before.zip"))
        rows = [json.loads(line)["fields"] for _, line in changed]
        assert {name for name, _ in changed} == {"data/democracy.slip.jsonl"}
        assert [set(row) for row in rows] == [{"vote", "household", "digest", "spent", "reissued"}] * (number + 1)
        lengths.add(len(bytes(SealedBox.objects.get().sealed)))
    assert len(lengths) == 1


def test_a_copy_made_during_the_vote_is_put_back_and_the_vote_goes_on(scene, tmp_path):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes[:1], ["for"])
    write_backup(tmp_path / "open.zip")
    cast_all(scene, codes[1:], ["against", "against"])
    restore_backup(tmp_path / "open.zip", replace=True)
    cast_all(scene, codes[1:], ["for", "other"])
    closed = close_vote(scene.head, fresh(vote))
    assert (closed.votes_for, closed.votes_against, closed.votes_other) == (2, 0, 1)


def test_a_copy_of_a_closed_vote_keeps_list_and_box(scene, tmp_path):
    vote, codes = begun(scene, 5)
    cast_all(scene, codes[:3], ["for", "other", "for"])
    close(scene, vote)
    kept = list(BoxBallot.objects.values_list("pk", "choice"))
    write_backup(tmp_path / "closed.zip")
    restore_backup(tmp_path / "closed.zip", replace=True)
    assert list(BoxBallot.objects.values_list("pk", "choice")) == kept
    assert Participation.objects.count() == 3


def test_neither_order_follows_the_order_of_voting(scene):
    """Households vote from the last to the first, half for and half against. By number, and by lot."""
    vote, codes = begun(scene, 2 * HALF)
    order = list(reversed(range(2 * HALF)))
    cast_all(scene, [codes[number] for number in order], ["for"] * HALF + ["against"] * HALF)
    close(scene, vote)
    numbers = list(Participation.objects.order_by("pk").values_list("household__number", flat=True))
    choices = list(BoxBallot.objects.order_by("pk").values_list("choice", flat=True))
    assert numbers == sorted(numbers)
    # A draw that keeps both halves whole happens once in 137,846,528,820.
    assert choices not in (["for"] * HALF + ["against"] * HALF, ["against"] * HALF + ["for"] * HALF)
    assert (choices.count("for"), choices.count("against")) == (HALF, HALF)


@pytest.mark.sqlite
def test_sqlite_stores_both_by_those_orders(scene):
    vote, codes = begun(scene, 5)
    cast_all(scene, codes[::-1], ["for", "against", "for", "other", "for"])
    close(scene, vote)
    with connection.cursor() as cursor:
        cursor.execute("SELECT household_id FROM democracy_participation ORDER BY rowid")
        by_row = [row[0] for row in cursor.fetchall()]
    assert by_row == sorted(by_row)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_postgresql_gives_all_rows_of_both_one_transaction(scene):
    """``xmin`` and ``ctid`` tell when and where a row was written: the same moment, in those orders."""
    vote, codes = begun(scene, 9)
    cast_all(scene, codes[::-1], ["for", "against", "other"] * 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM democracy_sealedbox")
        last = cursor.fetchone()[0]
    close(scene, vote)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM democracy_participation")
        listed = cursor.fetchall()
        cursor.execute("SELECT DISTINCT xmin::text FROM democracy_boxballot")
        boxed = cursor.fetchall()
        cursor.execute("SELECT household_id FROM democracy_participation ORDER BY ctid")
        by_place = [row[0] for row in cursor.fetchall()]
    assert (len(listed), len(boxed)) == (1, 1)
    assert last not in {listed[0][0], boxed[0][0]}
    assert by_place == sorted(by_place)
