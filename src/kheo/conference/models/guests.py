"""Who is invited, in which capacities, and who came: one person is one head, however many positions it holds."""

from django.db import models
from django.db.models import Q

from kheo.conference.models.conferences import Conference
from kheo.organisation.models import Body, Person, Position, Unit


class Guest(models.Model):
    """One head. *person* is known for holders of positions here; a guest from elsewhere has a label alone."""

    class Group(models.TextChoices):
        SUPERIOR = "superior", "đại biểu cấp trên"
        LEADERS = "leaders", "lãnh đạo địa phương"
        COMMITTEE = "committee", "thành viên ban chỉ đạo"
        AGENCIES = "agencies", "cơ quan, ban, ngành, đoàn thể"
        GRASSROOTS = "grassroots", "xã, phường, cơ sở"
        HONOURED = "honoured", "tập thể, cá nhân được tuyên dương"

    class Answer(models.TextChoices):
        NONE = "none", "chưa trả lời"
        YES = "yes", "sẽ dự"
        SUBSTITUTE = "substitute", "cử người dự thay"
        NO = "no", "xin vắng"

    class Attendance(models.TextChoices):
        UNKNOWN = "unknown", "chưa điểm danh"
        PRESENT = "present", "có mặt"
        SUBSTITUTE = "substitute", "người dự thay có mặt"
        ABSENT = "absent", "vắng"

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="guests")
    group = models.CharField(max_length=10, choices=Group.choices)
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text="đơn vị của người được mời")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=200, blank=True, help_text="khi không có chức vụ: tên tập thể được mời")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NONE)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, default=Attendance.UNKNOWN)
    stand_in = models.CharField(max_length=200, blank=True, help_text="chức vụ người dự thay")
    told_at = models.DateTimeField(null=True, blank=True, help_text="giấy mời đã gửi lúc nào")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["conference", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"], condition=Q(person__isnull=False), name="one_head_one_guest"
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.person)


class Capacity(models.Model):
    """One position in which a guest is invited; *position* when it is held here."""

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="capacities")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    position = models.ForeignKey(Position, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["guest", "order"]
        constraints = [models.UniqueConstraint(fields=["guest", "order"], name="capacity_order")]

    def __str__(self) -> str:
        return self.title
