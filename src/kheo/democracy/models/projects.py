"""Programmes, projects and works that the people watch (Luật 10/2022/QH15 Điều 41, 43): money, gifts, progress."""

from django.db import models

from kheo.democracy.rules import projects
from kheo.foundation.append_only import AppendOnly
from kheo.foundation.numbers import written
from kheo.organisation.models import Locality, Unit


class Project(models.Model):
    """*village*: empty where it lies in more than one; *total* in đồng."""

    class Kind(models.TextChoices):
        PUBLIC = projects.ProjectKind.PUBLIC, "đầu tư công"
        PARTNERSHIP = projects.ProjectKind.PARTNERSHIP, "đối tác công tư (PPP)"
        COMMUNITY = projects.ProjectKind.COMMUNITY, "vốn và công sức của cộng đồng"
        SPONSORED = projects.ProjectKind.SPONSORED, "tài trợ trực tiếp cho xã"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="projects")
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    where = models.CharField(max_length=200, blank=True, help_text="địa điểm, đoạn tuyến")
    owner = models.CharField(max_length=200, help_text="chủ chương trình, chủ đầu tư")
    builder = models.CharField(max_length=200, blank=True, help_text="đơn vị thi công")
    decision = models.CharField(max_length=200, blank=True, help_text="quyết định đầu tư: số, ngày, cơ quan")
    total = models.BigIntegerField(help_text="tổng mức, đồng")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="ngày xong theo kế hoạch")
    done_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, default="planned", help_text="bước: xem workflow.PROJECT")
    closing = models.CharField(max_length=300, blank=True, help_text="vì sao dừng; kết quả nghiệm thu")
    version = models.PositiveIntegerField(default=1)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class ProjectSource(models.Model):
    """Where a share of the money comes from, in đồng."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sources")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["project", "order"]

    def __str__(self) -> str:
        return self.label


class Contribution(AppendOnly):
    """What the people of a village gave on a day, all households together: no names. A row that corrects replaces another."""

    class Gift(models.TextChoices):
        MONEY = projects.Gift.MONEY, "tiền"
        WORK = projects.Gift.WORK, "ngày công"
        LAND = projects.Gift.LAND, "đất"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="contributions")
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gift = models.CharField(max_length=5, choices=Gift.choices)
    amount = models.DecimalField(max_digits=16, decimal_places=2, help_text="đồng, ngày công, m²")
    households = models.PositiveIntegerField(null=True, blank=True, help_text="số hộ tham gia")
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["project", "on", "pk"]

    def __str__(self) -> str:
        return f"{written(self.amount)} {projects.MEASURES[self.gift]}"


class Progress(AppendOnly):
    """How far a project was on a day: *percent* of the work, *spent* đồng paid out."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="progress")
    on = models.DateField()
    percent = models.PositiveSmallIntegerField()
    spent = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["project", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.percent} %"
