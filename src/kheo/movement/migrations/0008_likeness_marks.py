"""The index of look-alikes becomes one of marks; both tables were empty and derived, so they are made anew."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("last_year", "lời của năm trước nộp lại"),
    ("two_places", "hai nơi một lời"),
    ("twice", "một nơi, cùng năm, một lời"),
    ("parts", "chép một phần"),
]


class Migration(migrations.Migration):
    dependencies = [("movement", "0007_report_told")]

    operations = [
        migrations.DeleteModel(name="SketchBand"),
        migrations.DeleteModel(name="Sketch"),
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                        to="movement.initiative",
                    ),
                ),
                ("digest", models.CharField(help_text="SHA-256 của lời đã gập dấu: lời đổi thì tính lại", max_length=64)),
                ("length", models.PositiveIntegerField(help_text="số tiếng của lời")),
                ("is_compared", models.BooleanField(default=False, help_text="đã so với mọi mô hình khác")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_compared", False)), fields=["initiative"], name="sketch_not_compared"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SketchMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.IntegerField()),
                (
                    "sketch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="movement.sketch"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["value", "sketch"], name="sketch_mark_value")]},
        ),
        migrations.CreateModel(
            name="Lookalike",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("share", models.DecimalField(decimal_places=3, help_text="phần lời chung, từ 0 đến 1", max_digits=4)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lookalikes", to="movement.initiative"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="movement.initiative"
                    ),
                ),
            ],
            options={
                "ordering": ["-share", "initiative", "other"],
                "constraints": [models.UniqueConstraint(fields=("initiative", "other"), name="lookalike_once")],
            },
        ),
        migrations.AddField(
            model_name="likeness",
            name="digest",
            field=models.CharField(
                blank=True, help_text="SHA-256 của hai lời khi quyết định: lời đổi thì hỏi lại", max_length=64
            ),
        ),
    ]
