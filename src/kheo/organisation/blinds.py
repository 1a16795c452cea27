"""Who may not see whose things they judge, asked of later chapters without knowing them.

A chapter that lets people judge without names has a module ``blinds`` with a :class:`Blinds` of its own and calls
:func:`register` in it; Django imports that module when the apps are ready. While somebody is blind in a locality, the authority
table is read more narrowly for them: only rows marked ``blind``, and what is their own unit's, stay open (``find_grant``).
"""

from collections.abc import Collection


class Blinds:
    """What one chapter says; the empty answer."""

    def localities(self, person: int, councils: Collection[str]) -> set[str]:  # noqa: ARG002  for chapters to answer
        """Codes of the localities in which *person* (primary key) judges without names; *councils*: where the role is held."""
        return set()

    def hide(self, locality: str, texts: Collection[str]) -> list[str]:  # noqa: ARG002  for chapters to answer
        """*texts* (of notices) without the names of the locality's units, bodies and people, in their order."""
        return list(texts)


_chapters: dict[str, Blinds] = {}


def register(chapter: Blinds) -> None:
    _chapters[type(chapter).__module__] = chapter


def blind_in(person: int, councils: Collection[str]) -> frozenset[str]:
    return frozenset(code for chapter in _chapters.values() for code in chapter.localities(person, councils))


def without_names(locality: str, texts: Collection[str]) -> list[str]:
    hidden = list(texts)
    for chapter in _chapters.values():
        hidden = chapter.hide(locality, hidden)
    return hidden
