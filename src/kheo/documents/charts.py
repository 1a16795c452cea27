"""A chart of a paper: drawn by typst in both kinds of file, as lines in the PDF and as a picture in the .docx."""

from typing import Any

from kheo.documents.content import BarChart
from kheo.documents.fonts import line_width
from kheo.documents.printing import breakable
from kheo.documents.rules import Layout
from kheo.documents.typesetting import typeset_picture

# Dots to the inch of the picture in a .docx: as sharp as an office's printer.
DOTS = 300
# A label takes at most this share of the line and breaks after that.
LABEL_SHARE = 0.4
# A picture exactly as wide as the text is a hair wider after rounding, and LibreOffice pushes it over the margin.
SPARE = 1.0


def picture_width(layout: Layout) -> float:
    """Width in mm of the picture in a .docx."""
    return layout.text_width - SPARE


def chart_data(chart: BarChart, layout: Layout, spare: float = 0.0) -> dict[str, Any]:
    """Return *chart* for the template; lengths in mm, each bar's as a share of the longest; *spare* of the line stays free."""
    width = layout.text_width - spare
    size = layout.table
    most = max(bar.value for bar in chart.bars) or 1
    label = min(max(line_width(bar.label, size) for bar in chart.bars) + 1, width * LABEL_SHARE)
    number = max(line_width(bar.text, size, bold=True) for bar in chart.bars) + 3
    return {
        "title": chart.title,
        "measure": chart.measure,
        "source": chart.source,
        "alternative": chart.alternative,
        "size": size,
        "width": width,
        "label": label,
        "room": width - label - number - 3,
        "bars": [{"label": bar.label, "share": bar.value / most, "text": bar.text} for bar in chart.bars],
    }


def chart_picture(chart: BarChart, layout: Layout) -> bytes:
    """Return the bars of *chart* as PNG, as wide as the text; title and source are words of the paper and not in it."""
    return typeset_picture("chart.typ", breakable(chart_data(chart, layout, SPARE)), DOTS)
