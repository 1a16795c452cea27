"""Papers of rounds on paper and online. The decree's forms (Mẫu số 03, 04) are not at hand: the contents are, pages say so.

Contents: Nghị định 59/2023/NĐ-CP Điều 4 khoản 2, 5, 6; Điều 5 khoản 4.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.actions.online import PrintedSlip
from kheo.democracy.models import BallotPlan, OnlineVote, Round, Scope, TeamMember
from kheo.democracy.papers.elections import ballots_of, listed, verdict, with_names
from kheo.democracy.queries.election_results import result_in
from kheo.democracy.queries.matters import has_failed_meeting
from kheo.democracy.queries.polls import Village, handing_of, outcome_of, sheets_of, took_part, village_of
from kheo.democracy.rules.ballot_plans import CASES, ballots_case
from kheo.democracy.rules.slips import printed_code
from kheo.documents.content import Block, Column, Heading, Numbered, Paper, Paragraph, Signature, Table
from kheo.documents.slips import BallotSheets, CodeSlip, SlipSheet
from kheo.foundation.text import begin_small
from kheo.organisation.models import Locality


def _paper(
    asked: Round, village: Village, on: date, title: str, subject: str, blocks: tuple[Block, ...], *, secretary: str
) -> Paper:
    locality = asked.matter.locality
    return Paper(
        layout="administrative",
        superior=locality.name,
        issuer=village.name,
        number_template="",
        place=place_of(locality),
        on=on,
        title=title,
        subject=subject,
        blocks=blocks,
        signature=Signature(village.head.upper()),
        countersignature=Signature(secretary.upper()),
        reference=f"Khéo {locality.code} · lần lấy ý kiến {asked.pk}",
    )


def place_of(locality: Locality) -> str:
    return locality.name.removeprefix("Thị ").split(" ", 1)[-1]


def _team(asked: Round, village: Village) -> list[Block]:
    rows = TeamMember.objects.filter(round=asked)
    return [
        Numbered("-", f"{one.name}, {village.terms.say(one.get_part_display())}{', Tổ trưởng' if one.leads else ''}.")
        for one in rows
    ]


def plan_paper(plan: BallotPlan) -> Paper:
    """The plan of handing out ballots: its contents as Điều 4 khoản 2 names them."""
    asked = plan.round
    village = village_of(asked, plan.issued_on)
    case = ballots_case(
        asked.matter.scope, asked.planned_on, has_failed_meeting=has_failed_meeting(asked.matter, asked.village_id)
    )
    until = f"{asked.ends_on:%d/%m/%Y}" if asked.ends_on else ""
    blocks: tuple[Block, ...] = (
        Heading("1. Mục đích, yêu cầu", 2),
        *(Paragraph(line) for line in plan.purpose.splitlines() if line.strip()),
        Paragraph(f"Trường hợp phát phiếu: {CASES[case.key].lower()} ({case.citation})."),
        Heading("2. Nội dung lấy ý kiến", 2),
        Paragraph(f"{asked.matter.title}. {asked.matter.content}"),
        *listed(asked),
        Heading("3. Thành phần, thời gian", 2),
        Paragraph(f"Mỗi hộ gia đình trong {village.name} nhận một phiếu. Phát phiếu từ ngày {asked.planned_on:%d/%m/%Y}; "
                  f"thu phiếu đến hết ngày {until}."),
        Paragraph(f"Công khai thông tin từ ngày {plan.announced_on:%d/%m/%Y}: {plan.announced_how}."),
        Heading("4. Tổ phát phiếu", 2),
        *_team(asked, village),
        Heading("5. Phân công, điều kiện bảo đảm", 2),
        *(Paragraph(line) for line in plan.work.splitlines() if line.strip()),
    )  # fmt: skip
    return _paper(
        asked, village, plan.issued_on, "Kế hoạch", f"phát phiếu lấy ý kiến của hộ gia đình về {_named(asked)}", blocks,
        secretary="Trưởng ban công tác Mặt trận",
    )  # fmt: skip


def ballots_content(plan: BallotPlan) -> BallotSheets:
    """One ballot for each household: stamped at its head for the whole commune, else signed at its foot (Điều 4 khoản 5)."""
    asked = plan.round
    village = village_of(asked, asked.planned_on)
    until = f"{asked.ends_on:%d/%m/%Y}" if asked.ends_on else ""
    whole = asked.matter.scope == Scope.COMMUNE
    sheets = BallotSheets(
        place=(asked.matter.locality.name, village.name),
        title="PHIẾU LẤY Ý KIẾN",
        subject=asked.matter.title,
        content=asked.matter.content,
        how="Cách chọn: đánh dấu × vào một ô. Đánh dấu hai ô, hoặc không đánh dấu ô nào, là phiếu không hợp lệ.",
        choices=("Đồng ý", "Không đồng ý"),
        other="Ý kiến khác:" if plan.asks_other else "",
        deadline=f"Thu phiếu đến hết ngày {until}.",
        stamp=f"Dấu treo của Uỷ ban nhân dân {asked.matter.locality.name}" if whole else "",
        signature="" if whole else f"{village.head} ký",
        reference=f"Khéo {asked.matter.locality.code} · lần lấy ý kiến {asked.pk} · không ghi tên hộ",
        on=asked.planned_on,
        count=asked.households or 0,
    )
    return with_names(sheets, asked)


def list_paper(plan: BallotPlan) -> Paper:
    """The list of handing out and collecting: households sign that they received and gave back; no choice stands in it."""
    asked = plan.round
    village = village_of(asked, asked.planned_on)
    rows = tuple((str(one.household.number), one.household.representative, "", "", "") for one in sheets_of(asked))
    columns = (
        Column("Số hộ", 0.6, "right"), Column("Người đại diện", 2), Column("Nhận phiếu (ký)", 1.4),
        Column("Nộp phiếu (ký)", 1.4), Column("Ghi chú", 1.2),
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        Paragraph(f"Việc lấy ý kiến: {asked.matter.title}. Số hộ đã chốt khi mở: {asked.households}; mỗi hộ một phiếu."),
        Table(columns, rows),
    )
    return _paper(
        asked, village, asked.planned_on, "Danh sách", "phát, thu phiếu lấy ý kiến của hộ gia đình", blocks,
        secretary="Tổ trưởng Tổ phát phiếu",
    )  # fmt: skip


def count_paper(plan: BallotPlan) -> Paper | None:
    """The minutes of the count (Điều 4 khoản 6); None before it."""
    asked, outcome = plan.round, outcome_of(plan.round)
    if outcome is None or plan.counted_on is None:
        return None
    village, handing = village_of(asked, plan.counted_on), handing_of(asked)
    watched = (plan.first_witness, plan.second_witness)
    seen = [f"Hộ số {one.number}, {one.representative}" for one in watched if one]
    spoilt = plan.spoilt or 0
    if result := result_in(asked):
        counted = (("Phiếu hợp lệ", str(result.election.valid_ballots)), *ballots_of(result))
        said = verdict(result)
    else:
        counted = (
            ("Phiếu đồng ý", str(outcome.tally.votes_for)),
            ("Phiếu không đồng ý", str(outcome.tally.votes_against)),
            ("Ý kiến khác", str(outcome.tally.votes_other - spoilt)),
        )
        said = (Paragraph(_verdict(asked)),)
    blocks: tuple[Block, ...] = (
        Paragraph(f"Ngày {plan.counted_on:%d/%m/%Y}, Tổ phát phiếu của {village.name} kiểm phiếu về việc: {asked.matter.title}."),
        Heading("1. Tổ phát phiếu", 2),
        *_team(asked, village),
        Heading("2. Hộ chứng kiến", 2),
        *(Numbered("-", f"{one}.") for one in seen),
        Heading("3. Kết quả", 2),
        Table(
            (Column("Nội dung", 4), Column("Số", 1, "right")),
            (
                (f"Tổng số hộ của {village.terms.community} khi mở", str(outcome.households)),
                ("Phiếu phát ra", str(handing.out)),
                ("Phiếu thu về", str(handing.collected)),
                ("Hộ không nộp phiếu, không tham gia", str(outcome.households - handing.collected)),
                *counted,
                ("Phiếu không hợp lệ", str(spoilt)),
            ),
        ),
        *said,
        *(Numbered("-", f"{one}: …………………………… (ký)") for one in seen),
    )
    return _paper(
        asked,
        village,
        plan.counted_on,
        "Biên bản",
        "kiểm phiếu lấy ý kiến của hộ gia đình",
        blocks,
        secretary="Tổ trưởng Tổ phát phiếu",
    )


def minutes_paper(vote: OnlineVote) -> Paper | None:
    """The minutes of an online vote with the list of those who took part (Điều 5 khoản 4 điểm a); None before the closing."""
    asked, outcome = vote.round, outcome_of(vote.round)
    if outcome is None or vote.starts_at is None or vote.ends_at is None or asked.closed_on is None:
        return None
    village = village_of(asked, asked.closed_on)
    listed = list(took_part(asked))
    begun, ended = (timezone.localtime(moment) for moment in (vote.starts_at, min(vote.ends_at, asked.closed_at or vote.ends_at)))
    blocks: tuple[Block, ...] = (
        Paragraph(f"Về việc: {asked.matter.title}. {asked.matter.content}"),
        Heading("1. Tổ lấy ý kiến biểu quyết trực tuyến", 2),
        *_team(asked, village),
        Heading("2. Kết quả", 2),
        Paragraph(f"Bắt đầu {begun:%H:%M ngày %d/%m/%Y}, kết thúc {ended:%H:%M ngày %d/%m/%Y}."),
        Table(
            (Column("Nội dung", 4), Column("Số hộ", 1, "right")),
            (
                (f"Tổng số hộ của {village.terms.community} khi mở", str(outcome.households)),
                ("Hộ tham gia biểu quyết", str(len(listed))),
                ("Hộ đồng ý", str(outcome.tally.votes_for)),
                ("Hộ không đồng ý", str(outcome.tally.votes_against)),
                ("Ý kiến khác", str(outcome.tally.votes_other)),
            ),
        ),
        Paragraph(_verdict(asked)),
        Paragraph(f"Hộp phiếu đã xáo trộn, mã băm SHA-256: {vote.box_sha256[:32]} {vote.box_sha256[32:]}."),
        Heading("3. Danh sách đại diện các hộ tham gia biểu quyết", 2),
        Table(
            (Column("Số hộ", 1, "right"), Column("Người đại diện", 4)),
            tuple((str(one.household.number), one.household.representative) for one in listed),
        ),
        Paragraph("Danh sách xếp theo số hộ. Hộ nào chọn gì không được ghi ở đâu."),
    )
    return _paper(
        asked, village, asked.closed_on, "Biên bản", "kết quả biểu quyết trực tuyến", blocks,
        secretary="Tổ trưởng Tổ lấy ý kiến biểu quyết trực tuyến",
    )  # fmt: skip


def slip_sheet(vote: OnlineVote, slips: list[PrintedSlip], today: date) -> SlipSheet:
    """Slips to be cut apart and handed to each household."""
    asked, locality = vote.round, vote.round.matter.locality
    village = village_of(asked, today)
    here = f"{settings.KHEO_PUBLIC_URL}{reverse('democracy:vote_start', args=[locality.code])}"
    until = f", đến hết {asked.ends_on:%d/%m/%Y}" if asked.ends_on else ""
    return SlipSheet(
        heading=f"{village.name}, {locality.name}",
        subject=asked.matter.title,
        notes=(
            f"Biểu quyết từ khi Tổ báo bắt đầu{until}; mỗi hộ một lần.",
            "Ai cầm phiếu thì biểu quyết được: giữ kỹ; mất thì báo Tổ để cấp lại.",
            "Kín với mọi người dùng; không kín với người quản trị máy chủ.",
        ),
        by_hand=f"Không quét được thì mở {here.split('://', 1)[-1]} rồi gõ mã.",
        on=today,
        slips=tuple(
            CodeSlip(
                f"Hộ số {one.household.number}: {one.household.representative}",
                printed_code(one.code),
                f"{settings.KHEO_PUBLIC_URL}{reverse('democracy:vote', args=[locality.code, one.code])}",
            )
            for one in slips
        ),
    )


def _named(asked: Round) -> str:
    title = asked.matter.title
    return begin_small(title)


def _verdict(asked: Round) -> str:
    outcome = outcome_of(asked)
    if outcome is None:
        return ""
    wide = asked.matter.scope == Scope.COMMUNE
    what = village_of(asked, asked.closed_on or asked.planned_on).name if wide else "việc này"
    up = " Kết quả báo cáo Uỷ ban nhân dân cấp xã để tổng hợp (Điều 4 khoản 6 điểm c Nghị định 59/2023/NĐ-CP)." if wide else ""
    return (
        f"Cần {outcome.needed} hộ đồng ý ({outcome.share}, {outcome.citation}); có {outcome.tally.votes_for} hộ đồng ý "
        f"trên tổng số {outcome.households} hộ: {what} {asked.verdict}.{up}"
    )
