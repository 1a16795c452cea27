"""How wide the columns of a table are, for both kinds of file."""

from kheo.documents.content import Table
from kheo.documents.fonts import line_width

# Between a cell's edge and its text on either side, in mm.
PADDING = 1.8
# A column may claim at most this share of the line for its longest word; a longer word is broken.
MOST = 0.35


def column_widths(table: Table, width: float, size: float) -> tuple[float, ...]:
    """Return widths in mm that fill *width*: the columns' shares, but none too narrow for its longest word at *size* points."""
    total = sum(column.width for column in table.columns)
    shares = [column.width / total * width for column in table.columns]
    needs = [_need(table, index, width, size) for index in range(len(shares))]
    if sum(needs) > width:
        return tuple(need / sum(needs) * width for need in needs)
    # What the narrow columns lack is taken from the room that the others have to spare.
    lack = sum(max(0.0, need - share) for need, share in zip(needs, shares, strict=True))
    spare = sum(max(0.0, share - need) for need, share in zip(needs, shares, strict=True))
    kept = 1 - lack / spare if spare else 1.0
    return tuple(need + max(0.0, share - need) * kept for need, share in zip(needs, shares, strict=True))


def _need(table: Table, index: int, width: float, size: float) -> float:
    words = {word for row in table.rows for word in row[index].split()}
    titles = table.columns[index].title.split()
    longest = max(
        max((line_width(word, size) for word in words), default=0.0),
        max((line_width(word, size, bold=True) for word in titles), default=0.0),
    )
    return min(longest + 2 * PADDING + 0.5, width * MOST)
