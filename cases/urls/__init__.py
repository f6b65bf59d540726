"""Pages of a case: `case` is about the case itself, `work` about what is done in it."""

from .case import urlpatterns as case
from .consent import urlpatterns as consent
from .crossing import urlpatterns as crossing
from .custody import urlpatterns as custody
from .day import urlpatterns as day
from .multi_agency import urlpatterns as multi_agency
from .people import urlpatterns as people
from .programmes import urlpatterns as programmes
from .record import urlpatterns as record
from .sessions import urlpatterns as sessions
from .work import urlpatterns as work

app_name = "cases"
urlpatterns = [
    *case,
    *consent,
    *crossing,
    *custody,
    *day,
    *multi_agency,
    *people,
    *programmes,
    *record,
    *sessions,
    *work,
]
