from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.directives.views import (
    activities,
    answers,
    assigning,
    committee_acts,
    committees,
    documents,
    inspections,
    targets,
    task_lists,
    tasks,
    visits,
)

app_name = "directives"

DIRECTIVE = "<place:place>/chi-dao/<number:pk>/"
TASK = "<place:place>/nhiem-vu/<number:pk>/"
COMMITTEE = "<place:place>/ban-chi-dao/<number:pk>/"
COMMITTEE_DECISION = "<place:place>/ban-chi-dao/theo-quyet-dinh/<number:pk>/"
PLAN = "<place:place>/ban-chi-dao/ke-hoach-kiem-tra/<number:pk>/"
VISIT = "<place:place>/ban-chi-dao/cuoc-kiem-tra/<number:pk>/"
TARGET = "<place:place>/chi-tieu/<number:pk>/"
ACTIVITY = "<place:place>/hoat-dong/<number:pk>/"

urlpatterns = [
    path("<place:place>/chi-dao/", documents.directives, name="directives"),
    path("<place:place>/chi-dao/them/", documents.add, name="directive_add"),
    path("<place:place>/chi-dao/ma-tran/", task_lists.matrix, name="matrix"),
    path(DIRECTIVE, documents.directive, name="directive"),
    path(f"{DIRECTIVE}sua/", documents.edit, name="directive_edit"),
    path(f"{DIRECTIVE}het-hieu-luc/", documents.end, name="directive_end"),
    path(f"{DIRECTIVE}tep/", documents.file, name="directive_file"),
    path("<place:place>/nhiem-vu/", task_lists.tasks, name="tasks"),
    path("<place:place>/nhiem-vu/giao/", assigning.assign, name="assign"),
    path(TASK, tasks.task, name="task"),
    path(f"{TASK}bao/", tasks.report, name="task_report"),
    path(f"{TASK}sua/", tasks.edit, name="task_edit"),
    path(f"{TASK}minh-chung/<number:report>/", tasks.proof, name="task_proof"),
    path(f"{TASK}xac-nhan/", answers.accept, name="task_accept"),
    path(f"{TASK}tra-lai/", answers.send_back, name="task_send_back"),
    path(f"{TASK}thoi/", answers.cancel, name="task_cancel"),
    path("<place:place>/chi-tieu/", targets.targets, name="targets"),
    path("<place:place>/chi-tieu/dat/", targets.target_new, name="target_new"),
    path(TARGET, targets.target, name="target"),
    path(f"{TARGET}sua/", targets.target_edit, name="target_edit"),
    path(f"{TARGET}so-do/", targets.target_read, name="target_read"),
    path(f"{TARGET}bo/", targets.target_remove, name="target_remove"),
    path("<place:place>/hoat-dong/", activities.activities, name="activities"),
    path("<place:place>/hoat-dong/ghi/", activities.activity_new, name="activity_new"),
    path(ACTIVITY, activities.activity, name="activity"),
    path(f"{ACTIVITY}sua/", activities.activity_edit, name="activity_edit"),
    path(f"{ACTIVITY}bo/", activities.activity_remove, name="activity_remove"),
    path(f"{ACTIVITY}tep/", activities.activity_proof, name="activity_proof"),
    path("<place:place>/ban-chi-dao/", committees.committees, name="committees"),
    path("<place:place>/ban-chi-dao/thanh-lap/", committee_acts.found, name="committee_found"),
    path(COMMITTEE, committees.committee, name="committee"),
    path(f"{COMMITTEE}kien-toan/", committee_acts.strengthen, name="committee_strengthen"),
    path(f"{COMMITTEE}ket-thuc/", committee_acts.dissolve, name="committee_dissolve"),
    path(f"{COMMITTEE}quy-che/", committee_acts.rules, name="committee_rules"),
    path(f"{COMMITTEE}lap-ke-hoach/", inspections.plan_new, name="plan_new"),
    path(COMMITTEE_DECISION, committees.decision, name="committee_decision"),
    path(f"{COMMITTEE_DECISION}ghi-lai/", committee_acts.correct, name="committee_correct"),
    path(f"{COMMITTEE_DECISION}tep/", committees.decision_file, name="committee_decision_file"),
    path("<place:place>/ban-chi-dao/theo-quy-che/<number:pk>/tep/", committees.rules_file, name="committee_rules_file"),
    path(PLAN, inspections.plan, name="plan"),
    path(f"{PLAN}so-ngay/", inspections.plan_number, name="plan_number"),
    path(f"{PLAN}tep/", inspections.plan_file, name="plan_file"),
    path(f"{PLAN}them/", inspections.visit_new, name="visit_new"),
    path(VISIT, inspections.visit, name="visit"),
    path(f"{VISIT}sua/", inspections.visit_edit, name="visit_edit"),
    path(f"{VISIT}ket-qua/", visits.hold, name="visit_hold"),
    path(f"{VISIT}thoi/", visits.cancel, name="visit_cancel"),
    path(f"{VISIT}ghi-them/", visits.find, name="visit_find"),
    path("<place:place>/ban-chi-dao/phat-hien/<number:pk>/giao-viec/", visits.follow, name="follow_up"),
]
