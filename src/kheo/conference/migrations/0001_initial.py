import django.db.models.deletion
from django.db import migrations, models

from kheo.foundation.new_tables import together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directives', '0001_initial'),
        ('foundation', '0001_initial'),
        ('movement', '0001_initial'),
        ('organisation', '0002_account_email_notice'),
        ('recognition', '0001_initial'),
    ]

    operations = together([
        migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('held_on', models.DateField()),
                ('starts_at', models.TimeField()),
                ('venue', models.CharField(max_length=200)),
                ('place_name', models.CharField(help_text='địa danh trước ngày tháng trên văn bản: «Duy Tiên»', max_length=80)),
                ('chair_title', models.CharField(help_text='chức vụ người chủ trì, như sẽ in', max_length=200)),
                ('note', models.CharField(blank=True, help_text='điều cần nhắc trong giấy mời: trang phục, tài liệu, xe', max_length=600)),
                ('state', models.CharField(choices=[('preparing', 'đang chuẩn bị'), ('open', 'đang họp'), ('closed', 'đã bế mạc')], default='preparing', max_length=10)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('stage_version', models.PositiveIntegerField(default=1, help_text='đổi mỗi lần lễ trao chuyển bước: hai người không cùng bấm một lần')),
                ('stage_covered', models.BooleanField(default=True, help_text='màn hình lớn chỉ hiện tiêu đề nhóm, chưa hiện tên: lúc đầu, giữa hai nhóm, khi cần che')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('host', models.ForeignKey(help_text='cơ quan triệu tập, ký giấy mời', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='organisation.locality')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='movement.programme')),
            ],
            options={
                'ordering': ['-held_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'held_on'), name='conference_once_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None)), _connector='OR'), name='closed_conference_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='AwardGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(help_text='lời giới thiệu nhóm', max_length=300)),
                ('presenter', models.CharField(blank=True, help_text='chức vụ người trao', max_length=200)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recognition.decision')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='award_groups', to='conference.conference')),
            ],
            options={
                'ordering': ['conference', 'order'],
                'constraints': [models.UniqueConstraint(fields=('conference', 'order'), name='award_group_order'), models.UniqueConstraint(fields=('conference', 'decision'), name='one_group_a_decision')],
            },
        ),
        migrations.CreateModel(
            name='ConclusionPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=600)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('measure', models.CharField(blank=True, help_text='làm đến đâu là xong', max_length=300)),
                ('value', models.DecimalField(blank=True, decimal_places=2, help_text='con số phải đạt; trống: nhiệm vụ', max_digits=16, null=True)),
                ('value_measure', models.CharField(blank=True, help_text='đơn vị tính của con số', max_length=60)),
                ('figure', models.CharField(blank=True, help_text='khoá của số liệu trong sổ', max_length=60)),
                ('looked_at', models.BooleanField(default=False, help_text='cơ quan thường trực đã xem: nơi làm, hạn')),
                ('version', models.PositiveIntegerField(default=1)),
                ('requirement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.requirement')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='conference.conference')),
            ],
            options={
                'ordering': ['conference', 'order'],
                'constraints': [models.UniqueConstraint(fields=('conference', 'order'), name='conclusion_point_order')],
            },
        ),
        migrations.CreateModel(
            name='ConclusionNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signer_authority', models.CharField(max_length=120)),
                ('signer_position', models.CharField(blank=True, max_length=120)),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('number', models.CharField(blank=True, help_text='như in trên văn bản: «12-TB/TU», «12/TB-UBND»', max_length=60)),
                ('number_order', models.PositiveIntegerField(blank=True, editable=False, help_text='phần số, để xét thứ tự', null=True)),
                ('number_key', models.CharField(blank=True, editable=False, help_text='số và ký hiệu, bỏ khác biệt cách gõ', max_length=80)),
                ('number_year', models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                ('date', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('signed_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
                ('conference', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='conference.conference')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('date', None)), models.Q(models.Q(('number', ''), _negated=True), ('date__isnull', False)), _connector='OR'), name='notice_number_and_date_together'), models.UniqueConstraint(condition=models.Q(('number_year__isnull', False)), fields=('body', 'number_year', 'number_key'), name='notice_number_once_a_year')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('opening', 'khai mạc, giới thiệu đại biểu'), ('report', 'báo cáo'), ('contributions', 'tham luận'), ('directing', 'phát biểu chỉ đạo'), ('ceremony', 'trao tặng, khen thưởng'), ('conclusion', 'kết luận, bế mạc'), ('other', 'việc khác')], max_length=14)),
                ('title', models.CharField(max_length=200)),
                ('minutes', models.PositiveSmallIntegerField(help_text='thời lượng, phút')),
                ('by', models.CharField(blank=True, help_text='ai làm: chức vụ hoặc bộ phận', max_length=200)),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='conference.conference')),
            ],
            options={
                'ordering': ['conference', 'order'],
                'constraints': [models.UniqueConstraint(fields=('conference', 'order'), name='agenda_order')],
            },
        ),
        migrations.CreateModel(
            name='DayRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('closed_by', models.BigIntegerField(null=True)),
                ('closed_at', models.DateTimeField(auto_now_add=True)),
                ('conference', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='conference.conference')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('superior', 'đại biểu cấp trên'), ('leaders', 'lãnh đạo địa phương'), ('committee', 'thành viên ban chỉ đạo'), ('agencies', 'cơ quan, ban, ngành, đoàn thể'), ('grassroots', 'xã, phường, cơ sở'), ('honoured', 'tập thể, cá nhân được tuyên dương')], max_length=10)),
                ('order', models.PositiveSmallIntegerField()),
                ('label', models.CharField(blank=True, help_text='khi không có chức vụ: tên tập thể được mời', max_length=200)),
                ('answer', models.CharField(choices=[('none', 'chưa trả lời'), ('yes', 'sẽ dự'), ('substitute', 'cử người dự thay'), ('no', 'xin vắng')], default='none', max_length=10)),
                ('attendance', models.CharField(choices=[('unknown', 'chưa điểm danh'), ('present', 'có mặt'), ('substitute', 'người dự thay có mặt'), ('absent', 'vắng')], default='unknown', max_length=10)),
                ('stand_in', models.CharField(blank=True, help_text='chức vụ người dự thay', max_length=200)),
                ('told_at', models.DateTimeField(blank=True, help_text='giấy mời đã gửi lúc nào', null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='conference.conference')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person')),
                ('unit', models.ForeignKey(help_text='đơn vị của người được mời', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['conference', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('conference', 'person'), name='one_head_one_guest')],
            },
        ),
        migrations.CreateModel(
            name='Speech',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('report', 'báo cáo'), ('contribution', 'tham luận'), ('directing', 'phát biểu chỉ đạo'), ('conclusion', 'kết luận')], max_length=12)),
                ('speaker_title', models.CharField(blank=True, help_text='chức vụ người trình bày', max_length=200)),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField(blank=True, max_length=40000)),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='thứ tự trình bày')),
                ('minutes', models.PositiveSmallIntegerField(default=7)),
                ('due_on', models.DateField(blank=True, help_text='hạn gửi bài', null=True)),
                ('state', models.CharField(choices=[('called', 'đã đề nghị, chờ bài'), ('received', 'đã nhận bài'), ('chosen', 'trình bày tại hội nghị'), ('printed', 'in trong tập tài liệu'), ('delivered', 'đã trình bày')], default='called', max_length=10)),
                ('reply', models.CharField(blank=True, help_text='lời của cơ quan thường trực khi trả bài', max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speeches', to='conference.conference')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['conference', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('receiver', models.CharField(blank=True, max_length=200)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='recognition.decisionline')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awards', to='conference.awardgroup')),
            ],
            options={
                'ordering': ['group', 'order'],
                'constraints': [models.UniqueConstraint(fields=('group', 'order'), name='award_order'), models.UniqueConstraint(fields=('group', 'line'), name='nobody_twice_in_a_group')],
            },
        ),
        migrations.CreateModel(
            name='ConclusionOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('target', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conclusion_owner', to='directives.target')),
                ('task', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conclusion_owner', to='directives.task')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owners', to='conference.conclusionpoint')),
            ],
            options={
                'ordering': ['point', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('point', 'unit', 'body'), name='owner_once_a_point'), models.UniqueConstraint(condition=models.Q(('body', None)), fields=('point', 'unit'), name='unit_once_a_point')],
            },
        ),
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('position', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.position')),
                ('guest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='conference.guest')),
            ],
            options={
                'ordering': ['guest', 'order'],
                'constraints': [models.UniqueConstraint(fields=('guest', 'order'), name='capacity_order')],
            },
        ),
        migrations.CreateModel(
            name='AwardCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('handed', 'đã trao'), ('stand_in', 'người nhận thay'), ('later', 'vắng, trao sau'), ('withheld', 'không trao: giấy đã thu hồi')], max_length=10)),
                ('receiver', models.CharField(blank=True, max_length=200)),
                ('called_by', models.BigIntegerField(null=True)),
                ('called_at', models.DateTimeField(auto_now_add=True)),
                ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call', to='conference.award')),
                ('certificate', models.ForeignKey(blank=True, help_text='giấy đã trao, hoặc giữ lại', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recognition.certificate')),
            ],
            options={
                'ordering': ['called_at', 'pk'],
            },
        ),
    ])
