"""Tables of the chapter, gathered for Django."""

from kheo.conference.models.ceremony import Award, AwardCall, AwardGroup
from kheo.conference.models.closing import ConclusionNotice, ConclusionOwner, ConclusionPoint, DayRecord
from kheo.conference.models.conferences import AgendaItem, Conference
from kheo.conference.models.guests import Capacity, Guest
from kheo.conference.models.speeches import Speech

__all__ = [
    "AgendaItem",
    "Award",
    "AwardCall",
    "AwardGroup",
    "Capacity",
    "ConclusionNotice",
    "ConclusionOwner",
    "ConclusionPoint",
    "Conference",
    "DayRecord",
    "Guest",
    "Speech",
]
