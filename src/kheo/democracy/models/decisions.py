"""The decision of a community on paper, on its way to the commune and the Front, and what came of it."""

from django.db import models

from kheo.democracy.models.matters import Matter, Round


class CommunityDecision(models.Model):
    """What one village decided in a round that carried (Luật 10/2022/QH15 Điều 20): its words, signatures, way.

    *sent_on*: to the commune and the Front; *received_on*: by whoever recognises it. Once sent nothing of its words changes.
    """

    class Paper(models.TextChoices):
        RESOLUTION = "resolution", "nghị quyết"
        MINUTES = "minutes", "biên bản cuộc họp"
        MEMORANDUM = "memo", "bản ghi nhớ"
        AGREEMENT = "agreement", "bản thoả thuận"

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="decision")
    paper = models.CharField(max_length=12, choices=Paper.choices)
    number = models.CharField(max_length=40, blank=True)
    content = models.TextField(help_text="nội dung quyết định")
    head = models.CharField(max_length=120, help_text="Trưởng thôn, Tổ trưởng tổ dân phố ký")
    front_head = models.CharField(max_length=120, help_text="Trưởng ban công tác Mặt trận ký")
    first_household = models.CharField(max_length=120)
    second_household = models.CharField(max_length=120)
    sent_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True, help_text="ngày văn bản công nhận, không công nhận")
    answer_number = models.CharField(max_length=60, blank=True)
    refusal = models.CharField(max_length=600, blank=True, help_text="vì sao không công nhận")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} về {self.round.matter}"


class CommuneAct(models.Model):
    """What the commune's committee did to a community's decision: annulled it, or asked the community to change it (Điều 22)."""

    class Kind(models.TextChoices):
        ANNUL = "annul", "bãi bỏ"
        ASK = "ask", "đề nghị sửa đổi, bổ sung, thay thế"

    class Ground(models.TextChoices):
        CONTENT = "content", "nội dung trái pháp luật, thuần phong mỹ tục, đạo đức xã hội"
        PROCEDURE = "procedure", "không đúng trình tự, thủ tục"

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="commune_acts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    number = models.CharField(max_length=60)
    on = models.DateField()
    reason = models.CharField(max_length=600)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.matter}"
