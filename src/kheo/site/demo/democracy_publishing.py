"""The demo ward's year of publishing: plan, postings, lists of quarters, proofs and gaps, through the product's own actions."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from kheo.democracy.actions.posting_proofs import ProofContent, prove, prove_together
from kheo.democracy.actions.postings import PostingContent, draft_posting, publish
from kheo.democracy.actions.publishing_plans import Approval, approve_plan, make_plan, remove_line
from kheo.democracy.models import PlanLine, Posting, PostingForm, Proof
from kheo.democracy.papers.publishing import government_of, list_paper
from kheo.democracy.rules.plan_lines import QUARTERS, quarter_end, quarter_of
from kheo.documents.content import Paper, Paragraph
from kheo.documents.pdf import to_pdf
from kheo.foundation.uploads.papers import SentFile
from kheo.movement.rules.programmes import place_words
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality, Notice, Unit
from kheo.site.demo.organisation import Place

_MORNING = time(8, 40)
_PAPER, _CORK, _SHEET, _INK = "#e9e2d2", "#b98d5a", "#fbf8f2", "#7c8a88"
_CLERK = "Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân"


def publish_year(place: Place, told: dict[str, Any], today: date) -> None:
    """The plan of each year that *told* reaches into, then everything published, in the order of its days."""
    locality = place.locality
    days = [row["published"] for row in (*told["postings"], *told["lists"])]
    for year in sorted({day.year for day in (*days, today)}):
        _plan(locality, told["plan"], year)
    villages = {f"tdp-{number:02d}": place.unit(f"{locality.code}/tdp-{number:02d}") for number in range(1, 11)}
    for row in sorted((*told["postings"], *told["lists"]), key=lambda one: one["published"]):
        content = _content(locality, row) if "item" in row else _list_content(locality, row["published"])
        if content.item or _has_quarter(locality, content.paper_day):
            _prove(_publish(locality, row, content), row, villages)
    row = told["draft"] | {"published": today}
    draft_posting(COMMAND_LINE, locality, _content(locality, row), _file(locality, row, _words(row)))


def _plan(locality: Locality, told: dict[str, Any], year: int) -> None:
    plan = make_plan(COMMAND_LINE, locality, year, has_loudspeaker=told["has_loudspeaker"])
    for line in plan.lines.all():
        if line.what.startswith(tuple(told["left_out"])) or (line.due_on is not None and line.due_on < locality_opened(locality)):
            remove_line(COMMAND_LINE, line, line.version)
    plan.refresh_from_db()
    on = min(max(told["on"], date(year - 1, 12, 1)), date(year, 1, 31), timezone.localdate())
    approve_plan(COMMAND_LINE, plan, Approval(told["number"], on), plan.version)


def locality_opened(locality: Locality) -> date:
    """The first day of *locality*; nothing is owed before it."""
    return locality.unit.founded_on or date.min


def _quarter_before(day: date) -> str:
    """«quý III năm 2026», the last quarter that was over before *day*."""
    last = date(day.year, (quarter_of(day) - 1) * 3 + 1, 1) - timedelta(days=1)
    return f"{QUARTERS[quarter_of(last) - 1]} năm {last.year}"


def _words(row: dict[str, Any]) -> tuple[str, str]:
    said = (row["title"], row["summary"])
    title, summary = (text.replace("{quy}", _quarter_before(row["published"])) for text in said)
    year = str(row["published"].year)
    return title.replace("{nam}", year), summary.replace("{nam}", year)


def _content(locality: Locality, row: dict[str, Any]) -> PostingContent:
    title, summary = _words(row)
    return PostingContent(
        item=row["item"],
        title=title,
        summary=summary,
        number=row["number"],
        paper_day=row["paper"],
        responsible=row["responsible"],
        line=_line(locality, row["line"], row["published"]),
    )


def _line(locality: Locality, begins: str, day: date) -> PlanLine | None:
    """The line of that beginning whose day lies nearest to *day*, and under which nothing stands yet."""
    found = PlanLine.objects.filter(plan__locality=locality, what__startswith=begins, postings=None).select_related("plan")
    return min(found, key=lambda line: abs((line.due_on or day) - day), default=None)


def _list_content(locality: Locality, day: date) -> PostingContent:
    named = _quarter_before(day)
    last = date(day.year, (quarter_of(day) - 1) * 3 + 1, 1) - timedelta(days=1)
    return PostingContent(
        item=0,
        title=f"Danh mục nội dung đã công khai {named}",
        summary=f"Những nội dung đã công khai trong {named}, kèm hình thức và thời gian của từng nội dung.",
        paper_day=quarter_end(last.year, quarter_of(last)),
        responsible=_CLERK,
        line=PlanLine.objects.filter(plan__locality=locality, item=0, period=named, postings=None).select_related("plan").first(),
    )


def _file(locality: Locality, row: dict[str, Any], words: tuple[str, str]) -> SentFile:
    """The paper as PDF where *row* wants one, else as plain text: a PDF costs thirty times as much to take in."""
    name = row["number"].replace("/", "-").lower()
    if not row.get("printed"):
        text = f"{row['number']}\n\n{words[0]}\n\n{words[1]}\n\nDữ liệu minh hoạ.\n"
        return SentFile(f"{name}.txt", text.encode(), is_not_secret=True)
    body = government_of(locality, row["paper"])
    kind = "Nghị quyết" if "NQ" in row["number"] else "Thông báo"
    made = Paper(
        layout="administrative",
        superior=body.superior,
        issuer=body.name,
        place=place_words(locality.name),
        title=kind,
        subject=words[0],
        blocks=(Paragraph(words[1]), Paragraph("Dữ liệu minh hoạ.")),
        signature=None,
        number=row["number"],
        on=row["paper"],
    )
    return SentFile(f"{name}.pdf", to_pdf(made), is_not_secret=True)


def _has_quarter(locality: Locality, end: date) -> bool:
    """Whether something was published in the quarter that ends on *end*: early in the place's life there is none to list."""
    begin = date(end.year, (quarter_of(end) - 1) * 3 + 1, 1)
    return Posting.objects.filter(locality=locality, published_on__range=(begin, end)).exists()


def _publish(locality: Locality, row: dict[str, Any], content: PostingContent) -> Posting:
    if content.item:
        file = _file(locality, row, (content.title, content.summary))
    else:
        end = content.paper_day
        printed = to_pdf(list_paper(locality, end.year, quarter_of(end), row["published"]))
        file = SentFile(f"danh-muc-{end:%Y-%m}.pdf", printed, is_not_secret=True)
    draft = draft_posting(COMMAND_LINE, locality, content, file)
    at = timezone.make_aware(datetime.combine(row["published"], _MORNING))
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    made = publish(COMMAND_LINE, draft, draft.version, at=at)
    Notice.objects.filter(pk__gt=last).update(added_at=at)  # the heads were told on that morning
    return made


def _prove(posting: Posting, row: dict[str, Any], villages: dict[str, Unit]) -> None:
    """Boards at the office and in the villages, the loudspeaker's days, what the heads told; and the gaps that *row* names."""
    on = row.get("boards", row["published"])
    prove(COMMAND_LINE, posting, ProofContent(PostingForm.OFFICE_BOARD, on), _picture(0))
    held = set(posting.forms)
    late = row.get("late", {})
    if PostingForm.VILLAGE_BOARD in held:
        left_out = {*row.get("missing", ()), late.get("village")}
        hung = [unit for slug, unit in villages.items() if slug not in left_out]
        board = ProofContent(PostingForm.VILLAGE_BOARD, on, note="Nhà văn hoá tổ dân phố")
        prove_together(COMMAND_LINE, posting, board, hung, _picture(1))
    if late:
        content = ProofContent(PostingForm.VILLAGE_BOARD, late["on"], villages[late["village"]])
        prove(COMMAND_LINE, posting, content, _picture(2))
    if down := row.get("down"):
        content = ProofContent(
            PostingForm.VILLAGE_BOARD, down["on"], villages[down["village"]], Proof.Kind.ENDED, note=down["note"]
        )
        prove(COMMAND_LINE, posting, content)
    if speaker := row.get("speaker"):
        until = speaker["from"] + timedelta(days=speaker["days"] - 1)
        prove(COMMAND_LINE, posting, ProofContent(PostingForm.LOUDSPEAKER, speaker["from"], until=until, times=2))
    if told := row.get("told"):
        heard = [unit for slug, unit in villages.items() if slug not in row.get("untold", ())]
        way = ProofContent(PostingForm.HEAD, told, way=Proof.Way.COMMUNITY)
        prove_together(COMMAND_LINE, posting, way, heard)


def _picture(number: int) -> SentFile:
    """A drawn notice board: nobody's photograph stands in for a real one."""
    image = Image.new("RGB", (640, 420), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle([40, 40, 600, 380], fill=_CORK)
    for place in range(3):
        left = 70 + place * 180
        draw.rectangle([left, 80 + 10 * ((place + number) % 3), left + 140, 300], fill=_SHEET)
        for line in range(7):
            draw.line(
                [(left + 15, 120 + line * 22), (left + 125 - 9 * ((line + number) % 4), 120 + line * 22)], fill=_INK, width=4
            )
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return SentFile(f"bang-tin-minh-hoa-{number}.jpg", out.getvalue(), is_not_secret=True)
