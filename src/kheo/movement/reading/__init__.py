"""A list of initiatives as an office keeps it, read into draft rows. No database, no Django."""

from kheo.movement.reading.drafts import DraftRow, InitiativeSheet, Refusal, UnitMatch
from kheo.movement.reading.lists import Asked, read_initiatives
from kheo.movement.reading.template import template_xlsx

__all__ = ["Asked", "DraftRow", "InitiativeSheet", "Refusal", "UnitMatch", "read_initiatives", "template_xlsx"]
