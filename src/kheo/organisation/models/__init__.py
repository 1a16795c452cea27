"""Tables of the chapter, gathered for Django."""

from kheo.organisation.models.bodies import Body, FormerWords, Locality
from kheo.organisation.models.notices import Notice
from kheo.organisation.models.people import Account, AccountManager, Handover, Person, Position, Role
from kheo.organisation.models.units import Held, Succession, Unit, UnitVersion

__all__ = [
    "Account",
    "AccountManager",
    "Body",
    "FormerWords",
    "Handover",
    "Held",
    "Locality",
    "Notice",
    "Person",
    "Position",
    "Role",
    "Succession",
    "Unit",
    "UnitVersion",
]
