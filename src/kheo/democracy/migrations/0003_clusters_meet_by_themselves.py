from datetime import date, time

import django.db.models.deletion
from django.db import migrations, models


def meet_when_the_village_meets(apps, schema_editor):
    """Clusters that were planned before each had a day of its own met when the village was told it would."""
    cluster = apps.get_model("democracy", "MeetingCluster")
    for one in cluster.objects.select_related("meeting__round"):
        cluster.objects.filter(pk=one.pk).update(on=one.meeting.round.planned_on, starts_at=one.meeting.starts_at)


def votes(help_text=""):
    return models.PositiveIntegerField(blank=True, help_text=help_text, null=True)


class Migration(migrations.Migration):

    dependencies = [
        ("democracy", "0002_masked_copies"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="countingmember", name="counting_order"),
        migrations.AddField(
            model_name="attendance",
            name="cluster",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendances",
                to="democracy.meetingcluster",
            ),
        ),
        migrations.AddField(
            model_name="countingmember",
            name="cluster",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="counting",
                to="democracy.meetingcluster",
            ),
        ),
        migrations.AddField(
            model_name="meetingcluster",
            name="on",
            field=models.DateField(default=date(2023, 7, 1), help_text="ngày họp cụm"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meetingcluster",
            name="starts_at",
            field=models.TimeField(default=time(19, 30)),
            preserve_default=False,
        ),
        migrations.AddField("meetingcluster", "secretary", models.CharField(blank=True, max_length=120)),
        migrations.AddField("meetingcluster", "secretary_votes", votes()),
        migrations.AddField(
            "meetingcluster",
            "vote_way",
            models.CharField(blank=True, choices=[("hands", "giơ tay"), ("secret", "bỏ phiếu kín")], max_length=8),
        ),
        migrations.AddField("meetingcluster", "way_votes", votes()),
        migrations.AddField("meetingcluster", "board_votes", votes()),
        migrations.AddField("meetingcluster", "opinions", models.TextField(blank=True, help_text="ý kiến thảo luận")),
        migrations.AddField("meetingcluster", "conclusion", models.TextField(blank=True)),
        migrations.AddField("meetingcluster", "version", models.PositiveIntegerField(default=1)),
        migrations.AddField("meetingcluster", "present", votes("số đại diện hộ có mặt ở cụm")),
        migrations.AddField("meetingcluster", "votes_for", votes()),
        migrations.AddField("meetingcluster", "votes_against", votes()),
        migrations.AddField("meetingcluster", "votes_other", votes("ý kiến khác, phiếu không hợp lệ")),
        migrations.AlterField(
            "meetingcluster", "leader", models.CharField(help_text="người triệu tập, chủ trì", max_length=120)
        ),
        migrations.AddConstraint(
            model_name="countingmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cluster", None)), fields=("meeting", "order"), name="counting_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="countingmember",
            constraint=models.UniqueConstraint(fields=("cluster", "order"), name="counting_order_in_cluster"),
        ),
        migrations.RunPython(meet_when_the_village_meets, migrations.RunPython.noop),
    ]
