"""Reports of a body on a year, and the news of a locality: words by people, every number from the record."""

from django.db import models
from django.db.models import Q

from kheo.conference.models import Conference
from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Locality


class Report(models.Model):
    """The annual report of *issuer* on *year*. Its numbers are the record's; people write the text boxes and sign."""

    class State(models.TextChoices):
        DRAFT = "draft", "đang soạn"
        ISSUED = "issued", "đã ban hành"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="reports")
    issuer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    place_name = models.CharField(max_length=80, blank=True)
    signer_authority = models.CharField(max_length=120, blank=True)
    signer_position = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    number = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    signed_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)
    texts: "models.Manager[ReportText]"

    class Meta:
        ordering = ["-year", "issuer"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "year"], name="one_annual_report_a_year"),
            models.CheckConstraint(
                condition=Q(state="issued", date__isnull=False) & ~Q(number="") | Q(state="draft", number=""),
                name="issued_report_has_number_and_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.year}"


class ReportText(models.Model):
    """What people write in one text box of a report; *key* names the box (see ``rules/outline``)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    key = models.SlugField(max_length=40)
    text = models.TextField(max_length=20_000)

    class Meta:
        ordering = ["report", "key"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_text_once")]

    def __str__(self) -> str:
        return self.key


class IssuedReport(AppendOnly):
    """A report as it was when its number was entered: every figure with its value, every text; what it said never changes."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="issued")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_by = models.BigIntegerField(null=True)
    issued_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class NewsItem(models.Model):
    """A news item: drafted from the record, edited, published at a time; after that only a correction changes it."""

    class State(models.TextChoices):
        DRAFT = "draft", "đang soạn"
        PUBLISHED = "published", "đã đăng"
        WITHDRAWN = "withdrawn", "đã gỡ"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="news")
    conference = models.ForeignKey(Conference, null=True, blank=True, on_delete=models.PROTECT, related_name="news")
    year = models.PositiveSmallIntegerField(help_text="năm của số liệu trong tin")
    slug = models.SlugField(max_length=120)
    title = models.CharField(max_length=200)
    lead = models.CharField(max_length=600, help_text="sa-pô: ai, việc gì, khi nào, ở đâu")
    text = models.TextField(max_length=40_000, help_text="mỗi đoạn một dòng trống")
    author_line = models.CharField(max_length=160, help_text="tên tác giả, bút danh, bộ phận như sẽ đăng")
    publisher = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    modified_at = models.DateTimeField(null=True, blank=True, help_text="lần đính chính gần nhất")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name_plural = "news"
        constraints = [
            models.UniqueConstraint(fields=["locality", "slug"], name="news_address_once"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None) | (~Q(state="draft") & Q(published_at__isnull=False)),
                name="published_news_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NewsPicture(models.Model):
    """A picture of a news item: what it shows for those who can't see it, and its caption."""

    item = models.ForeignKey(NewsItem, on_delete=models.CASCADE, related_name="pictures")
    order = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=300)
    alternative = models.CharField(max_length=300, help_text="tả ảnh cho người không nhìn thấy")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["item", "order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="news_picture_order"),
            models.UniqueConstraint(fields=["item", "file"], name="news_picture_once"),
        ]

    def __str__(self) -> str:
        return self.caption


class FigureReason(AppendOnly):
    """Why a number in a news item differs from the record and goes out all the same; asked before publishing."""

    item = models.ForeignKey(NewsItem, on_delete=models.PROTECT, related_name="reasons")
    quote = models.CharField(max_length=300, help_text="đoạn chữ nêu con số")
    key = models.CharField(max_length=60)
    stated = models.CharField(max_length=40)
    recorded = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return self.reason


class NewsCorrection(AppendOnly):
    """A correction of a published item: what stood there, what stands there now, and why; the page tells it."""

    item = models.ForeignKey(NewsItem, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField(help_text="tiêu đề, sa-pô, nội dung trước khi đính chính")
    note = models.CharField(max_length=300, help_text="lời đính chính cho người đọc")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["item", "-pk"]

    def __str__(self) -> str:
        return self.note
