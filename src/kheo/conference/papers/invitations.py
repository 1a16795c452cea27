"""Invitations: one paper a head, all in one file; the guest's capacities in full, the order of the day under it."""

from kheo.conference.models import Conference
from kheo.conference.papers.frame import frame
from kheo.conference.papers.programme import programme_table, when
from kheo.conference.queries.guests import ShownGuest, groups_of
from kheo.documents.content import Block, Heading, Paper, Paragraph
from kheo.documents.formalities import copy_kept
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import begin_small
from kheo.organisation.models import Body


def invitation_papers(conference: Conference) -> list[Paper]:
    """One invitation for each head, in the order of the list; refused while nobody is invited."""
    guests = [row for group in groups_of(conference) for row in group.guests]
    if not guests:
        raise RefusedError("Chưa mời ai; chọn khách mời rồi in giấy mời.")
    programme: tuple[Block, ...] = (Heading("Chương trình làm việc", 2), programme_table(conference))
    shared = frame(conference, "giấy mời", "GM")
    return [
        Paper(
            title="Giấy mời",
            subject=f"dự {begin_small(conference.title)}",
            blocks=(*_words(conference, guest), *programme, Paragraph("Rất hân hạnh được đón tiếp.")),
            recipients=("Như trên", copy_kept(conference.host.layout, conference.host.short_name)),
            **shared,
        )
        for guest in guests
    ]


def invited(guest: ShownGuest) -> str:
    """«Đồng chí Cá nhân 01, Phó Bí thư Thị uỷ Duy Tiên; Chủ tịch Hội đồng nhân dân»: the person with every capacity."""
    capacities = "; ".join(guest.titles)
    if guest.guest.person is None:
        return "; ".join([guest.name, *guest.titles]) if guest.titles else _from(guest)
    return f"Đồng chí {guest.name}, {capacities}" if capacities else f"Đồng chí {guest.name}"


def _from(guest: ShownGuest) -> str:
    named = guest.name.casefold()
    return guest.name if guest.place.casefold() in named or named == guest.place.casefold() else f"{guest.name}, {guest.place}"


def _words(conference: Conference, guest: ShownGuest) -> list[Block]:
    words: list[Block] = [
        Paragraph(f"{conference.host.name} trân trọng kính mời: {invited(guest)}."),
        Paragraph(f"Thời gian: {when(conference)}."),
        Paragraph(f"Địa điểm: {conference.venue}."),
        Paragraph(f"Chủ trì: {conference.chair_title}."),
    ]
    # The form of Decree 30/2020 (Annex III) has this line; a Party paper says it in its subject, and stays on one page.
    if conference.host.layout == Body.Layout.ADMINISTRATIVE:
        words.insert(1, Paragraph(f"Tới dự: {conference.title}."))
    if conference.note:
        words.append(Paragraph(f"Lưu ý: {conference.note}"))
    return words
