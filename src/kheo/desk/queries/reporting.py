"""What the annual report and the news wait for."""

from datetime import date

from kheo.conference.models import Conference
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.authority import find_grant
from kheo.reporting.models import NewsItem, Report
from kheo.reporting.queries.news import drafts


def annual_report(bench: Bench) -> list[DeskItem]:
    """From December of the programme's year to the spring after it: a report to be begun; a draft that waits for its number."""
    programme = bench.programme
    if programme is None or bench.today < date(programme.year, 12, 1):
        return []
    found = list(Report.objects.filter(locality=bench.locality, year=programme.year).select_related("issuer"))
    if not found and bench.today < date(programme.year + 1, 4, 1):
        return [
            DeskItem(
                "Cuối năm", "wait", f"Báo cáo năm {programme.year} chưa có",
                "Số liệu lấy từ sổ; chỉ viết phần đánh giá, hạn chế, kiến nghị.", "Lập báo cáo",
                bench.address("reporting:reports"),
            )
        ]  # fmt: skip
    return [
        DeskItem(
            "Đang soạn", "wait", f"Báo cáo năm {report.year} của {report.issuer.short_name}",
            "Viết xong, đối chiếu, trình ký rồi ghi số và ngày như in trên văn bản.", "Mở báo cáo",
            bench.address("reporting:report", report.pk), kind="báo cáo đang soạn", all_url=bench.address("reporting:reports"),
        )
        for report in found
        if report.state == Report.State.DRAFT
    ]  # fmt: skip


def news(bench: Bench) -> list[DeskItem]:
    """Drafts, and a conference that closed and nobody has told of."""
    items = [
        DeskItem(
            "Bản nháp", "wait", item.title, "Sửa lời, xem từng con số rồi đăng.", "Sửa tiếp",
            bench.address("reporting:news_edit", item.pk), kind="bản tin nháp", all_url=bench.address("reporting:newsroom"),
        )
        for item in drafts(bench.locality)
    ]  # fmt: skip
    if not find_grant(bench.actor, "news.edit", bench.locality):
        return items
    told = NewsItem.objects.filter(locality=bench.locality, conference__isnull=False).values("conference")
    untold = Conference.objects.filter(locality=bench.locality, state=Conference.State.CLOSED).exclude(pk__in=told)
    newest = untold.order_by("-held_on").first()
    if newest and (bench.today - newest.held_on).days <= 30:
        items.append(
            DeskItem(
                "Sau hội nghị", "wait", "Chưa có tin về hội nghị", f"{newest.title}: bản nháp soạn sẵn từ hồ sơ và số liệu.",
                "Soạn tin", bench.address("reporting:newsroom"), due=newest.held_on,
            )
        )  # fmt: skip
    return items
