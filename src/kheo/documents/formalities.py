"""The standing words of a paper's head and foot, which differ between the two layouts."""

from datetime import date

from kheo.documents.content import LayoutKind, Paper
from kheo.documents.fonts import line_width

PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
STAR = "*"
DRAFT = "DỰ THẢO"
RECIPIENTS = "Nơi nhận:"
BLANK_NUMBER = "……"
BLANK_DATE = "…"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# Phrases that a head never breaks, in both spellings of the tone mark.
TOGETHER = (
    "UỶ BAN NHÂN DÂN",
    "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "MẶT TRẬN TỔ QUỐC",
    "BAN CHỈ ĐẠO",
    "“DÂN VẬN KHÉO”",
    "THỊ XÃ",
    "THÀNH PHỐ",
)


def title_lines(layout: LayoutKind) -> tuple[str, ...]:
    """Top right: the Party's name, or the national title and motto."""
    return (PARTY_TITLE,) if layout == "party" else (NATIONAL_TITLE, MOTTO)


def written_date(on: date | None, year: int | None = None) -> str:
    """«ngày 05 tháng 02 năm 2024»: a naught before days to 9 and before January and February (Decree 30/2020, Annex I)."""
    if on is None:
        return f"ngày {BLANK_DATE} tháng {BLANK_DATE} năm {year}"
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def copy_kept(layout: str, short_name: str) -> str:
    """The last of those who get a paper: the records office (VT) in the administrative layout (Decree 30/2020, Annex I).

    A Party paper names the body that keeps it, *short_name*.
    """
    return f"Lưu {short_name}" if layout == "party" else "Lưu: VT"


def name_lines(name: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """A body's name for the head: capitals, in lines of about the same length that fit *width* mm, no fixed phrase torn apart."""
    words = name.upper()
    for phrase in TOGETHER:
        words = words.replace(phrase, phrase.replace(" ", NO_BREAK_SPACE))
    lines = _filled(words.split(" "), width, size, bold=bold)
    while len(lines) > 1:
        narrower = max(line_width(line, size, bold=bold) for line in lines) - 0.1
        trial = _filled(words.split(" "), narrower, size, bold=bold)
        if len(trial) > len(lines) or any(line_width(line, size, bold=bold) > narrower for line in trial):
            break
        lines = trial
    return tuple(line.replace(NO_BREAK_SPACE, " ") for line in lines if line)


def _filled(words: list[str], width: float, size: float, *, bold: bool) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if line_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def place_and_date(paper: Paper) -> str:
    return f"{paper.place}, {written_date(paper.on, paper.year)}"


def number_on(paper: Paper) -> str:
    """The number as printed, the dotted blank in its place while it is open."""
    return paper.number or paper.number_template.replace("…", BLANK_NUMBER, 1)


def number_line(paper: Paper) -> str:
    """«Số 12-QĐ/BCĐ» in Party papers, «Số: 12/QĐ-UBND» in administrative ones; "" for what has no number."""
    if not number_on(paper):
        return ""
    word = "Số" if paper.layout == "party" else "Số:"
    return f"{word}{NO_BREAK_SPACE}{number_on(paper)}"


def annex_line(paper: Paper) -> str:
    """Under an annex's title: the paper it belongs to, so that a loose sheet can be put back."""
    kind, number = paper.title.capitalize(), number_on(paper)
    named = f"{kind} số {number}" if number else kind
    return f"(Kèm theo {named} {written_date(paper.on, paper.year)} của {paper.issuer})"


def basis_line(text: str, layout: LayoutKind) -> str:
    """Party papers put a dash before each «Căn cứ»; administrative ones do not."""
    return f"- {text}" if layout == "party" else text


def recipient_lines(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """«- …;» for each and «- ….» for the last; marks already typed are not doubled."""
    bare = [recipient.strip().lstrip("-–").strip().rstrip(";.,") for recipient in recipients]
    return tuple(f"- {name}{'.' if index == len(bare) - 1 else ';'}" for index, name in enumerate(bare))


def document_title(paper: Paper) -> str:
    """The title in the file's properties: «Quyết định về việc …»."""
    return f"{paper.title.capitalize()} {paper.subject}".strip()
