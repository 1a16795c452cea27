"""Papers of publishing: the year's plan, the quarterly list, the report to the Council (Luật 10/2022/QH15 Điều 13, Điều 14).

The law gives no form for them: each carries what its article asks for.
"""

from collections import Counter
from datetime import date

from kheo.democracy.models import PublishingPlan
from kheo.democracy.queries.information import counted
from kheo.democracy.queries.posting_spots import Shown, Spot, shown, together
from kheo.democracy.queries.publishing import approval_of, find_plan, postings_of
from kheo.democracy.queries.publishing_year import ShownLine, lines_of
from kheo.democracy.rules.plan_lines import QUARTERS, quarter_end
from kheo.democracy.rules.posting_standing import DONE, LATE, MISSING
from kheo.democracy.rules.publishing import item_on, items_on
from kheo.democracy.rules.wording import wording_note
from kheo.documents.content import Annex, Block, Column, Heading, Numbered, Paper, Paragraph, Table
from kheo.documents.content import Signature as SignatureBlock
from kheo.foundation.refusal import RefusedError
from kheo.movement.rules.programmes import place_words
from kheo.organisation.models import Body, Locality
from kheo.organisation.queries.bodies import as_it_was
from kheo.organisation.queries.signing import signing_of
from kheo.organisation.queries.words import terms_of

AS_IT_ARISES = "khi phát sinh"
COLUMN_NUMBER = Column("TT", 0.6, "centre")


def government_of(locality: Locality, day: date) -> Body:
    """The People's Committee with its words of *day*; RefusedError where none is written down."""
    found = Body.objects.on(day).filter(locality=locality, kind=Body.Kind.GOVERNMENT).order_by("pk").first()
    if found is None:
        raise RefusedError("Trang Tổ chức chưa có Uỷ ban nhân dân; lập tổ chức ấy rồi in lại.")
    return as_it_was(found, day)


def plan_paper(plan: PublishingPlan, today: date) -> Paper:
    """The plan with its lines (Điều 14 khoản 1): what, in which forms, when, how long, who; a draft until it is adopted."""
    approval = approval_of(plan) if plan.state == "approved" else None
    day = approval.on if approval else today
    lines = lines_of(plan, today)
    columns = (
        COLUMN_NUMBER, Column("Nội dung công khai", 3), Column("Hình thức", 2.4), Column("Chậm nhất", 1.3),
        Column("Thời hạn", 1.2), Column("Bộ phận thực hiện", 1.7),
    )  # fmt: skip
    rows = tuple(
        (str(number), _what(one), one.form_names, _day(one.line.due_on), _how_long(one), one.line.responsible)
        for number, one in enumerate(lines, 1)
    )
    return _paper(
        plan.locality,
        day,
        title="Kế hoạch",
        subject=f"công khai thông tin theo Luật Thực hiện dân chủ ở cơ sở năm {plan.year}",
        blocks=(
            Heading("I. Yêu cầu", level=2),
            Numbered("1.", "Công khai đủ các nội dung của Điều 11, đúng hình thức, thời điểm, thời hạn của Điều 12 và Điều 13."),
            Numbered("2.", "Luật của lĩnh vực không định ngày khác thì chậm nhất 05 ngày làm việc kể từ ngày có văn bản."),
            Numbered("3.", "Nội dung đã công khai mà thay đổi thì công khai phần thay đổi; lập danh mục theo từng quý."),
            Heading("II. Tổ chức thực hiện", level=2),
            Paragraph("Nội dung, hình thức, thời điểm, thời hạn và bộ phận thực hiện ở phụ lục kèm theo."),
            Paragraph("Chủ tịch Uỷ ban nhân dân chỉ đạo, kiểm tra, đôn đốc việc thực hiện kế hoạch này."),
            *_wording(today),
        ),
        annexes=(Annex("Phụ lục", "Nội dung phải công khai", (Table(columns, rows),)),),
        number=approval.number if approval else None,
        draft=approval is None,
        recipients=("Uỷ ban Mặt trận Tổ quốc", f"các {terms_of(plan.locality, day).community}", "Lưu: VT"),
    )


def list_paper(locality: Locality, year: int, quarter: int, today: date) -> Paper:
    """What was published in a quarter, with form and time of each (Điều 13 khoản 2); as of its last day or of *today*."""
    first, last = date(year, quarter * 3 - 2, 1), quarter_end(year, quarter)
    listed = shown(postings_of(locality).filter(published_on__range=(first, last)).order_by("item", "published_on", "pk"), today)
    columns = (
        COLUMN_NUMBER, Column("Nội dung theo Điều 11", 1.8), Column("Đã công khai", 2.6), Column("Hình thức, thời gian", 3.4),
    )  # fmt: skip
    rows = tuple(
        (str(number), item_on(one.posting.item, one.posting.published_on).label, _published(one), _forms_and_times(one))
        for number, one in enumerate(listed, 1)
    )
    if not rows:
        raise RefusedError(f"Chưa công khai nội dung nào trong {QUARTERS[quarter - 1]} năm {year} nên chưa có danh mục.")
    asked = _requests(locality, first, last, today)
    return _paper(
        locality,
        min(last, today),
        title="Danh mục",
        subject=f"nội dung đã công khai {QUARTERS[quarter - 1]} năm {year}",
        blocks=(
            Paragraph(f"Lập theo Điều 13 khoản 2 Luật 10/2022/QH15. Trong quý đã công khai {len(rows)} nội dung:"),
            Table(columns, rows),
            *([Paragraph(asked)] if asked else []),
            *_wording(today),
        ),
        draft=today < last,
        number_template="",
    )


def report_paper(locality: Locality, year: int, today: date) -> Paper:
    """To the Council's next session and the Front (Điều 14 khoản 3): what was planned, done, late, not done; proofs that miss."""
    plan = find_plan(locality, year)
    if plan is None:
        raise RefusedError(f"Chưa có kế hoạch công khai năm {year}; lập kế hoạch rồi in báo cáo.")
    lines = lines_of(plan, today)
    listed = shown(postings_of(locality).filter(published_on__year=year), today)
    stood = Counter(one.standing.code for one in lines if one.standing)
    gaps = [spot for one in listed for spot in one.gaps]
    not_done = [one for one in lines if one.standing and one.standing.code == MISSING]
    blocks: list[Block] = [
        Heading("I. Thực hiện kế hoạch", level=2),
        Paragraph(
            f"Kế hoạch năm {year} có {len(lines)} dòng. Đến ngày {today:%d/%m/%Y}: đúng hạn {stood[DONE]}, chậm {stood[LATE]}, "
            f"quá hạn chưa công khai {stood[MISSING]}. Trong năm đã công khai {len(listed)} nội dung."
        ),
        _by_item(listed, lines, today),
    ]
    if not_done:
        blocks += [Heading("II. Quá hạn, chưa công khai", level=2)]
        blocks += [Numbered("-", f"{_what(one)}, hạn {_day(one.line.due_on)}, {one.line.responsible}") for one in not_done]
    blocks += [
        Heading("III. Minh chứng còn thiếu, chậm, gỡ sớm" if not_done else "II. Minh chứng còn thiếu, chậm, gỡ sớm", level=2)
    ]
    blocks += [Numbered("-", _gap(spot, places)) for spot, places in together(gaps)] or [Paragraph("Không có.")]
    blocks += [
        Heading(f"{'IV' if not_done else 'III'}. Cung cấp thông tin theo yêu cầu (Điều 14 khoản 2)", level=2),
        Paragraph(_requests(locality, date(year, 1, 1), date(year, 12, 31), today) or "Trong năm không có yêu cầu nào."),
    ]
    return _paper(
        locality,
        today,
        title="Báo cáo",
        subject=f"kết quả công khai thông tin theo Luật Thực hiện dân chủ ở cơ sở năm {year}",
        blocks=(*blocks, *_wording(today)),
        recipients=("Hội đồng nhân dân (kỳ họp thường lệ gần nhất)", "Uỷ ban Mặt trận Tổ quốc", "Lưu: VT"),
        draft=True,
    )


def _paper(locality: Locality, day: date, **fields: object) -> Paper:
    body = government_of(locality, day)
    signing = signing_of(body, day)
    usual: dict[str, object] = {
        "layout": "administrative",
        "superior": body.superior,
        "issuer": body.name,
        "place": place_words(locality.name),
        "on": day,
        "signature": SignatureBlock(signing.authority, signing.position, signing.name or None),
        "reference": f"Khéo {locality.code} · công khai",
    }
    return Paper(**(usual | fields))  # type: ignore[arg-type]  # each caller above names the fields of a Paper


def _wording(today: date) -> tuple[Block, ...]:
    note = wording_note(today)
    return (Paragraph(f"Điều khoản dẫn ở đây {note}."),) if note else ()


def _what(one: ShownLine) -> str:
    period = f", {one.line.period}" if one.line.period else ""
    return f"{one.line.what}{period} ({one.item.citation.partition(',')[0]})"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else AS_IT_ARISES


def _how_long(one: ShownLine) -> str:
    if one.item.permanent:
        return "thường xuyên"
    return "30 ngày liên tục" if one.item.posted else "theo quy định của nội dung"


def _published(one: Shown) -> str:
    number = f", số {one.posting.number}" if one.posting.number else ""
    return f"{one.posting.title}{number}, ngày {one.posting.paper_day:%d/%m/%Y}"


def _forms_and_times(one: Shown) -> str:
    """Each form once, with its first and last day, and in how many villages."""
    told = []
    for label in dict.fromkeys(spot.label for spot in one.spots):
        spots = [spot for spot in one.spots if spot.label == label]
        days = sorted(spot.standing.first for spot in spots if spot.standing.first)
        if not days:
            told.append(f"{label}: chưa ghi")
            continue
        when = f"{days[0]:%d/%m/%Y}" if days[0] == days[-1] else f"{days[0]:%d/%m/%Y} – {days[-1]:%d/%m/%Y}"
        where = f", {len(days)}/{len(spots)} nơi" if spots[0].village else ""
        told.append(f"{label}: {when}{where}")
    return "; ".join(told)


def _by_item(listed: list[Shown], lines: list[ShownLine], today: date) -> Table:
    published = Counter(one.posting.item for one in listed)
    planned = Counter(one.item.number for one in lines)
    missing = Counter(one.item.number for one in lines if one.standing and one.standing.code == MISSING)
    gaps = Counter(one.posting.item for one in listed for _ in one.gaps)
    columns = (
        Column("Nội dung theo Điều 11", 3.4), Column("Kế hoạch", 1, "right"), Column("Đã công khai", 1, "right"),
        Column("Chưa làm", 1, "right"), Column("Minh chứng thiếu, chậm, sớm", 1.4, "right"),
    )  # fmt: skip
    rows = tuple(
        (item.label, *(str(counted[item.number]) for counted in (planned, published, missing, gaps))) for item in items_on(today)
    )
    total = ("Cộng", *(str(sum(counted.values())) for counted in (planned, published, missing, gaps)))
    return Table(columns, (*rows, total), total=True)


def _requests(locality: Locality, first: date, last: date, today: date) -> str:
    """How many asked for information that should be public, and with what result; empty where nobody did."""
    found = counted(locality, first, last, today)
    if not found.received:
        return ""
    told = f"Đã nhận {found.received} yêu cầu cung cấp thông tin: cung cấp {found.given}, từ chối {found.refused}, "
    told += f"hướng dẫn đến cơ quan khác {found.transferred}, đang giải quyết {found.waiting}"
    return f"{told}; chậm, quá hạn {found.late}." if found.late else f"{told}."


def _gap(spot: Spot, places: str) -> str:
    """One line for the places that stand alike: ten villages that were late together are one sentence."""
    return f"{spot.posting.title}: {spot.label}, {spot.standing.words}{f' ({places})' if places else ''}"
