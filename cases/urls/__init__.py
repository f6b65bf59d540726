"""Pages of a case: `case` is about the case itself, `work` about what is done in it."""

from .case import urlpatterns as case
from .consent import urlpatterns as consent
from .work import urlpatterns as work

app_name = "cases"
urlpatterns = [*case, *consent, *work]
