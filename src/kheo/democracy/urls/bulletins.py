"""The loudspeaker: scripts, schedule, log."""

from django.urls import URLPattern, path

import kheo.organisation.converters  # noqa: F401  registers <place:…> and <paper:…>
from kheo.democracy.views import bulletins

ALL = "<place:place>/dan-chu/quan-ly/loa/"
ONE = f"{ALL}<number:pk>/"
READING = f"{ALL}luot/<number:pk>/"

urlpatterns: list[URLPattern] = [
    path(ALL, bulletins.bulletins, name="bulletins"),
    path(f"{ALL}so-doc/", bulletins.reading_log, name="reading_log"),
    path(f"{ALL}moi/", bulletins.bulletin_new, name="bulletin_new"),
    path(ONE, bulletins.bulletin, name="bulletin"),
    path(f"{ONE}sua/", bulletins.bulletin_edit, name="bulletin_edit"),
    path(f"{ONE}chu-to/", bulletins.bulletin_large, name="bulletin_large"),
    path(f"{ONE}bai-doc.<paper:ending>", bulletins.bulletin_paper, name="bulletin_paper"),
    path(f"{ONE}xep-lich/", bulletins.bulletin_plan, name="bulletin_plan"),
    path(f"{ONE}soat/", bulletins.bulletin_screen, name="bulletin_screen"),
    path(f"{ONE}bo/", bulletins.bulletin_withdraw, name="bulletin_withdraw"),
    path(READING, bulletins.reading_done, name="reading_done"),
    path(f"{READING}bo/", bulletins.reading_unplan, name="reading_unplan"),
]
