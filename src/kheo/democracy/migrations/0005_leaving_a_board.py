import django.db.models.deletion
from django.db import migrations, models

GROUNDS = [
    ("resigned", "xin thôi"),
    ("trust", "không còn được tín nhiệm"),
    ("duty", "không hoàn thành nhiệm vụ"),
    ("gone", "khuyết: mất, chuyển đi, nhận việc không được ở trong ban"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("democracy", "0004_information_requests"),
    ]

    operations = [
        migrations.AddField("boardmember", "left_ground", models.CharField(blank=True, choices=GROUNDS, max_length=8)),
        migrations.AddField(
            "boardmember",
            "left_paper",
            models.CharField(blank=True, help_text="số, ngày văn bản cho thôi, công nhận cho thôi", max_length=120),
        ),
        migrations.AddField(
            "boardmember",
            "left_vote",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="board_dismissals",
                to="democracy.matter",
            ),
        ),
    ]
