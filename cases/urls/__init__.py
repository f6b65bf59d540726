"""Pages of a case: `case` is about the case itself, `work` about what is done in it."""

from .case import urlpatterns as case
from .consent import urlpatterns as consent
from .sessions import urlpatterns as sessions
from .record import urlpatterns as record
from .work import urlpatterns as work

app_name = "cases"
urlpatterns = [*case, *consent, *sessions, *record, *work]
