"""Every write of the news room, gathered: drafting, editing, pictures, publishing."""

from kheo.reporting.actions.news.drafting import NewsContent, discard_news, draft_news, edit_news
from kheo.reporting.actions.news.pictures import add_picture, describe_picture, move_picture, remove_picture
from kheo.reporting.actions.news.publishing import correct_news, publish_news, withdraw_news

__all__ = [
    "NewsContent",
    "add_picture",
    "correct_news",
    "describe_picture",
    "discard_news",
    "draft_news",
    "edit_news",
    "move_picture",
    "publish_news",
    "remove_picture",
    "withdraw_news",
]
