"""What the demo's people have read already: nobody finds the notices of a year long past, or of work that is done."""

from django.utils import timezone

from kheo.directives.models import Task
from kheo.directives.queries.tasks import address_of
from kheo.organisation.actions.notices import read_all, read_notice
from kheo.organisation.authority import Actor, actor_of
from kheo.organisation.models import Account, Locality
from kheo.organisation.queries.notices import unread


def read_everything(locality: Locality) -> None:
    """Let every account of *locality* have read what was sent to its positions."""
    for actor in _actors(locality):
        newest = unread(actor, locality, timezone.localdate()).order_by("-pk").first()
        if newest is not None:
            read_all(actor, locality, newest.pk)


def read_but_newest(locality: Locality, kept: int = 5) -> None:
    """Let every account have read what was sent to its positions but the *kept* newest: nobody comes back to a heap."""
    for actor in _actors(locality):
        older = unread(actor, locality, timezone.localdate()).order_by("-pk").values_list("pk", flat=True)[kept:].first()
        if older is not None:
            read_all(actor, locality, older)


def read_of_done(locality: Locality) -> None:
    """Let every account have read what it was told of tasks that are done or called off; the rest waits to be read."""
    over = Task.objects.filter(locality=locality, state__in=[Task.State.DONE, Task.State.CANCELLED]).select_related("locality")
    paths = {address_of(task) for task in over}
    for actor in _actors(locality):
        for notice in unread(actor, locality, timezone.localdate()).filter(path__in=paths):
            read_notice(actor, locality, notice)


def _actors(locality: Locality) -> list[Actor]:
    accounts = Account.objects.filter(person__locality=locality).order_by("pk")
    return [actor_of(account, timezone.localdate()) for account in accounts]
