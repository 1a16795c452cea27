"""The team that asks the households, written down with the plan of its round."""

from collections.abc import Sequence

from kheo.democracy.models import Round, TeamMember
from kheo.democracy.rules.voting import Member
from kheo.foundation.text import tidy


def set_team(held: Round, members: Sequence[Member]) -> None:
    """Replace the team of *held*; the caller holds its row and has asked the rules."""
    TeamMember.objects.filter(round=held).delete()
    TeamMember.objects.bulk_create(
        TeamMember(round=held, name=tidy(member.name), part=member.part, leads=member.leads) for member in members
    )
