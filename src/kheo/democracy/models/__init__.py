"""Tables of the chapter, gathered for Django."""

from kheo.democracy.models.households import Household
from kheo.democracy.models.matters import Form, Matter, Round, Scope

__all__ = ["Form", "Household", "Matter", "Round", "Scope"]
