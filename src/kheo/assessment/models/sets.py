"""Criteria sets as data: groups of items with maxima, classes by threshold."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from kheo.assessment.rules.schemes import Band, Basis, Giver, Item, Part, Scheme, Scoring, VetoEffect


class CriteriaSet(models.Model):
    """A version of a scoring sheet: groups of items with maxima, classes by threshold, its source. Never changed once it is here.

    *illustrative*: made by Khéo as an example, not taken from a published rule. *excerpt*: taken from a published rule of which
    *unread* was not read. Every page that shows the set says so.

    *basis*, *met_at* (percent), *self_cap*, *veto*, *kinds* (code and label of each kind of unit): see
    :class:`kheo.assessment.rules.schemes.Scheme`.
    """

    class BasisChoice(models.TextChoices):
        POINTS = Basis.POINTS.value, "tổng điểm"
        PERCENT = Basis.PERCENT.value, "phần trăm của điểm tối đa"

    class VetoChoice(models.TextChoices):
        NO_CLASS = VetoEffect.NO_CLASS.value, "không xếp loại"
        LOWEST = VetoEffect.LOWEST.value, "xếp loại thấp nhất"

    locality = models.CharField(max_length=60, blank=True, help_text="mã địa phương; trống: dùng chung")
    code = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=600)
    illustrative = models.BooleanField(default=False)
    excerpt = models.BooleanField(default=False, help_text="trích: mới đọc được một phần văn bản gốc")
    unread = models.CharField(max_length=600, blank=True, help_text="phần chưa đọc được")
    basis = models.CharField(max_length=8, choices=BasisChoice.choices, default=BasisChoice.POINTS)
    met_at = models.DecimalField(max_digits=5, decimal_places=2, default=50)
    self_cap = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    veto = models.CharField(max_length=8, choices=VetoChoice.choices, default=VetoChoice.NO_CLASS)
    kinds = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 của tệp TOML đã nạp")
    loaded_at = models.DateTimeField(auto_now_add=True)
    items: "models.Manager[Criterion]"
    classes: "models.Manager[ClassThreshold]"

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["locality", "code", "version"], name="criteria_version_once")]

    def __str__(self) -> str:
        return f"{self.title} (trích)" if self.excerpt and "trích" not in self.title else self.title

    def scheme(self, bands: tuple[Band, ...]) -> Scheme:
        """How this set comes to its classes *bands*."""
        return Scheme(
            bands=bands,
            basis=Basis(self.basis),
            met_at=Decimal(self.met_at),
            self_cap=None if self.self_cap is None else Decimal(self.self_cap),
            veto=VetoEffect(self.veto),
            kinds=tuple(kind["code"] for kind in self.kinds),
        )


class Criterion(models.Model):
    """One item to be scored: at most *maximum* points, in steps of *step*, by *levels* (points and words of each) or freely.

    *part*: ordinary, bonus, minus, or veto («điểm liệt»: 1 when met). *only_for*: codes of the kinds of unit it applies to, none:
    all. *evidence*: what is to be shown, one a line.
    """

    class PartChoice(models.TextChoices):
        ORDINARY = Part.ORDINARY.value, "trong tổng điểm"
        BONUS = Part.BONUS.value, "điểm thưởng"
        MINUS = Part.MINUS.value, "điểm trừ"
        VETO = Part.VETO.value, "điểm liệt"

    class ScoringChoice(models.TextChoices):
        STEPS = Scoring.STEPS.value, "theo bước điểm"
        LEVELS = Scoring.LEVELS.value, "chọn một mức"
        FREE = Scoring.FREE.value, "điểm bất kỳ tới tối đa"

    class GiverChoice(models.TextChoices):
        SELF = Giver.SELF.value, "đơn vị tự chấm, văn phòng thẩm định"
        VERIFIER = Giver.VERIFIER.value, "chỉ văn phòng chấm"
        ABOVE = Giver.ABOVE.value, "cấp trên cho điểm"

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=200)
    code = models.SlugField(max_length=40)
    text = models.CharField(max_length=400)
    maximum = models.DecimalField(max_digits=6, decimal_places=2)
    step = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    evidence = models.TextField(blank=True, help_text="minh chứng cần có, mỗi dòng một thứ")
    part = models.CharField(max_length=8, choices=PartChoice.choices, default=PartChoice.ORDINARY)
    scoring = models.CharField(max_length=8, choices=ScoringChoice.choices, default=ScoringChoice.STEPS)
    levels = models.JSONField(default=list, blank=True)
    giver = models.CharField(max_length=8, choices=GiverChoice.choices, default=GiverChoice.SELF)
    only_for = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["criteria_set", "order"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code_once"),
            models.CheckConstraint(condition=Q(maximum__gt=0) & Q(step__gt=0), name="criterion_positive"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def rule(self) -> Item:
        """The item as the rules know it."""
        return Item(
            code=self.code,
            maximum=Decimal(self.maximum),
            part=Part(self.part),
            scoring=Scoring(self.scoring),
            step=Decimal(self.step),
            levels=tuple(Decimal(level["points"]) for level in self.levels),
            giver=Giver(self.giver),
            only_for=frozenset(self.only_for),
        )

    @property
    def evidence_lines(self) -> list[str]:
        return self.evidence.splitlines()

    @property
    def level_rows(self) -> list[tuple[Decimal, str]]:
        """Points and words of each level, the fewest points first."""
        return sorted((Decimal(level["points"]), level["text"]) for level in self.levels)


class ClassThreshold(models.Model):
    """A class of the set, held from *min_total* points (or percent) upwards; its name belongs to the set.

    *met_percent*: share of criteria that must be met, too, or with *met_is_over* exceeded; *no_zero*: no item may be at 0;
    *kind*: only for that kind of unit.
    """

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(max_length=80)
    min_total = models.DecimalField(max_digits=6, decimal_places=2)
    met_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    met_is_over = models.BooleanField(default=False)
    no_zero = models.BooleanField(default=False)
    kind = models.SlugField(max_length=40, blank=True)

    class Meta:
        ordering = ["criteria_set", "kind", "-min_total"]
        constraints = [models.UniqueConstraint(fields=["criteria_set", "kind", "min_total"], name="class_threshold_once_a_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def band(self) -> Band:
        """The class as the rules know it."""
        return Band(
            name=self.name,
            min_total=Decimal(self.min_total),
            met_percent=None if self.met_percent is None else Decimal(self.met_percent),
            met_is_over=self.met_is_over,
            no_zero=self.no_zero,
            kind=self.kind,
        )
