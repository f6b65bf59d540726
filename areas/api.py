"""The door of the API: the same strangers, the same permissions, JSON."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.views import APIView

from .actor import Actor
from .door import enter
from .roles import Perm


class AreaApi(APIView):
    """First among the bases of every API view under `/api/v1/areas/<area>/`; `perm` is what it asks
    for.
    """

    perm: ClassVar[Perm]
    actor: Actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.actor = enter(request._request, kwargs.get("area", ""))
        self.actor.must(self.perm)
