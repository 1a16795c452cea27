"""Files that wait for a member of the council, what waits for its chair, and appeals that wait for the office."""

from django.db.models import Exists, OuterRef

from kheo.assessment.models import Appeal, Ballot, Council
from kheo.assessment.queries.councils import ballots_of, files_before, leads, own_ballots, progress, seat_of
from kheo.assessment.queries.results import undecided
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.queries.councils import council_of
from kheo.organisation.authority import find_grant


def own_files(bench: Bench) -> list[DeskItem]:
    """What is left to score for whoever sits in the programme's council, and what an upheld appeal opened again."""
    council = council_of(bench.programme) if bench.programme else None
    seat = seat_of(council, bench.actor) if council else None
    if bench.programme is None or council is None or seat is None or council.state == Council.State.PREPARING:
        return []
    if not Ballot.objects.filter(seat=seat, file__closed_on=None, file__left_out_reason="").exists():
        return []
    url = bench.address("movement:council_own", bench.programme.code)
    mine = own_ballots(seat)
    still = [one for one in mine if one.ballot.file.closed_on is None]
    left = [one for one in still if not one.is_complete]
    items = []
    if left:
        done = len(mine) - len(left)
        tag, tone = bench.standing(bench.programme.assessment_due)
        items.append(DeskItem(
            tag, tone, f"{written(done)}/{written(len(mine))} hồ sơ đã chấm", f"{council.title}. Còn {written(len(left))} hồ sơ.",
            "Chấm tiếp" if done else "Bắt đầu chấm", url, due=bench.programme.assessment_due,
        ))  # fmt: skip
    if unseen := sum(one.is_complete and not one.ballot.is_seen_again for one in still):
        items.append(DeskItem(
            "Phúc tra", "wait", f"{written(unseen)} hồ sơ phúc tra chờ bạn xem lại",
            "Phiếu còn nguyên điểm lần trước: sửa mục cần sửa rồi lưu; không sửa gì cũng lưu, để biết là bạn đã xem.",
            "Xem lại", url,
        ))  # fmt: skip
    return items


def to_lead(bench: Bench) -> list[DeskItem]:
    """For the chair who sits and for the office: sheets that are all in, and what the meeting has still to decide."""
    council = council_of(bench.programme) if bench.programme else None
    if bench.programme is None or council is None or not leads(council, bench.actor, bench.locality):
        return []
    due = bench.programme.assessment_due if council.published_on is None else None
    tag, tone = bench.standing(due)
    url = bench.address("movement:council", bench.programme.code)
    waiting = _next_of(council, publishes=find_grant(bench.actor, "council.manage", bench.locality) is not None)
    return [DeskItem(tag, tone, what, f"{council.title}. {why}", act, url, due=due) for what, why, act in waiting]


def _next_of(council: Council, *, publishes: bool) -> list[tuple[str, str, str]]:
    """What, why and act of each thing that waits for whoever leads *council*; *publishes*: its result, too."""
    if council.state == Council.State.SCORING:
        seats = progress(council)
        if any(one.all for one in seats) and all(one.is_whole for one in seats):
            return [("Mọi phiếu đã chấm xong", "Khoá điểm rồi họp hội đồng.", "Khoá điểm")]
        return []
    if council.state == Council.State.PREPARING or not _is_undecided(council):
        return []
    reviewed = [one.is_seen_again for one in ballots_of(council).filter(file__round__gt=1, file__closed_on=None)]
    if publishes and reviewed:
        files = f"{written(sum(reviewed))}/{written(len(reviewed))} phiếu phúc tra đã xem lại"
        is_seen = all(reviewed)
        why = "Khoá điểm phúc tra." if is_seen else "Phiếu chưa xem giữ điểm lần trước."
        return [(files, why, "Khoá điểm" if is_seen else "Xem")]
    left = undecided(council)
    wide, limit = f"{written(left.wide)} hồ sơ chênh lệch lớn", f"quá {written(council.spread_limit)} điểm"
    if council.met_on is None:
        why = f"{wide}, {limit}, đưa ra họp bàn." if left.wide else "Không hồ sơ nào chênh lệch quá mức."
        return [("Điểm đã khoá, chờ họp hội đồng", why, "Ghi cuộc họp")]
    waiting = []
    if left.wide:
        waiting.append((f"{wide} chờ điểm thống nhất", f"Các phiếu lệch nhau {limit}.", "Ghi điểm thống nhất"))
    if left.ties:
        waiting.append(
            (f"{written(left.ties)} nhóm hồ sơ bằng điểm", "Chủ tịch hội đồng quyết định thứ tự.", "Quyết định thứ tự")
        )
    if left.unvoted:
        waiting.append((f"{written(left.unvoted)} hồ sơ chưa biểu quyết", "Ghi số phiếu đã đếm tại cuộc họp.", "Ghi biểu quyết"))
    if publishes and not waiting and council.state == Council.State.CLOSED:
        waiting.append(("Kết quả hội đồng chờ công bố", f"Đơn vị có {council.appeal_days} ngày kiến nghị.", "Công bố kết quả"))
    return waiting


def _is_undecided(council: Council) -> bool:
    """A published council is asked only where an appeal opened a file again."""
    return council.state == Council.State.CLOSED or files_before(council).filter(round__gt=1).exists()


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
