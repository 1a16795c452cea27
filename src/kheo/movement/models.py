"""The programme of a year, initiatives that last, registrations of one year, results and evidence."""

from django.db import models
from django.db.models import Q

from kheo.assessment.models import Assessment, CriteriaSet
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Body, Locality, Unit


class Kind(models.TextChoices):
    MO_HINH = "mo_hinh", "mô hình"
    DIEN_HINH = "dien_hinh", "điển hình"


class Subject(models.TextChoices):
    COLLECTIVE = "collective", "tập thể"
    INDIVIDUAL = "individual", "cá nhân"
    HOUSEHOLD = "household", "hộ gia đình"


class Programme(models.Model):
    """The movement's year of a locality. Who runs, leads, recognises, broadcasts are fields: it differs from place to place."""

    class State(models.TextChoices):
        OPEN = "open", "đang mở"
        CLOSED = "closed", "đã đóng"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="programmes")
    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    standing_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    leading_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    recognising_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    commending_body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    broadcaster = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    criteria_set = models.ForeignKey(CriteriaSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    registration_opens = models.DateField(null=True, blank=True)
    registration_closes = models.DateField(null=True, blank=True)
    assessment_due = models.DateField(null=True, blank=True)
    conference_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    fields: "models.Manager[ProgrammeField]"
    registrations: "models.Manager[Registration]"

    class Meta:
        ordering = ["-year", "code"]
        constraints = [models.UniqueConstraint(fields=["locality", "year"], name="one_programme_a_year")]

    def __str__(self) -> str:
        return self.title


class ProgrammeField(models.Model):
    """A field of work (lĩnh vực) of the programme: the four of the guideline, and its own ones."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="fields")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["programme", "order"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="programme_field_once")]

    def __str__(self) -> str:
        return self.label


class Initiative(models.Model):
    """The thing itself (mô hình or điển hình), across years. «model» is Django's word and never used for it."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="initiatives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives", help_text="địa bàn")
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="initiatives",
        help_text="cơ quan, đơn vị đăng ký, nếu không phải xã, phường",
    )
    title = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    holder = models.CharField(
        max_length=200,
        blank=True,
        help_text="tập thể, cá nhân thực hiện; tên cá nhân chỉ công khai khi có quyết định hoặc đồng ý",
    )
    summary = models.TextField(blank=True)
    situation = models.TextField(blank=True)
    way = models.TextField(blank=True, help_text="cách làm, mỗi bước một dòng")
    outcome = models.TextField(blank=True)
    lesson = models.TextField(blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    registrations: "models.Manager[Registration]"

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["locality", "folded"])]

    def __str__(self) -> str:
        return self.title


class Registration(models.Model):
    """An initiative in one programme. It carries the states; carrying on next year makes a new one."""

    class State(models.TextChoices):
        REGISTERED = "registered", "đã đăng ký"
        RUNNING = "running", "đang thực hiện"
        IN_ASSESSMENT = "in_assessment", "đang thẩm định"
        RECOGNISED = "recognised", "đã công nhận"
        NOT_RECOGNISED = "not_recognised", "không công nhận"
        STOPPED = "stopped", "đã dừng"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="registrations")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="registrations")
    field = models.ForeignKey(ProgrammeField, on_delete=models.PROTECT, related_name="registrations")
    leading_body = models.CharField(max_length=200, blank=True, help_text="chủ trì: chi bộ, Mặt trận, đoàn thể, tổ tự quản…")
    state = models.CharField(max_length=15, choices=State.choices, default=State.REGISTERED)
    registered_on = models.DateField()
    stopped_reason = models.CharField(max_length=300, blank=True)
    allocated_unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="đơn vị hôm nay nhận kết quả này, khi đơn vị cũ bị chia; do cơ quan thường trực chọn",
    )
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    results: "models.Manager[Result]"
    evidence: "models.Manager[Evidence]"

    class Meta:
        ordering = ["programme", "initiative__title"]
        constraints = [models.UniqueConstraint(fields=["programme", "initiative"], name="initiative_registered_once_a_year")]

    def __str__(self) -> str:
        return f"{self.initiative} ({self.programme.year})"


class RegistrationAssessment(models.Model):
    """Ties a registration to its sheet; assessment itself knows nothing of registrations."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="assessment_link")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="registration_link")

    def __str__(self) -> str:
        return f"{self.registration_id} – {self.assessment_id}"


class Measure(models.TextChoices):
    HOUSEHOLDS = "households", "hộ"
    PEOPLE = "people", "người"
    DONG = "dong", "đồng"
    WORKING_DAYS = "working_days", "ngày công"
    LAND_M2 = "land_m2", "m²"


class Result(models.Model):
    """A value of one measure at a date. A newer value is a new row; the newest one counts."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="results")
    measure = models.CharField(max_length=14, choices=Measure.choices)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    as_of = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["registration", "measure", "-as_of", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(value__gte=0), name="result_not_negative")]

    def __str__(self) -> str:
        return f"{self.value} {self.get_measure_display()}"


class Evidence(models.Model):
    """A file that proves something of a registration: photograph, list, minutes."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False, help_text="cho hiện ở trang công khai")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["registration", "added_at"]
        constraints = [models.UniqueConstraint(fields=["registration", "file"], name="evidence_once")]

    def __str__(self) -> str:
        return self.caption


class WaitingSheet(models.Model):
    """A spreadsheet that was uploaded and read, and waits to be confirmed or thrown away: nothing of it is in the records.

    Kept on the server, so that a line that drops between the preview and the confirmation loses nothing.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="waiting_sheets")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [models.UniqueConstraint(fields=["programme", "file"], name="sheet_waits_once")]

    def __str__(self) -> str:
        return str(self.file)


class ImportedSheet(models.Model):
    """A spreadsheet that was confirmed: which file, into which programme, what came of it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="imported_sheets")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    created = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-confirmed_at"]

    def __str__(self) -> str:
        return self.name
