"""What an election adds to papers: the names on a slip, everybody's ballots in minutes, who is elected in a decision."""

from dataclasses import replace

from kheo.democracy.models import Candidate, Election, Round
from kheo.democracy.queries.election_results import ElectionResult
from kheo.democracy.queries.elections import counted_in, state_of
from kheo.democracy.rules.election_slips import LATE_MINUTES, MARKING_NOTE, NO_ONE, marking
from kheo.democracy.rules.elections import HEAD
from kheo.documents.content import Block, Numbered, Paragraph
from kheo.documents.slips import BallotSheets


def with_names(sheets: BallotSheets, asked: Round) -> BallotSheets:
    """*sheets* with the names fixed at the opening of *asked*, in the list's order; other sheets as they are."""
    election = Election.objects.filter(matter=asked.matter_id).first()
    names = tuple(one.name for one in counted_in(election, asked)) if election else ()
    if election is None or not names:
        return sheets
    ask = f"Bầu tối đa {election.seats} người trong danh sách sau, xếp theo thứ tự của danh sách:"
    return replace(sheets, ask=ask, choices=(*names, NO_ONE), how=marking(election.seats), note=MARKING_NOTE)


def listed(asked: Round) -> tuple[Block, ...]:
    """Who stands, for the plan that tells what households are asked (Luật 10/2022/QH15 Điều 19 khoản 2)."""
    election = Election.objects.filter(matter=asked.matter_id).first()
    if election is None:
        return ()
    fixed = counted_in(election, asked) or state_of(election).standing
    return (
        Paragraph(f"Bầu {election.seats} người trong những người ứng cử:"),
        *(Numbered(f"{number}.", f"{one.name}.") for number, one in enumerate(fixed, 1)),
    )


def ballots_of(result: ElectionResult) -> tuple[tuple[str, str], ...]:
    """Rows of a table: each with the ballots for them and what came of it."""
    return tuple((f"{number}. {one.name}{_mark(result, one)}", str(one.votes)) for number, one in enumerate(result.rows, 1))


def _mark(result: ElectionResult, one: Candidate) -> str:
    if one.is_elected:
        return ", trúng cử"
    if one.withdrawn_on:
        return f", đã rút ngày {one.withdrawn_on:%d/%m/%Y}, không xét"
    return ", bằng phiếu" if one in result.tied else ""


def verdict(result: ElectionResult) -> tuple[Block, ...]:
    """What was decided and what seats remain, and why, as minutes must say (Nghị định 59/2023 Điều 3 khoản 5 điểm d)."""
    election = result.election
    elected = (Paragraph(f"Người trúng cử: {result.names}."),) if result.elected else ()
    report = Paragraph(f"Báo cáo Uỷ ban nhân dân cấp xã xem xét, quyết định việc bầu lại ({result.again_rule}).")
    return (
        Paragraph(
            f"Trúng cử khi được trên một nửa tổng số hộ: ít nhất {result.found.least} trong {result.households} hộ "
            f"({result.citation})."
        ),
        *elected,
        Paragraph(result.words),
        *((Paragraph(LATE_MINUTES),) if result.late_note else ()),
        *((report,) if election.what == HEAD and not result.elected else ()),
    )


def decided(result: ElectionResult) -> str:
    """The result in a decision: ballots, those elected and nobody else by name, and the seats that are left."""
    left = f" {result.words}" if result.left else ""
    return (
        f"Kết quả: {result.election.valid_ballots} phiếu hợp lệ, {result.invalid} phiếu không hợp lệ; trúng cử: {result.names}; "
        f"cần ít nhất {result.found.least} trong {result.households} hộ ({result.citation}).{left}"
    )


def proposed_words(result: ElectionResult, title: str) -> str:
    """The words with which the form of a decision begins: those elected and nobody else; what seats are left *decided* says."""
    return f"{title}: {'; '.join(one.name for one in result.elected)}."
