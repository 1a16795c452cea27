"""Papers of the council: a member's sheet, the table of points, the minutes. A secret council prints nobody's points."""

from datetime import date

from kheo.assessment.models import Ballot, Council, Criterion, Seat
from kheo.assessment.queries.council_points import frames, points_of
from kheo.assessment.queries.councils import members_number, seats_of, sitting_as
from kheo.assessment.queries.results import conflicts_of
from kheo.assessment.rules.council import METHODS, ROUNDING_RULE, TIE_RULES, needed
from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import begin_small
from kheo.movement.models import Programme
from kheo.movement.queries.councils import ShownResult, registration_of, shown_results, titles_by_sheet
from kheo.movement.queries.file_beside_sheet import names_for
from kheo.movement.queries.registrations import place_name
from kheo.movement.rules.programmes import place_words
from kheo.organisation.queries.bodies import as_it_was

MOST_COLUMNS = 9  # members side by side on an upright page


def sheet_paper(ballot: Ballot, *, anonymous: bool = False) -> Paper:
    """One member's sheet as it is kept, to be signed; *anonymous*: its title without names. RefusedError for a secret council."""
    council = ballot.file.council
    if council.secret:
        raise RefusedError("Hội đồng chấm kín: không in phiếu của từng thành viên.")
    registration = registration_of(ballot.file)
    frame, points = frames([ballot.file])[ballot.file_id], points_of([ballot.pk]).get(ballot.pk, {})
    rows = [
        (f"{item.code}. {item.text}", written(item.maximum), "" if item.pk not in points else written(points[item.pk]))
        for item in Criterion.objects.filter(criteria_set=council.criteria_set_id)
        if item.pk in frame.members_items
    ]
    rows.append(("Cộng", "", written(frame.total(points)) if points else ""))
    columns = (Column("Mục", 8), Column("Tối đa", 1.5, "right"), Column("Điểm", 1.5, "right"))
    said = (Paragraph(f"Nhận xét: {ballot.remark}"),) if ballot.remark else ()
    return _paper(
        registration.programme,
        council,
        title="Phiếu chấm điểm",
        subject=f"“{names_for([registration], anonymous=anonymous)[registration.pk][0]}”",
        blocks=(
            Paragraph(f"Thành viên: {_who(ballot.seat)}."),
            Paragraph(f"Bộ tiêu chí: “{council.criteria_set}” ({council.criteria_set.source.rstrip('.')})."),
            Table(columns, tuple(rows), total=True),
            *said,
        ),
        signature=Signature("NGƯỜI CHẤM", "", ballot.seat.person.name),
        day=ballot.file.closed_on,
        draft=ballot.file.closed_on is None or not frame.is_whole(points),
    )


def summary_paper(programme: Programme, council: Council) -> Paper:
    """Every file with its sheets' totals (an open council's), highest, lowest, spread and result."""
    results = _needed(programme, council)
    seats = _scorers(results)
    names = [] if council.secret or len(seats) > MOST_COLUMNS else list(seats.values())
    columns = (
        Column("Hạng", 1, "centre"),
        Column("Mô hình, điển hình", 4),
        *(Column(f"TV{number}", 1, "right") for number in range(1, len(names) + 1)),
        Column("Số phiếu", 1, "right"),
        Column("Cao – thấp", 2.2, "right"),
        Column("Điểm chung", 1.4, "right"),
    )
    rows = tuple(_row(one, list(seats) if names else []) for one in results)
    legend = tuple(Numbered(f"TV{number}:", _who(seat)) for number, seat in enumerate(names, 1))
    took_part = "; ".join(seat.person.name for seat in seats.values())
    return _paper(
        programme,
        council,
        title="Biên bản",
        subject=f"tổng hợp điểm mô hình, điển hình “Dân vận khéo” năm {programme.year}",
        blocks=(
            Paragraph(f"{_works(council)} {ROUNDING_RULE}"),
            *(legend or (Paragraph(f"Đã tham gia chấm: {took_part}." + _secret(council)),)),
            Table(columns, rows),
        ),
        signature=_signed("CHỦ TỊCH HỘI ĐỒNG", council, Seat.Part.CHAIR),
        countersignature=_signed("THƯ KÝ", council, Seat.Part.SECRETARY),
        day=council.met_on or council.closed_on,
        draft=council.state != Council.State.PUBLISHED,
    )


def meeting_paper(programme: Programme, council: Council) -> Paper:
    """Minutes of the meeting: who was there, who kept away from what, wide spreads, ties, votes, the result."""
    results = _needed(programme, council)
    if council.met_on is None:
        raise RefusedError("Chưa ghi ngày họp và ai có mặt. Ghi cuộc họp rồi lập biên bản.")
    return _paper(
        programme,
        council,
        title="Biên bản",
        subject=f"họp hội đồng thẩm định mô hình, điển hình “Dân vận khéo” năm {programme.year}",
        blocks=(
            Paragraph(f"Ngày {council.met_on:%d/%m/%Y}, {council.title} họp.{_founded(council)}"),
            *_attendance(council),
            *_conflicts(programme, council),
            *_spreads(results),
            *_ties(results, council),
            *_votes(results, council),
            *_result(results, council),
        ),
        signature=_signed("CHỦ TỊCH HỘI ĐỒNG", council, Seat.Part.CHAIR),
        countersignature=_signed("THƯ KÝ", council, Seat.Part.SECRETARY),
        day=council.met_on,
        draft=council.state != Council.State.PUBLISHED,
    )


def _paper(  # noqa: PLR0913  what differs between the three papers, each by its name
    programme: Programme,
    council: Council,
    *,
    title: str,
    subject: str,
    blocks: tuple[Block, ...],
    signature: Signature,
    day: date | None,
    draft: bool,
    countersignature: Signature | None = None,
) -> Paper:
    body = as_it_was(programme.recognising_body, day) if day else programme.recognising_body
    return Paper(
        layout="party" if body.layout == "party" else "administrative",
        superior=body.name,
        issuer=council.title,
        place=place_words(programme.locality.name),
        title=title,
        subject=subject,
        number_template="" if countersignature is None else "…-BB",
        on=day,
        year=None if day else programme.year,
        blocks=blocks,
        signature=signature,
        countersignature=countersignature,
        recipients=(f"- {programme.standing_body.name}", "- Lưu.") if countersignature else (),
        draft=draft,
    )


def _signed(words: str, council: Council, part: str) -> Signature:
    seat = sitting_as(council, part)
    return Signature(words, "", seat.person.name if seat else None)


def _needed(programme: Programme, council: Council) -> list[ShownResult]:
    results = shown_results(programme, council)
    if not results:
        raise RefusedError("Hội đồng chưa khoá điểm nên chưa có gì để tổng hợp.")
    return results


def _scorers(results: list[ShownResult]) -> dict[int, Seat]:
    seats = {sheet.ballot.seat_id: sheet.ballot.seat for one in results for sheet in one.result.sheets}
    return dict(sorted(seats.items()))


def _row(one: ShownResult, seats: list[int]) -> tuple[str, ...]:
    totals = {sheet.ballot.seat_id: sheet.total for sheet in one.result.sheets}
    given, points = one.result.totals, one.result.file.points
    return (
        str(one.result.place or ""),
        one.title,
        *("" if seat not in totals else written(totals[seat]) for seat in seats),
        str(len(given)),
        f"{written(given[0])} – {written(given[-1])}" if given else "",
        "họp bàn" if points is None else written(points),
    )


def _works(council: Council) -> str:
    each = f"mỗi hồ sơ {council.readers_each} người chấm" if council.readers_each else "mỗi hồ sơ do mọi thành viên chấm"
    return (
        f"Chấm theo bộ tiêu chí “{council.criteria_set}”, {each} trừ người có xung đột lợi ích; điểm chung là "
        f"{METHODS[council.method]}; chênh lệch quá {written(council.spread_limit)} điểm thì họp bàn."
    )


def _founded(council: Council) -> str:
    return f" Hội đồng thành lập theo {begin_small(council.paper).rstrip('.')}." if council.paper else ""


def _secret(council: Council) -> str:
    return " Hội đồng chấm kín, không ghi ai cho điểm nào." if council.secret else ""


def _who(seat: Seat) -> str:
    title = f", {seat.title}" if seat.title else ""
    part = "" if seat.part == Seat.Part.MEMBER else f", {seat.get_part_display()}"
    stands = f", dự thay {seat.stands_in_for.person.name}" if seat.stands_in_for else ""
    return f"{seat.person.name}{title}{part}{stands}"


def _attendance(council: Council) -> tuple[Block, ...]:
    seats = seats_of(council)
    there = {row.seat_id for row in council.attendances.all() if row.is_present}
    members, least = members_number(council), needed(members_number(council), council.quorum_percent)
    present = [Numbered("-", _who(seat)) for seat in seats if seat.pk in there]
    absent = [Numbered("-", f"{_who(seat)}: {seat.absent_reason or 'không dự'}") for seat in seats if seat.pk not in there]
    said = f"Có mặt {len(there)}/{members} thành viên, cần ít nhất {least} ({council.quorum_percent} % tất cả thành viên):"
    return (
        Heading("I. Thành phần", level=2),
        Paragraph(said),
        *present,
        *([Paragraph("Vắng:")] if absent else []),
        *absent,
    )


def _conflicts(programme: Programme, council: Council) -> tuple[Block, ...]:
    titles, seats = titles_by_sheet(programme), {seat.pk: seat for seat in seats_of(council)}
    rows = tuple(
        (seats[one.seat_id].person.name, titles[one.file.assessment_id], f"{one.get_kind_display()}: {one.reason}")
        for one in conflicts_of(council)
        if one.file.assessment_id in titles
    )
    heading = Heading("II. Không tham gia chấm", level=2)
    if not rows:
        return (heading, Paragraph("Không thành viên nào có xung đột lợi ích với hồ sơ nào."))
    return (heading, Table((Column("Thành viên", 2), Column("Hồ sơ", 3), Column("Lý do", 3)), rows))


def _spreads(results: list[ShownResult]) -> tuple[Block, ...]:
    rows = tuple(
        (
            one.title,
            f"{written(one.result.totals[0])} – {written(one.result.totals[-1])}",
            written(one.result.agreement.points) if one.result.agreement else "chưa thống nhất",
            one.result.agreement.reason if one.result.agreement else "",
        )
        for one in results
        if one.result.agreement or one.result.file.points is None
    )
    heading = Heading("III. Hồ sơ chênh lệch lớn", level=2)
    if not rows:
        return (heading, Paragraph("Không hồ sơ nào chênh lệch quá mức phải đưa ra bàn."))
    columns = (Column("Hồ sơ", 3), Column("Cao – thấp", 1.6, "right"), Column("Thống nhất", 1.5, "right"), Column("Lý do", 3))
    return (heading, Table(columns, rows))


def _ties(results: list[ShownResult], council: Council) -> tuple[Block, ...]:
    decided = [one for one in results if one.result.precedence]
    said = [
        Numbered("-", f"Hạng {one.result.place}: {one.title} ({one.result.precedence.reason})")
        for one in decided
        if one.result.precedence
    ]
    return (Heading("IV. Bằng điểm", level=2), Paragraph(f"Cách xếp khi bằng điểm: {TIE_RULES[council.tie_rule]}."), *said)


def _votes(results: list[ShownResult], council: Council) -> tuple[Block, ...]:
    if not council.with_vote:
        return ()
    least = needed(members_number(council), council.approval_percent)
    rows = tuple(
        (
            one.title,
            str(one.result.vote.votes_for),
            str(one.result.vote.votes_against),
            "thông qua" if one.result.is_approved else "không thông qua",
        )
        for one in results
        if one.result.vote
    )
    columns = (Column("Hồ sơ", 4), Column("Tán thành", 1.4, "right"), Column("Không", 1.2, "right"), Column("Kết quả", 2))
    said = f"Thông qua khi có ít nhất {least} phiếu ({council.approval_percent} % tất cả thành viên)."
    return (Heading("V. Biểu quyết", level=2), Paragraph(said), Table(columns, rows))


def _result(results: list[ShownResult], council: Council) -> tuple[Block, ...]:
    rows = tuple(
        (
            str(one.result.place or ""),
            one.title,
            place_name(one.registration),
            "" if one.result.file.points is None else written(one.result.file.points),
        )
        for one in results
    )
    columns = (
        Column("Hạng", 1, "centre"),
        Column("Mô hình, điển hình", 4),
        Column("Đơn vị", 3),
        Column("Điểm chung", 1.5, "right"),
    )
    number = "VI" if council.with_vote else "V"
    return (Heading(f"{number}. Kết quả", level=2), Table(columns, rows), Paragraph("Biên bản được thông qua tại cuộc họp."))
