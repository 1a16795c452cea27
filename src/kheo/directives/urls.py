from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.directives.views import answers, assigning, documents, task_lists, tasks

app_name = "directives"

DIRECTIVE = "<place:place>/chi-dao/<number:pk>/"
TASK = "<place:place>/nhiem-vu/<number:pk>/"

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
]
