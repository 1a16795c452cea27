import django.db.models.deletion
from django.db import migrations, models

from kheo.foundation.new_tables import together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('foundation', '0001_initial'),
        ('organisation', '0003_handover_body_words'),
    ]

    operations = together([
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('joint', 'công tác dân vận, «Dân vận khéo» và dân chủ ở cơ sở'), ('movement', 'phong trào thi đua «Dân vận khéo»'), ('democracy', 'thực hiện dân chủ ở cơ sở')], max_length=10)),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committees', to='organisation.locality')),
            ],
            options={
                'ordering': ['body__code'],
            },
        ),
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('law', 'luật'), ('resolution', 'nghị quyết'), ('conclusion', 'kết luận'), ('instruction', 'chỉ thị'), ('guideline', 'hướng dẫn'), ('plan', 'kế hoạch'), ('decision', 'quyết định, quy định'), ('letter', 'công văn, thông báo')], max_length=12)),
                ('number', models.CharField(help_text='như in trên văn bản: «43-KL/TW»', max_length=60)),
                ('number_key', models.CharField(editable=False, help_text='số và ký hiệu, bỏ khác biệt cách gõ', max_length=80)),
                ('issuer', models.CharField(help_text='cơ quan ban hành: «Bộ Chính trị»', max_length=160)),
                ('issued_on', models.DateField(help_text='ngày ký')),
                ('summary', models.CharField(help_text='trích yếu', max_length=400)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, help_text='ngày đầu tiên không còn hiệu lực', null=True)),
                ('ending', models.CharField(blank=True, help_text='vì sao thôi hiệu lực: văn bản thay thế, bãi bỏ', max_length=300)),
                ('verified', models.BooleanField(default=False, help_text='số, ngày, cơ quan ban hành đã đối chiếu với nguyên văn')),
                ('source', models.CharField(blank=True, help_text='đọc ở đâu, ngày nào', max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='organisation.locality')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='directives.directive')),
            ],
            options={
                'ordering': ['-issued_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('locality', 'number_key', 'issued_on'), name='directive_once'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_from__lt', models.F('valid_to')), _connector='OR'), name='directive_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='CommitteeDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('founding', 'thành lập'), ('strengthening', 'kiện toàn'), ('dissolution', 'kết thúc hoạt động')], max_length=14)),
                ('number', models.CharField(max_length=60)),
                ('issuer', models.CharField(help_text='cơ quan ra quyết định', max_length=160)),
                ('date', models.DateField()),
                ('reason', models.CharField(blank=True, help_text='ghi sai chỗ nào mà ghi lại', max_length=300)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='directives.committee')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='directives.committeedecision')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
            ],
            options={
                'ordering': ['committee', '-date', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('committee', 'date', 'number'), name='committee_decision_once')],
            },
        ),
        migrations.CreateModel(
            name='InspectionPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.CharField(blank=True, max_length=60)),
                ('date', models.DateField(blank=True, null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspection_plans', to='directives.committee')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
            ],
            options={
                'ordering': ['committee', '-year'],
                'constraints': [models.UniqueConstraint(fields=('committee', 'year'), name='one_inspection_plan_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('place', models.CharField(blank=True, help_text='chỗ trong văn bản: «mục II, điểm 3», «Điều 14»', max_length=80)),
                ('text', models.CharField(max_length=600)),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='directives.directive')),
            ],
            options={
                'ordering': ['directive', 'order'],
                'constraints': [models.UniqueConstraint(fields=('directive', 'order'), name='requirement_order')],
            },
        ),
        migrations.CreateModel(
            name='WorkingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60)),
                ('date', models.DateField()),
                ('summary', models.TextField(help_text='những điều thành viên cần nhớ: chế độ họp, báo cáo, phân công', max_length=4000)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='working_rules', to='directives.committee')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
            ],
            options={
                'ordering': ['committee', '-date', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('committee', 'date', 'number'), name='working_rules_once')],
            },
        ),
        migrations.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('part', models.CharField(choices=[('head', 'trưởng ban'), ('standing_deputy', 'phó trưởng ban thường trực'), ('deputy', 'phó trưởng ban'), ('secretary', 'uỷ viên thư ký'), ('member', 'uỷ viên')], max_length=16)),
                ('title', models.CharField(help_text='chức vụ như trong quyết định', max_length=200)),
                ('area', models.CharField(blank=True, help_text='lĩnh vực, địa bàn phụ trách', max_length=300)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='directives.committeedecision')),
                ('position', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.position')),
            ],
            options={
                'ordering': ['decision', 'order'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'order'), name='committee_member_order')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('session', 'buổi tuyên truyền, vận động'), ('broadcast', 'lượt phát thanh'), ('dialogue', 'cuộc đối thoại, gặp gỡ'), ('visit', 'lượt đến từng nhà'), ('material', 'tài liệu phát ra')], max_length=10)),
                ('topic', models.CharField(max_length=300)),
                ('begun_on', models.DateField()),
                ('ended_on', models.DateField()),
                ('count', models.PositiveIntegerField(help_text='số buổi, lượt, cuộc, tờ')),
                ('people', models.PositiveIntegerField(blank=True, help_text='số lượt người dự, người nghe; trống: không đếm được', null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='organisation.locality')),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('requirement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='directives.requirement')),
            ],
            options={
                'ordering': ['-ended_on', '-pk'],
                'indexes': [models.Index(fields=['locality', 'ended_on'], name='directives__localit_f24489_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('begun_on__lte', models.F('ended_on'))), name='activity_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('count__gt', 0)), name='activity_counts_something')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('direction', models.CharField(choices=[('at_least', 'ít nhất'), ('at_most', 'không quá')], default='at_least', max_length=8)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('measure', models.CharField(help_text='đơn vị tính: «mô hình», «%», «hộ»', max_length=60)),
                ('figure', models.CharField(blank=True, help_text='khoá của số liệu trong sổ; trống: ghi tay từng lần', max_length=60)),
                ('due_on', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='organisation.locality')),
                ('requirement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='directives.requirement')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['year', 'due_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='target_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(help_text='việc của năm')),
                ('title', models.CharField(max_length=300)),
                ('measure', models.CharField(blank=True, help_text='làm đến đâu là xong: con số, văn bản, việc thấy được', max_length=300)),
                ('origin', models.CharField(blank=True, help_text='từ đâu: «Kết luận hội nghị ngày 08/01/2025»', max_length=200)),
                ('assigned_on', models.DateField(help_text='ngày giao, có thể trước ngày ghi vào Khéo')),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('assigned', 'đang làm'), ('reported', 'báo xong, chờ xem'), ('done', 'đã xong'), ('cancelled', 'đã thôi')], default='assigned', max_length=10)),
                ('done_on', models.DateField(blank=True, help_text='ngày xong theo báo cáo của đơn vị; có từ khi báo xong', null=True)),
                ('closing', models.CharField(blank=True, help_text='vì sao thôi, hoặc lời khi trả lại', max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='organisation.locality')),
                ('requirement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='directives.requirement')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['locality', 'year', 'state'], name='directives__localit_cb90e9_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state__in', ['reported', 'done'])), models.Q(models.Q(('state__in', ['reported', 'done']), _negated=True), ('done_on', None)), _connector='OR'), name='done_task_has_its_day'), models.CheckConstraint(condition=models.Q(('assigned_on__lte', models.F('due_on'))), name='task_is_due_after_it_is_given')],
            },
        ),
        migrations.CreateModel(
            name='InspectionVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(help_text='kiểm tra việc gì', max_length=300)),
                ('planned_on', models.DateField()),
                ('state', models.CharField(choices=[('planned', 'theo kế hoạch'), ('held', 'đã kiểm tra'), ('cancelled', 'đã thôi')], default='planned', max_length=10)),
                ('held_on', models.DateField(blank=True, null=True)),
                ('closing', models.CharField(blank=True, help_text='vì sao thôi', max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.committeemember')),
                ('members', models.ManyToManyField(blank=True, related_name='+', to='directives.committeemember')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='directives.inspectionplan')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['planned_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', False), ('state', 'held')), models.Q(models.Q(('state', 'held'), _negated=True), ('held_on', None)), _connector='OR'), name='held_visit_has_its_day')],
            },
        ),
        migrations.CreateModel(
            name='TargetReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('source', models.CharField(help_text='con số lấy từ đâu', max_length=300)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='directives.target')),
            ],
            options={
                'ordering': ['target', '-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='target_reading_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='TaskAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('accepted', 'xác nhận đã xong'), ('sent_back', 'trả lại làm tiếp'), ('changed', 'sửa nhiệm vụ'), ('cancelled', 'cho thôi nhiệm vụ')], max_length=9)),
                ('on', models.DateField()),
                ('text', models.CharField(blank=True, max_length=600)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='directives.task')),
            ],
            options={
                'ordering': ['task', '-added_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TaskReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('text', models.CharField(max_length=1000)),
                ('says_done', models.BooleanField(default=False)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='directives.task')),
            ],
            options={
                'ordering': ['task', '-added_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('percent', None), ('percent__lte', 100), _connector='OR'), name='at_most_the_whole_task')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('result', 'kết quả'), ('limit', 'hạn chế'), ('recommendation', 'kiến nghị')], max_length=14)),
                ('text', models.CharField(max_length=600)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='directives.inspectionvisit')),
                ('task', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='finding', to='directives.task')),
            ],
            options={
                'ordering': ['visit', 'order'],
                'constraints': [models.UniqueConstraint(fields=('visit', 'order'), name='finding_order')],
            },
        ),
    ])
