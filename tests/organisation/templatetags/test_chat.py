"""The text to paste into a chat: what, what else, where, one a line."""

from django.template import engines

from kheo.organisation.templatetags.chat import message_text


def test_the_text_ends_with_the_absolute_link(settings):
    settings.KHEO_PUBLIC_URL = "https://kheo.example"
    assert message_text("Nhiệm vụ mới", "/gso2024-349/nhiem-vu/7/", "Hạn 30/06.") == (
        "Nhiệm vụ mới\nHạn 30/06.\nhttps://kheo.example/gso2024-349/nhiem-vu/7/"
    )
    assert message_text("Tin", "/a/") == "Tin\nhttps://kheo.example/a/"
    assert message_text("Tin", "https://khac.example/b") == "Tin\nhttps://khac.example/b"


def test_the_tag_stands_in_every_template_and_escapes_what_it_is_given(settings):
    settings.KHEO_PUBLIC_URL = "https://kheo.example"
    page = engines["django"].from_string('{% copy_message "</textarea><b>" "/a/" %}').render()
    assert "&lt;/textarea&gt;&lt;b&gt;\nhttps://kheo.example/a/</textarea>" in page
    assert '<textarea readonly rows="3">' in page
    assert "hidden>Chép</button>" in page  # without a script there is no button that does nothing
