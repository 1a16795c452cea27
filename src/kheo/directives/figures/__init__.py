"""The chapter's named figures."""

from kheo.directives.figures.activities import FIGURES as ACTIVITY_FIGURES
from kheo.foundation.figures import FigureDefinition

FIGURES: tuple[FigureDefinition, ...] = (*ACTIVITY_FIGURES,)
