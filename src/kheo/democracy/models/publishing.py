"""What the commune publishes (Luật 10/2022/QH15 Điều 11–14): the year's plan, drafts, postings, and the proofs of each."""

from django.db import models
from django.db.models import F, Q

from kheo.foundation.append_only import AppendOnly
from kheo.foundation.models import StoredFile
from kheo.organisation.models import Locality, Unit


class PostingForm(models.TextChoices):
    """How something is made public (Điều 12 khoản 1); posting is told apart by place (Điều 13 khoản 2)."""

    OFFICE_BOARD = "office_board", "niêm yết tại trụ sở"
    VILLAGE_BOARD = "village_board", "niêm yết ở thôn, tổ dân phố"
    PORTAL = "portal", "đăng trang thông tin điện tử"
    LOUDSPEAKER = "loudspeaker", "phát trên truyền thanh"
    HEAD = "head", "Trưởng thôn, Tổ trưởng thông báo"
    LETTER = "letter", "gửi văn bản đến công dân"
    DIALOGUE = "dialogue", "hội nghị trao đổi, đối thoại"
    RECEPTION = "reception", "tiếp công dân, tiếp xúc cử tri, họp báo"
    ORGANISATIONS = "organisations", "qua tổ chức, đoàn thể cùng cấp"
    NETWORK = "network", "qua mạng viễn thông, mạng xã hội"
    OTHER = "other", "hình thức khác theo quy chế"


class PublishingPlan(models.Model):
    """The plan of a year (Điều 14 khoản 1). *has_loudspeaker*: whether the commune has one (Điều 13 khoản 3)."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="publishing_plans")
    year = models.PositiveSmallIntegerField()
    has_loudspeaker = models.BooleanField(default=True)
    state = models.CharField(max_length=10, default="draft", help_text="bước: xem workflow.PUBLISHING_PLAN")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["locality", "year"], name="one_publishing_plan_a_year")]

    def __str__(self) -> str:
        return f"Kế hoạch công khai năm {self.year}"


class PlanApproval(AppendOnly):
    """An approval of the plan as it stood: its paper, and the digest of its lines."""

    plan = models.ForeignKey(PublishingPlan, on_delete=models.PROTECT, related_name="approvals")
    number = models.CharField(max_length=60)
    on = models.DateField()
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, help_text="SHA-256 các dòng của kế hoạch lúc duyệt")

    class Meta:
        ordering = ["plan", "on", "pk"]

    def __str__(self) -> str:
        return self.number


class PlanLine(models.Model):
    """One thing that the plan has to be published. *due_on* empty: whenever it arises.

    *item*: clause of Điều 11, 1 to 14; 0 is the quarterly list itself (Điều 13 khoản 2). *period*: «quý I» or empty.
    """

    plan = models.ForeignKey(PublishingPlan, on_delete=models.PROTECT, related_name="lines")
    item = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    period = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, blank=True, db_index=True)
    responsible = models.CharField(max_length=200, blank=True, help_text="bộ phận, chức danh tổ chức thực hiện")
    more_forms = models.JSONField(default=list, blank=True, help_text="hình thức chọn thêm (Điều 13 khoản 5)")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "item", F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.what


class Words(models.Model):
    """What is said of a thing to be published.

    *paper_day*: of the decision or paper, from which days run (Điều 12 khoản 3); *own_law_day* with *own_law*: the
    day that the law of its field sets instead. *more_forms*: codes of PostingForm chosen beside those that the law demands.
    """

    item = models.PositiveSmallIntegerField(help_text="khoản của Điều 11; 0 là danh mục quý (Điều 13 khoản 2)")
    title = models.CharField(max_length=200)
    summary = models.TextField(help_text="nội dung chính, đọc được ngay trên trang")
    number = models.CharField(max_length=60, blank=True, help_text="số, ký hiệu văn bản")
    paper_day = models.DateField()
    own_law_day = models.DateField(null=True, blank=True)
    own_law = models.CharField(max_length=200, blank=True, help_text="văn bản định ngày ấy")
    responsible = models.CharField(max_length=200, help_text="bộ phận, chức danh tổ chức thực hiện")
    more_forms = models.JSONField(default=list, blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(PlanLine, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Posting(AppendOnly, Words):
    """Something published: written once; a change is another posting that names this one (Điều 14 khoản 1).

    *forms*: every form it had to be published in, as the law of that day and the plan said. *shown_until*: the last day of the
    thirty if it hangs from *published_on*; empty where it hangs always (items 4, 13). *villages*: those it had to be shown in,
    as they were that day. The portal's own proof is *published_at* with *digest* (SHA-256 of the paper).
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="postings")
    changes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="changed_by")
    forms = models.JSONField()
    due_on = models.DateField()
    published_at = models.DateTimeField()
    published_on = models.DateField(db_index=True)
    shown_until = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    villages = models.ManyToManyField(Unit, blank=True, related_name="postings")
    added_by = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-published_on", "-pk"]


class PostingDraft(Words):
    """A posting being prepared; published, it stays as what *posting* was made of. Nobody outside the office reads it.

    *original*: the paper as it was before its masked copy took its place; the public never gets it.
    """

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="posting_drafts")
    changes = models.ForeignKey(Posting, null=True, blank=True, on_delete=models.PROTECT, related_name="change_drafts")
    posting = models.OneToOneField(Posting, null=True, blank=True, on_delete=models.PROTECT, related_name="draft")
    original = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-pk"]


class Proof(AppendOnly):
    """That a posting was made public in one form, in one village where the form is of a village.

    *kind*: «shown» hung, read out, told on *on*; «ended» taken down on *on*; «void» says that *corrects* was entered wrongly. A
    row that *corrects* another takes its place. *way*: how a village's head told the people (Điều 13 khoản 4). *times*:
    readings of that day on the loudspeaker.
    """

    class Kind(models.TextChoices):
        SHOWN = "shown", "đã công khai"
        ENDED = "ended", "kết thúc niêm yết"
        VOID = "void", "ghi nhầm"

    class Way(models.TextChoices):
        """Điều 13 khoản 4."""

        COMMUNITY = "community", "tại cuộc họp của cộng đồng dân cư"
        ORGANISATION = "organisation", "tại cuộc họp, sinh hoạt của tổ chức, đoàn thể"
        HOUSEHOLDS = "households", "trực tiếp hoặc gửi văn bản đến từng hộ"
        NETWORK = "network", "nhắn tin, mạng xã hội đã được thống nhất chọn"

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="proofs")
    form = models.CharField(max_length=14, choices=PostingForm.choices)
    village = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="posting_proofs")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.SHOWN)
    on = models.DateField()
    way = models.CharField(max_length=12, choices=Way.choices, blank=True)
    times = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["posting", "form", "village", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="void") | Q(corrects__isnull=False), name="void_proof_names_what_it_takes_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.on:%d/%m/%Y}"
