"""Units through time, localities, bodies, people and their positions, accounts."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from kheo.foundation.text import fold


class Held(models.QuerySet[Any]):
    """Rows that hold from one day until before another; an empty end is open."""

    def on(self, day: date) -> "Held":
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


class Unit(models.Model):
    """A territorial unit as one register knows it. Its name, type and parent have dates: see UnitVersion."""

    class Register(models.TextChoices):
        COUNTRY = "country", "Cả nước"
        GSO2024 = "gso2024", "Danh mục hành chính đến 30/06/2025"
        GSO2025 = "gso2025", "Danh mục hành chính từ 01/07/2025"
        LOCAL = "local", "Thôn, tổ dân phố do địa phương nhập"

    class Level(models.TextChoices):
        COUNTRY = "country", "cả nước"
        PROVINCE = "province", "tỉnh"
        DISTRICT = "district", "huyện"
        COMMUNE = "commune", "xã"
        VILLAGE = "village", "thôn, tổ dân phố"

    code = models.CharField(max_length=60, unique=True)
    register = models.CharField(max_length=10, choices=Register.choices)
    level = models.CharField(max_length=10, choices=Level.choices, db_index=True)
    founded_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="ngày đầu tiên không còn đơn vị này")
    versions: "models.Manager[UnitVersion]"

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(founded_on=None) | Q(ended_on=None) | Q(founded_on__lt=models.F("ended_on")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.code


class UnitVersion(models.Model):
    """Name, type and parent of a unit from *valid_from* until before *valid_to*; no start: since before the register."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=120, help_text="tên đầy đủ có loại đơn vị: «Phường Hòa Mạc»")
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    type = models.CharField(max_length=30)
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="child_versions")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="văn bản đặt tên, đổi loại, chuyển nơi thuộc")

    objects = Held.as_manager()

    class Meta:
        ordering = ["unit", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_version_starts_once"),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_from=None), name="unit_has_one_first_version"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="unit_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class Succession(models.Model):
    """*successor* took over *predecessor*, wholly or (is_split) in part, on a day."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessions")
    on = models.DateField()
    is_split = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["predecessor", "successor"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=models.F("successor")), name="no_unit_succeeds_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Locality(models.Model):
    """A unit that runs its own year in this installation. Every record of its work carries it."""

    code = models.CharField(max_length=60, unique=True)
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="locality")
    name = models.CharField(max_length=120, help_text="tên trên trang: «Thị xã Duy Tiên»")
    wider_name = models.CharField(max_length=120, blank=True, help_text="cấp trên: «tỉnh Hà Nam»")
    illustrative = models.BooleanField(default=False, help_text="mọi trang ghi «dữ liệu minh hoạ»")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "localities"

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """An organisation of a unit that issues, registers or reports: party committee, People's Committee, union, school."""

    class Kind(models.TextChoices):
        PARTY = "party", "cấp uỷ, cơ quan của Đảng"
        COUNCIL = "council", "Hội đồng nhân dân"
        GOVERNMENT = "government", "Uỷ ban nhân dân"
        FRONT = "front", "Mặt trận Tổ quốc"
        UNION = "union", "tổ chức chính trị – xã hội, hội"
        COMMITTEE = "committee", "ban chỉ đạo"
        AGENCY = "agency", "cơ quan, đơn vị"
        SCHOOL = "school", "trường học"
        FORCE = "force", "công an, quân sự"
        MEDIA = "media", "đài, trang tin"
        CENTRAL = "central", "cơ quan trung ương"

    class Layout(models.TextChoices):
        PARTY = "party", "thể thức văn bản của Đảng"
        ADMINISTRATIVE = "administrative", "thể thức văn bản hành chính"

    locality = models.ForeignKey(
        Locality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bodies",
        help_text="trống: ngoài địa phương",
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    code = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    layout = models.CharField(max_length=15, choices=Layout.choices)
    superior = models.CharField(max_length=200, blank=True, help_text="dòng cơ quan cấp trên ở đầu văn bản")
    number_suffix = models.CharField(max_length=40, blank=True, help_text="ký hiệu sau số: «QĐ/BCĐ»")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = Held.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="body_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


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


class Notice(models.Model):
    """Something the holder of a position should know: in the app, by e-mail, or copied as a text into a chat.

    It belongs to the position, not to the person: whoever takes the position over finds what was not read yet. *path* is
    the page it leads to, *subject* one line. Only ``organisation.actions.notices`` writes it.
    """

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="notices")
    locality = models.ForeignKey(Locality, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.CharField(max_length=600, blank=True)
    path = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["position", "read_at"])]

    def __str__(self) -> str:
        return self.subject
