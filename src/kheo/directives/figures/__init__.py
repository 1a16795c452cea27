"""The chapter's named figures."""

from kheo.directives.figures.activities import FIGURES as ACTIVITY_FIGURES
from kheo.directives.figures.tasks import FIGURES as TASK_FIGURES
from kheo.foundation.figures import FigureDefinition

FIGURES: tuple[FigureDefinition, ...] = (*TASK_FIGURES, *ACTIVITY_FIGURES)
