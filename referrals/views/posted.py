from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, even if it is empty; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None
