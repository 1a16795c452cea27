"""What a locality has chosen for its rewards: the newest row of each key, else the default."""

from dataclasses import dataclass
from datetime import datetime

from kheo.recognition.models import RewardSetting
from kheo.recognition.rules.choices import CHOICES, Choice


@dataclass(frozen=True)
class Chosen:
    """The value that holds; *reason* is "" and *since* None while nobody chose."""

    key: str
    choice: Choice
    value: str
    reason: str = ""
    since: datetime | None = None

    @property
    def words(self) -> str:
        return self.choice.words(self.value)


def choices_of(locality_id: int) -> dict[str, Chosen]:
    """Key → what holds, for every setting; one query."""
    held = {key: Chosen(key, choice, choice.default) for key, choice in CHOICES.items()}
    for row in RewardSetting.objects.filter(locality=locality_id, key__in=list(CHOICES)).order_by("pk"):
        held[row.key] = Chosen(row.key, CHOICES[row.key], row.value, row.reason, row.set_at)
    return held


def chosen(locality_id: int, key: str) -> Chosen:
    return choices_of(locality_id)[key]
