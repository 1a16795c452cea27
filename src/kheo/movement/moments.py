"""What later chapters know of the course of a registration: told on its timeline without knowing those chapters.

A chapter that has something to tell has a module ``moments`` with a :class:`Moments` of its own and calls :func:`register` in
it; Django imports that module when the apps are ready (see ``movement.apps``).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from kheo.movement.models import Registration


@dataclass(frozen=True)
class Moment:
    """One thing that happened on a day. *by*: the account that wrote it, its name is only for whoever may know it.

    *is_public*: a public fact, without names (launched, recognised). *is_paper*: it stands among the papers as well.
    *digest*: SHA-256 of its file.
    """

    on: date
    what: str
    detail: str = ""
    url: str = ""
    by: int | None = None
    digest: str = ""
    is_public: bool = False
    is_paper: bool = False


class Moments:
    """What one chapter tells; the empty answer is none."""

    def of(self, registrations: Collection[Registration]) -> dict[int, list[Moment]]:  # noqa: ARG002  for chapters to answer
        """Moments by primary key of the registration; a constant number of queries."""
        return {}


_chapters: dict[str, Moments] = {}


def register(chapter: Moments) -> None:
    _chapters[type(chapter).__module__] = chapter


def moments_of(registrations: Collection[Registration]) -> Iterator[tuple[int, Moment]]:
    for chapter in _chapters.values():
        for key, moments in chapter.of(registrations).items():
            for one in moments:
                yield key, one
