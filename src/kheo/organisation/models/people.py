"""People, the positions they hold, how a position is handed over, and accounts."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from kheo.organisation.models.bodies import Body, Locality
from kheo.organisation.models.units import Held


class Person(models.Model):
    """Somebody who holds positions. Only the name is kept, for papers and the desk."""

    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OFFICE = "office", "cơ quan thường trực"
    UNIT_STAFF = "unit_staff", "cán bộ đơn vị"
    COUNCIL = "council", "thành viên hội đồng"
    LEADER = "leader", "lãnh đạo"
    BROADCASTER = "broadcaster", "đài truyền thanh"
    VIEWER = "viewer", "cấp trên theo dõi"
    VILLAGE_HEAD = "village_head", "Trưởng thôn, Tổ trưởng tổ dân phố"
    INSPECTOR = "inspector", "thành viên Ban Thanh tra nhân dân, Ban Giám sát đầu tư"


class Position(models.Model):
    """A person's position in a body from a day until before another; one person may hold several at once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = Held.as_manager()

    class Meta:
        ordering = ["body", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="position_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.body.short_name}"


class Handover(models.Model):
    """A position handed from one holder to the next with what was open on it.

    What is open moves on the day (*settled_at*), never before: a newcomer of next month reads nothing of this month.
    """

    locality = models.ForeignKey(Locality, null=True, on_delete=models.PROTECT, related_name="handovers")
    old = models.OneToOneField(Position, on_delete=models.PROTECT, related_name="handed_over")
    new = models.OneToOneField(Position, on_delete=models.PROTECT, related_name="taken_over")
    on = models.DateField()
    ended_before = models.DateField(null=True, blank=True, help_text="ngày thôi đã ghi trước khi bàn giao")
    moved = models.JSONField(default=list, help_text="đã chuyển những gì: loại việc và số lượng")
    settled_at = models.DateTimeField(null=True, blank=True)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new.person}"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A sign-in. What it may do comes from the positions its person holds that day, or from being the operator."""

    username = models.CharField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,39}$", "Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch.")],
    )
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False, help_text="người vận hành: mở địa phương, tài khoản; không ký, không chấm")
    must_change_password = models.BooleanField(default=False)
    email = models.EmailField(blank=True, help_text="để nhận nhắc việc; trống: chỉ nhắc trong ứng dụng")

    objects = AccountManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.username

    @property
    def display_name(self) -> str:
        return self.person.name if self.person else self.username
