"""The chapter's named figures."""

from kheo.democracy.figures.agencies import FIGURES as AGENCY_FIGURES
from kheo.democracy.figures.boards import FIGURES as BOARD_FIGURES
from kheo.democracy.figures.consultations import FIGURES as CONSULTATION_FIGURES
from kheo.democracy.figures.decisions import FIGURES as DECISION_FIGURES
from kheo.democracy.figures.publishing import FIGURES as PUBLISHING_FIGURES
from kheo.foundation.figures import FigureDefinition

FIGURES: tuple[FigureDefinition, ...] = (
    *PUBLISHING_FIGURES, *DECISION_FIGURES, *CONSULTATION_FIGURES, *BOARD_FIGURES, *AGENCY_FIGURES,
)  # fmt: skip
