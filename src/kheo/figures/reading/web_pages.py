"""A saved web page as text: what stands in its ``<article>`` when it has one, else in its body; a block is a line."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLANKS_ALONE = re.compile(r" {2,}")
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "select", "textarea"})


def text_of_page(markup: str) -> str:
    """The words of *markup*; never fails, for whatever is no markup is text."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.article.text() or reader.whole.text()


class _Words:
    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, piece: str) -> None:
        self._pieces.append(piece)

    def text(self) -> str:
        lines = (_BLANKS_ALONE.sub(" ", line).strip() for line in "".join(self._pieces).split("\n"))
        return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.whole, self.article = _Words(), _Words()
        self._unseen: list[str] = []
        self._articles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the library's call
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag == "article":
            self._articles += 1
        if tag in _CELLS:
            self._put("\t")
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        self._break(tag)
        if tag == "article" and self._articles:
            self._articles -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._put(_BLANKS.sub(" ", data))  # line ends of the source are blanks to a reader of the page

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._put("\n")

    def _put(self, piece: str) -> None:
        self.whole.add(piece)
        if self._articles:
            self.article.add(piece)
