"""Papers of a meeting before it decides: notice, attendance list (Nghị định 59/2023/NĐ-CP Điều 3).

The decree's forms (Mẫu 01, 02, 03) were not at hand: each paper carries what its article asks for; the page beside it says so.
"""

from datetime import date, time, timedelta

from django.db.models import Max

from kheo.democracy.models import ClusterMove, Meeting, MeetingCluster, Round
from kheo.democracy.queries.roll import households_on
from kheo.democracy.queries.sittings import Sat, here, meeting_of
from kheo.democracy.rules.thresholds import share_words, threshold
from kheo.democracy.rules.wording import wording_note
from kheo.documents.content import Block, Column, Numbered, Paper, Paragraph, Signature, Table
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import fold
from kheo.movement.rules.programmes import place_words
from kheo.organisation.queries.units import name_on, version_on
from kheo.organisation.queries.words import terms_of_village

CALLED = {
    "team": "TỔ BẦU CỬ",
    "front": "TRƯỞNG BAN CÔNG TÁC MẶT TRẬN",
    "chair": "CHỦ TỊCH UỶ BAN NHÂN DÂN",
    "delegate": "NGƯỜI TRIỆU TẬP",
}


def caller_of(meeting: Meeting) -> str:
    """What whoever calls the meeting signs as."""
    village = version_on(meeting.round.village, meeting.round.planned_on)
    return CALLED.get(meeting.convener) or terms_of_village(village).head.upper()


def village_paper(  # noqa: PLR0913  what differs between the papers, each by its name
    held: Round,
    *,
    title: str,
    subject: str,
    blocks: tuple[Block, ...],
    signature: Signature,
    on: date | None,
    countersignature: Signature | None = None,
    number: str | None = None,
    recipients: tuple[str, ...] = (),
) -> Paper:
    """A paper of the village itself: its commune above it; no number unless it has one."""
    locality = held.matter.locality
    return Paper(
        layout="administrative",
        superior=locality.name,
        issuer=name_on(held.village, held.planned_on),
        place=place_words(locality.name),
        title=title,
        subject=subject,
        number=number,
        number_template="",
        on=on,
        year=None if on else held.planned_on.year,
        blocks=blocks,
        signature=signature,
        countersignature=countersignature,
        recipients=recipients,
    )


def notes(day: date) -> tuple[Paragraph, ...]:
    """By which wording of the law the paper goes."""
    return (Paragraph(f"Căn cứ pháp luật {note}."),) if (note := wording_note(day)) else ()


def notice_paper(meeting: Meeting) -> Paper:
    """The notice to every household: when, where, what, which threshold, what to bring (Điều 3 khoản 3)."""
    held = meeting.round
    day, matter = held.planned_on, held.matter
    place = f"{meeting.starts_at:%H} giờ {meeting.starts_at:%M}, ngày {day:%d/%m/%Y}, tại {meeting.place}"
    clusters = tuple(cluster_line(one) for one in meeting.clusters.all())
    moved = ClusterMove.objects.filter(cluster__meeting=meeting).aggregate(last=Max("told_on"))["last"]
    return village_paper(
        held,
        title="Thông báo",
        subject="về cuộc họp của cộng đồng dân cư",
        on=moved or meeting.told_on or day - timedelta(days=2),
        blocks=(
            Paragraph("Kính mời đại diện các hộ gia đình dự họp để bàn và quyết định:"),
            Numbered("1.", f"Nội dung: {matter.title} (khoản {matter.kind} Điều 15 Luật Thực hiện dân chủ ở cơ sở)."),
            *(Paragraph(part) for part in matter.content.split("\n") if part.strip()),
            Numbered("2.", f"Thời gian, địa điểm: {place}."),
            *clusters,
            Numbered("3.", "Thành phần: đại diện các hộ gia đình; Ban công tác Mặt trận. Mỗi hộ một đại diện biểu quyết."),
            Numbered(
                "4.", f"Được thông qua khi có {share_words(matter.kind, day)} tán thành ({threshold(matter.kind, day).citation})."
            ),
            Paragraph("Đại diện hộ bàn trước với các thành viên trong nhà và đến đúng giờ."),
            *notes(day),
        ),
        signature=Signature(caller_of(meeting), "", meeting.leader),
        recipients=("Các hộ gia đình", "Niêm yết tại nhà văn hoá, điểm sinh hoạt cộng đồng"),
    )


def cluster_line(cluster: MeetingCluster) -> Numbered:
    first = cluster.moves.first()
    planned = f" (dời từ {_when(first.from_on, first.from_starts_at)}, tại {first.from_place})" if first else ""
    when = _when(cluster.on, cluster.starts_at)
    return Numbered("-", f"{cluster.name}: {when}, tại {cluster.place}{planned}; {cluster.leader} chủ trì.")


def _when(on: date, at: time) -> str:
    return f"{at:%H} giờ {at:%M}, ngày {on:%d/%m/%Y}"


def attendance_paper(sat: Sat) -> Paper:
    """Every household of the day's roll, or of the cluster, with a place to sign; ticked where it was written down as present."""
    held = meeting_of(sat).round
    day = held.opened_on or held.planned_on
    cluster = sat if isinstance(sat, MeetingCluster) else None
    present = set(here(sat).values_list("household", flat=True))
    roll = list(households_on(held.village, day))
    own = [one for one in roll if cluster and (fold(one.cluster) == fold(cluster.name) or one.pk in present)]
    rows = tuple(
        (str(one.number), one.representative, one.cluster, "có mặt" if one.pk in present else "", "") for one in own or roll
    )
    if not rows:
        raise RefusedError("Sổ hộ của ngày họp chưa có hộ nào.")
    columns = (
        Column("Số hộ", 0.8, "centre"), Column("Đại diện hộ", 3), Column("Cụm, ngõ", 1.6), Column("Điểm danh", 1.3, "centre"),
        Column("Ký tên", 2),
    )  # fmt: skip
    return village_paper(
        held,
        title="Danh sách",
        subject="đại diện hộ gia đình dự họp" + (f" {cluster.name}" if cluster else ""),
        on=cluster.on if cluster else day,
        blocks=(
            Paragraph(f"Cuộc họp về: {held.matter.title}."),
            Table(columns, rows),
            Paragraph(f"Tổng số {len(rows)} hộ; có mặt {len(present)} hộ, vắng {len(rows) - len(present)} hộ."),
        ),
        signature=Signature("CHỦ TRÌ", "", sat.leader),
        countersignature=Signature("THƯ KÝ", "", sat.secretary or None),
    )
