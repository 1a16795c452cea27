"""What the desk looks at, and what it shows: one thing to do with one act."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kheo.movement.models import Programme
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality


@dataclass(frozen=True)
class Press:
    """An act that needs no typing, done from the desk itself: *url* is where the button sends, *version* what was seen."""

    label: str
    url: str
    version: int


@dataclass(frozen=True)
class DeskItem:
    """One thing to do: *tag* says how it stands (its *tone* is a class of the stylesheet), *why* by when and for what reason.

    *kind* is the word under which many of them are folded, in the plural sense of Vietnamese («nhiệm vụ của đơn vị»);
    *all_url* where all of the kind are seen; *due* orders them: what is late first, then by day, then what has none.
    """

    tag: str
    tone: str
    what: str
    why: str
    act: str
    url: str
    note: str = ""
    kind: str = ""
    all_url: str = ""
    due: date | None = None
    press: Press | None = None
    message: str = ""

    @property
    def is_late(self) -> bool:
        return self.tone == "late"


@dataclass(frozen=True)
class Bench:
    """What the desk looks at: the actor's roles in a locality, its newest programme, and today."""

    actor: Actor
    locality: Locality
    programme: Programme | None
    today: date

    def address(self, name: str, *arguments: object) -> str:
        return reverse(name, args=[self.locality.code, *arguments])

    def only(self, role: str) -> Actor:
        """The actor with the positions of one role alone: what somebody is asked as that, not as anything else held."""
        return self.actor.with_only(grant for grant in self.actor.grants if grant.role == role)

    def days_left(self, due: date) -> str:
        """«quá hạn 3 ngày», «hạn hôm nay», «còn 5 ngày»."""
        left = (due - self.today).days
        if left < 0:
            return f"quá hạn {-left} ngày"
        return "hạn hôm nay" if left == 0 else f"còn {left} ngày"

    def standing(self, due: date | None) -> tuple[str, str]:
        """Tag and tone of something that is due on a day."""
        if due is None:
            return "Chờ làm", "wait"
        words = self.days_left(due)
        return words[:1].upper() + words[1:], "late" if due < self.today else "wait"
