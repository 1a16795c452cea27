"""Rows locked for a step: the conference first, then what belongs to it, so that nothing moves while one is closed.

The lock leaves the key alone (``no_key``): whoever only points a new row at the conference does not wait, and two who hold a
row each never wait for one another on PostgreSQL.
"""

from kheo.conference.models import Conference, Guest, Speech
from kheo.conference.workflow import CONFERENCE, SPEECH
from kheo.foundation.refusal import RefusedError, require_version

CLOSED = "Hội nghị đã bế mạc, hồ sơ đã khoá; không sửa được nữa."


def lock_conference(conference: Conference | int, step: str = "conference.edit", version: int | None = None) -> Conference:
    """Lock the conference and take *step* on it; refuse a wrong state, and a stale *version* where one is given."""
    key = conference.pk if isinstance(conference, Conference) else conference
    locked = (
        Conference.objects.select_for_update(of=("self",), no_key=True)
        .select_related("locality__unit", "programme__locality__unit", "host__unit")
        .filter(pk=key)
        .first()
    )
    if locked is None:
        raise RefusedError("Hội nghị này vừa bị người khác xoá. Về danh sách hội nghị để xem.")
    if step == "conference.edit" and locked.state == Conference.State.CLOSED:
        raise RefusedError(CLOSED)
    locked.state = CONFERENCE.target(step, locked.state)
    if version is not None:
        require_version(version, locked.version)
    return locked


def lock_guest(guest: Guest, version: int) -> Guest:
    """Lock the guest's conference, then the guest."""
    lock_conference(guest.conference_id)
    locked = (
        Guest.objects.select_for_update(of=("self",))
        .select_related("conference__locality__unit", "person", "unit", "body")
        .filter(pk=guest.pk)
        .first()
    )
    if locked is None:
        raise RefusedError("Khách mời này vừa được bỏ khỏi danh sách. Về danh sách khách mời để xem.")
    require_version(version, locked.version)
    return locked


def lock_speech(speech: Speech, step: str, version: int) -> Speech:
    """Lock the speech's conference, then the speech, and take *step* on it."""
    lock_conference(speech.conference_id)
    locked = (
        Speech.objects.select_for_update(of=("self",))
        .select_related("conference__locality__unit", "unit", "body")
        .filter(pk=speech.pk)
        .first()
    )
    if locked is None:
        raise RefusedError("Bài này vừa được bỏ khỏi danh sách. Về trang hội nghị để xem.")
    locked.state = SPEECH.target(step, locked.state)
    require_version(version, locked.version)
    return locked
