"""«Chép tin nhắn»: a ready text with its link, to paste into whatever chat the office already talks in.

In any template (no ``{% load %}`` needed)::

    {% url "conference:conference" locality.code conference.pk as address %}
    {% copy_message "Mời dự Hội nghị tổng kết ngày 08/01/2025" address "Xin trả lời trước ngày 05/01." %}

The first argument says what it is about, the second is the page's own path (with or without the site's address), the third
what else the reader should know. It works without a script: the text stands in a field to be selected.
"""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


def message_text(subject: str, path: str, text: str = "") -> str:
    """The text to paste: subject, what else there is to know, and the absolute link, one a line."""
    link = path if path.startswith(("https://", "http://")) else f"{settings.KHEO_PUBLIC_URL}{path}"
    return "\n".join(line for line in (subject, text, link) if line)


@register.inclusion_tag("organisation/copy_message.html")
def copy_message(subject: str, path: str, text: str = "", label: str = "Chép tin nhắn") -> dict[str, Any]:
    """A folded field with the text and, where a script may run, a button that copies it."""
    message = message_text(subject, path, text)
    return {"message": message, "label": label, "lines": message.count("\n") + 2}
