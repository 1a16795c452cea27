"""The chapter's named figures."""

from kheo.democracy.figures.agencies import FIGURES as AGENCY_FIGURES
from kheo.foundation.figures import FigureDefinition

FIGURES: tuple[FigureDefinition, ...] = (*AGENCY_FIGURES,)
