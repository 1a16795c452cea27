"""What the communities of a locality and their heads are called on a day."""

from dataclasses import dataclass
from datetime import date

from kheo.foundation.rules import NoRuleInForceError
from kheo.organisation.models import Locality, UnitVersion
from kheo.organisation.queries.units import version_on
from kheo.organisation.rules.villages import HEADS, kind_of, village_words


@dataclass(frozen=True)
class Terms:
    """*community*: «thôn», «tổ dân phố»; *head*: «Trưởng thôn», «Tổ trưởng tổ dân phố»."""

    community: str
    head: str

    def say(self, text: str) -> str:
        """*text*, which names both kinds of communities and of heads as the law does, in the one word that is meant here."""
        if self == BOTH:
            return text
        for both, one in (
            ("Trưởng thôn, Tổ trưởng tổ dân phố", self.head),
            ("Trưởng thôn, Tổ trưởng", self.head),
            ("Trưởng thôn, tổ trưởng", self.head),
            ("trưởng thôn, tổ trưởng", self.head.lower()),
            ("Thôn, tổ dân phố", self.community.capitalize()),
            ("thôn, tổ dân phố", self.community),
        ):
            text = text.replace(both, one)
        return text


BOTH = Terms("thôn, tổ dân phố", "Trưởng thôn, Tổ trưởng tổ dân phố")


def terms_of(locality: Locality, day: date) -> Terms:
    """The words of a commune or ward; both kinds where the locality is wider than one or no rule holds."""
    version = version_on(locality.unit_id, day)
    try:
        words = village_words(version.type if version else "", day)
    except NoRuleInForceError:
        return BOTH
    return Terms(words.community, words.head)


def terms_of_village(version: UnitVersion | None) -> Terms:
    """The words of one community, by its own name: «Xóm 3» is a thôn."""
    return terms_named(version.name if version else "")


def terms_named(name: str) -> Terms:
    """The words of a community called *name*; both kinds where it does not say."""
    kind = kind_of(name)
    return Terms(kind, HEADS[kind]) if kind else BOTH
