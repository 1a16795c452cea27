"""Report periods: what the office asks, what each unit answers, what was said about it, what was corrected after closing."""

from django.db import models
from django.db.models import Q

from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.movement.models.programmes import Programme
from kheo.organisation.models import Body, Locality, Unit


class Period(models.Model):
    """One report that units owe: of a month, a quarter, a half-year, a year, at short notice, on one subject."""

    class Kind(models.TextChoices):
        MONTH = "month", "tháng"
        QUARTER = "quarter", "quý"
        HALF_YEAR = "half_year", "6 tháng"
        YEAR = "year", "năm"
        QUICK = "quick", "nhanh"
        THEMATIC = "thematic", "chuyên đề"

    class State(models.TextChoices):
        DRAFT = "draft", "đang soạn mẫu"
        OPEN = "open", "đang nhận báo cáo"
        CLOSED = "closed", "đã chốt"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    title = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    due_on = models.DateField(help_text="ngày cuối phải gửi")
    ask = models.TextField(blank=True, help_text="lời dặn các đơn vị")
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    items: "models.Manager[PeriodItem]"
    reports: "models.Manager[PeriodReport]"

    class Meta:
        ordering = ["programme", "-last_day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "title"], name="period_title_once"),
            models.CheckConstraint(condition=Q(first_day__lte=models.F("last_day")), name="period_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class PeriodItem(models.Model):
    """One line of the form: a figure that the record fills in, a number of the unit's own, or a text."""

    class Kind(models.TextChoices):
        FIGURE = "figure", "số liệu lấy từ hồ sơ"
        NUMBER = "number", "số đơn vị tự ghi"
        TEXT = "text", "ô chữ"

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="items")
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    label = models.CharField(max_length=200)
    help = models.CharField(max_length=300, blank=True)
    unit_of_measure = models.CharField(max_length=30, blank=True, help_text="hộ, người, đồng, buổi…")
    figure = models.CharField(max_length=60, blank=True, help_text="khoá của số liệu, khi lấy từ hồ sơ")
    order = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "key"], name="period_item_once"),
            models.CheckConstraint(condition=Q(kind="figure") ^ Q(figure=""), name="figure_item_names_its_figure"),
        ]

    def __str__(self) -> str:
        return self.label


class PeriodReport(models.Model):
    """What one unit or body owes and answers in a period; the row exists from the opening on, so that who is late is known."""

    class State(models.TextChoices):
        AWAITED = "awaited", "chưa gửi"
        DRAFT = "draft", "đang viết"
        SUBMITTED = "submitted", "đã gửi"
        RETURNED = "returned", "trả lại để bổ sung"
        ACCEPTED = "accepted", "đã nhận"

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.AWAITED)
    submitted_at = models.DateTimeField(null=True, blank=True)
    first_sent_at = models.DateTimeField(
        null=True, blank=True, help_text="lần gửi đầu; đúng hạn hay muộn tính theo lần này, không theo lần bổ sung"
    )
    submitted_by = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    told = models.JSONField(
        default=dict, blank=True, help_text="điều kể về các mô hình, của lúc gửi: lĩnh vực → số mô hình, tổng theo số đo"
    )
    version = models.PositiveIntegerField(default=1)
    answers: "models.Manager[PeriodAnswer]"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], condition=Q(body=None), name="one_period_report_a_unit"),
            models.UniqueConstraint(fields=["period", "body"], name="one_period_report_a_body"),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.unit}"


class PeriodAnswer(models.Model):
    """The answer to one item. *number* in the item's unit of measure; a figure keeps the record's value of that moment."""

    report = models.ForeignKey(PeriodReport, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(PeriodItem, on_delete=models.PROTECT, related_name="+")
    number = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    text = models.TextField(blank=True)
    parts = models.JSONField(default=dict, blank=True, help_text="số liệu lấy từ hồ sơ chia theo lĩnh vực, của lúc gửi")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "item"], name="period_answer_once")]

    def __str__(self) -> str:
        return self.text or str(self.number)


class PeriodNote(models.Model):
    """A word of the office on a report or one of its items, or the unit's answer to it."""

    report = models.ForeignKey(PeriodReport, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(PeriodItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=600)
    is_office = models.BooleanField()
    written_by = models.BigIntegerField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text


class PeriodCorrection(AppendOnly):
    """A correction of an answer after the period was closed: what was closed stays, and names what it was corrected to."""

    answer = models.ForeignKey(PeriodAnswer, on_delete=models.PROTECT, related_name="corrections")
    number = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.reason


class ColumnMapping(models.Model):
    """The province's own form: its empty .xlsx and which column takes what, drawn up once and used every period."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="column_mappings")
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=100)
    first_row = models.PositiveIntegerField(help_text="dòng đầu tiên để điền đơn vị, đếm từ 1")
    columns = models.JSONField(help_text="chữ cột (A, B, …) → khoá của mục, hoặc «place», «order»")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["locality", "title"]
        constraints = [models.UniqueConstraint(fields=["locality", "title"], name="column_mapping_once")]

    def __str__(self) -> str:
        return self.title
