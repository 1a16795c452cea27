"""Minutes of a meeting, of each of its clusters, and of counting a secret ballot (Nghị định 59/2023/NĐ-CP Điều 3 khoản 5)."""

from datetime import date

from kheo.democracy.models import CountingMember, Form, Meeting, MeetingCluster, Round
from kheo.democracy.papers.elections import ballots_of, verdict
from kheo.democracy.papers.meetings import caller_of, cluster_line, notes, village_paper
from kheo.democracy.queries.election_results import names_in, result_in
from kheo.democracy.queries.sittings import Sat, meeting_of
from kheo.democracy.rules.clusters import ADDED_UP
from kheo.democracy.rules.thresholds import needed, threshold
from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.foundation.refusal import RefusedError
from kheo.organisation.queries.units import name_on, version_on
from kheo.organisation.queries.words import terms_of_village

VOTES = ("Tán thành", "Không tán thành", "Ý kiến khác, phiếu không hợp lệ")


def minutes_paper(sat: Sat) -> Paper:
    """Of one cluster, or of the whole meeting with its clusters added up; or why it failed."""
    return _cluster_minutes(sat) if isinstance(sat, MeetingCluster) else _joint_minutes(sat)


def _joint_minutes(meeting: Meeting) -> Paper:
    """Who was there, how it went in the order of Điều 18 khoản 4, votes, conclusion, or why it failed."""
    held = meeting.round
    if held.state not in ("closed", "failed") or held.households is None:
        raise RefusedError("Cuộc họp chưa có kết quả. Ghi kết quả, hoặc ghi không đủ hộ, rồi in biên bản.")
    day = held.closed_on or held.planned_on
    present = held.present or 0
    clusters = list(meeting.clusters.all())
    counted = [one for one in clusters if one.is_counted]
    body = _voted(meeting, day, counted) if held.state == "closed" else _short(held, day, counted)
    return village_paper(
        held,
        title="Biên bản",
        subject="họp cộng đồng dân cư",
        on=day,
        blocks=(
            Heading("I. Thời gian, địa điểm, thành phần", level=2),
            *((Paragraph("Họp theo từng cụm dân cư:"),) if clusters else (Paragraph(_began(meeting, day)),)),
            *(cluster_line(one) for one in clusters),
            Paragraph(f"Triệu tập, chủ trì: {meeting.leader}, {caller_of(meeting).capitalize()}."),
            Paragraph(
                f"Tổng số {held.households} hộ; {present} đại diện hộ có mặt; {held.households - present} hộ không có đại "
                f"diện tham dự."
            ),
            *_matter(held),
            *body,
            *notes(day),
        ),
        signature=Signature("CHỦ TRÌ", "", meeting.leader),
        countersignature=Signature("THƯ KÝ", "", meeting.secretary or None) if not clusters else None,
    )


def _cluster_minutes(cluster: MeetingCluster) -> Paper:
    """What the cluster reports to the head; whether the matter passed is said by the sum alone."""
    held = cluster.meeting.round
    if not cluster.is_counted:
        raise RefusedError(f"{cluster.name} chưa có kết quả. Ghi kết quả của cụm rồi in biên bản.")
    village = version_on(held.village, held.planned_on)
    head, name = terms_of_village(village).head, name_on(held.village, held.planned_on)
    came = (*_course(cluster), *_votes(cluster, "IV")) if cluster.present else ()
    return village_paper(
        held,
        title="Biên bản",
        subject=f"họp cụm dân cư: {cluster.name}",
        on=cluster.on,
        blocks=(
            Heading("I. Thời gian, địa điểm, thành phần", level=2),
            Paragraph(_began(cluster, cluster.on)),
            Paragraph(f"Chủ trì: {cluster.leader}."),
            Paragraph(f"{cluster.present} đại diện hộ có mặt."),
            *_matter(held),
            *came,
            Heading("V. Kết luận" if came else "III. Kết luận", level=2),
            Paragraph(cluster.conclusion),
            Paragraph(f"Kết quả này báo cáo {head} để tổng hợp vào kết quả chung của {name} ({ADDED_UP})."),
            *notes(cluster.on),
        ),
        signature=Signature("CHỦ TRÌ", "", cluster.leader),
        countersignature=Signature("THƯ KÝ", "", cluster.secretary or None),
    )


def _began(sat: Sat, day: date) -> str:
    return f"Bắt đầu lúc {sat.starts_at:%H} giờ {sat.starts_at:%M}, ngày {day:%d/%m/%Y}, tại {sat.place}."


def _matter(held: Round) -> tuple[Block, ...]:
    return (
        Heading("II. Nội dung", level=2),
        Paragraph(f"{held.matter.title} (khoản {held.matter.kind} Điều 15 Luật Thực hiện dân chủ ở cơ sở)."),
        *(Paragraph(part) for part in held.matter.content.split("\n") if part.strip()),
    )


def _course(sat: Sat) -> tuple[Block, ...]:
    secret = Paragraph(f"Ban kiểm phiếu được {sat.board_votes} đại diện hộ giơ tay đồng ý; biên bản kiểm phiếu kèm theo.")
    return (
        Heading("III. Diễn biến", level=2),
        Numbered("1.", f"Thư ký: {sat.secretary}, được {sat.secretary_votes} đại diện hộ giơ tay đồng ý."),
        Numbered("2.", f"Ý kiến thảo luận: {sat.opinions}"),
        Numbered("3.", f"Biểu quyết bằng {sat.get_vote_way_display()}, {sat.way_votes} đại diện hộ chọn cách này."),
        *((secret,) if sat.board_votes is not None else ()),
    )


def _names(held: Round | MeetingCluster) -> tuple[tuple[str, str], ...]:
    """Of an election: each who stood with the ballots for them."""
    if isinstance(held, MeetingCluster):
        return tuple((f"{number}. {name}", str(votes)) for number, (name, votes) in enumerate(names_in(held), 1))
    result = result_in(held)
    return ballots_of(result) if result else ()


def _votes(held: Round | MeetingCluster, number: str) -> tuple[Block, ...]:
    if names := _names(held):
        rows = (*names, ("Phiếu không hợp lệ", str(held.votes_other)))
        return (
            Heading(f"{number}. Kết quả bầu", level=2),
            Table((Column("Người ứng cử", 4), Column("Số phiếu", 1, "right")), rows),
        )
    votes = (held.votes_for, held.votes_against, held.votes_other)
    rows = tuple((name, str(many)) for name, many in zip(VOTES, votes, strict=True))
    return (
        Heading(f"{number}. Kết quả biểu quyết", level=2),
        Table((Column("Ý kiến", 4), Column("Số hộ", 1, "right")), rows),
    )


def _by_cluster(counted: list[MeetingCluster]) -> Table:
    """Each cluster's whole votes, and their sum."""
    columns = [
        Column("Cụm dân cư", 2.4), Column("Có mặt", 1, "right"), Column("Tán thành", 1, "right"),
        Column("Không tán thành", 1.3, "right"), Column("Ý kiến khác", 1.2, "right"),
    ]  # fmt: skip
    votes = [(one.present or 0, one.votes_for or 0, one.votes_against or 0, one.votes_other or 0) for one in counted]
    if any(one.named_votes for one in counted):  # of an election: its ballots, the names stand in the minutes of each
        columns[2:] = [Column("Phiếu hợp lệ", 1.2, "right"), Column("Không hợp lệ", 1.2, "right")]
        votes = [(present, valid, spoilt) for present, valid, _none, spoilt in votes]  # type: ignore[misc]  # without a column
    rows = [(one.name, *row) for one, row in zip(counted, votes, strict=True)]
    total = ("Cộng", *(sum(column) for column in zip(*votes, strict=True)))
    return Table(tuple(columns), tuple(tuple(str(cell) for cell in row) for row in (*rows, total)))


def _voted(meeting: Meeting, day: date, counted: list[MeetingCluster]) -> tuple[Block, ...]:
    held = meeting.round
    least = needed(held.matter.kind, held.households or 1, day)
    share = threshold(held.matter.kind, day).citation
    outcome = Paragraph(f"{held.verdict.capitalize()}: cần {least} trong {held.households} hộ tán thành ({share}).")
    result = result_in(held)
    went: tuple[Block, ...] = (Heading("III. Kết quả từng cụm", level=2), _by_cluster(counted)) if counted else _course(meeting)
    return (
        *went,
        *_votes(held, "IV"),
        *(verdict(result) if result else (outcome,)),
        *((Paragraph(f"Kết quả các cụm cộng lại theo {ADDED_UP}; biên bản từng cụm kèm theo."),) if counted else ()),
        Heading("V. Kết luận", level=2),
        Paragraph(meeting.conclusion),
    )


def _short(held: Round, day: date, counted: list[MeetingCluster]) -> tuple[Block, ...]:
    least = needed(held.matter.kind, held.households or 1, day)
    by_cluster: tuple[Block, ...] = (Heading("III. Kết quả từng cụm", level=2), _by_cluster(counted)) if counted else ()
    return (
        *by_cluster,
        Heading("IV. Kết luận" if counted else "III. Kết luận", level=2),
        Paragraph(
            f"Số đại diện hộ có mặt không đủ để có thể đạt {least} hộ tán thành, nên cuộc họp không quyết định được; việc "
            "này được lấy ý kiến bằng phiếu đến từng hộ (Điều 19 khoản 1 điểm b Luật 10/2022/QH15)."
        ),
    )


def counting_paper(sat: Sat) -> Paper:
    """Minutes of counting a secret ballot: board, witnesses, ballots (Điều 3 khoản 5 điểm c); three copies."""
    held = meeting_of(sat).round
    cluster = sat if isinstance(sat, MeetingCluster) else None
    counting = list(sat.counting.filter(cluster=cluster))
    is_counted = cluster.is_counted if cluster else held.form == Form.MEETING and held.state == "closed"
    if not is_counted or not counting:
        raise RefusedError("Chỉ cuộc họp bỏ phiếu kín đã có kết quả mới có biên bản kiểm phiếu.")
    counted = cluster or held
    day = cluster.on if cluster else held.closed_on or held.planned_on
    valid = (counted.votes_for or 0) + (counted.votes_against or 0)
    choices = (("Phiếu tán thành", str(counted.votes_for)), ("Phiếu không tán thành", str(counted.votes_against)))
    part = CountingMember.Part
    board = [one for one in counting if one.part != part.WITNESS]
    return village_paper(
        held,
        title="Biên bản",
        subject="kiểm phiếu" + (f" ở {cluster.name}" if cluster else ""),
        on=day,
        blocks=(
            Paragraph(f"Về việc: {held.matter.title}."),
            Heading("I. Ban kiểm phiếu", level=2),
            *(Numbered(f"{order}.", f"{one.name}, {one.get_part_display()}.") for order, one in enumerate(board, 1)),
            Paragraph(f"Hộ chứng kiến: {', '.join(one.name for one in counting if one.part == part.WITNESS)}."),
            Heading("II. Kết quả", level=2),
            Table(
                (Column("Nội dung", 4), Column("Số", 1, "right")),
                (
                    ("Tổng số hộ trong sổ", str(held.households)),
                    ("Đại diện hộ có mặt", str(counted.present)),
                    ("Phiếu thu về", str(valid + (counted.votes_other or 0))),
                    *(_names(counted) or choices),
                    ("Phiếu ý kiến khác, không hợp lệ", str(counted.votes_other)),
                ),
            ),
            Paragraph(
                "Biên bản lập thành 03 bản: gửi kèm quyết định đến Uỷ ban nhân dân, Uỷ ban Mặt trận Tổ quốc, lưu tại nơi họp."
            ),
            *notes(day),
        ),
        signature=Signature("TRƯỞNG BAN KIỂM PHIẾU", "", board[0].name),
        countersignature=Signature("HỘ CHỨNG KIẾN"),
    )
