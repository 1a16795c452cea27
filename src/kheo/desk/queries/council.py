"""Files that wait for a member of the council, and appeals that wait for the office."""

from django.db.models import Exists, OuterRef

from kheo.assessment.models import Appeal, Ballot, Council
from kheo.assessment.queries.councils import own_ballots, seat_of
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.queries.councils import council_of


def own_files(bench: Bench) -> list[DeskItem]:
    """«17/44 hồ sơ đã chấm» for whoever sits in the programme's council, as long as something is open and left."""
    council = council_of(bench.programme) if bench.programme else None
    seat = seat_of(council, bench.actor) if council else None
    if bench.programme is None or council is None or seat is None or council.state == Council.State.PREPARING:
        return []
    if not Ballot.objects.filter(seat=seat, file__closed_on=None, file__left_out_reason="").exists():
        return []
    mine = own_ballots(seat)
    left = [one for one in mine if not one.is_complete and one.ballot.file.closed_on is None]
    if not left:
        return []
    done = len(mine) - len(left)
    tag, tone = bench.standing(bench.programme.assessment_due)
    return [
        DeskItem(
            tag, tone, f"{written(done)}/{written(len(mine))} hồ sơ đã chấm", f"{council.title}. Còn {written(len(left))} hồ sơ.",
            "Chấm tiếp" if done else "Bắt đầu chấm", bench.address("movement:council_own", bench.programme.code),
            due=bench.programme.assessment_due,
        )
    ]  # fmt: skip


def open_appeals(bench: Bench) -> list[DeskItem]:
    """For the office: appeals without an answer hold lists back."""
    if bench.programme is None:
        return []
    here = Council.objects.filter(pk=OuterRef("file__council"), programme_link__programme=bench.programme)
    waiting = Appeal.objects.filter(Exists(here), state=Appeal.State.OPEN).count()
    if not waiting:
        return []
    return [
        DeskItem(
            "Chờ trả lời", "wait", f"{written(waiting)} kiến nghị về điểm",
            "Còn kiến nghị chưa trả lời thì danh sách có hồ sơ ấy chưa ban hành được.",
            "Trả lời", bench.address("movement:council", bench.programme.code),
        )
    ]  # fmt: skip
