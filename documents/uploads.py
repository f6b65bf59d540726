"""What a request may carry: files beyond the limit are read to their end and not kept.

So the page can still say so beside the field, with every other answer in its place.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

REQUEST_BYTES = 32 * 1024 * 1024
"""More than any form of ours takes in all its files together."""


class AtMost(FileUploadHandler):
    """Comes first: lets bytes through to the next handler until a request has had its share.

    A file that lost bytes arrives empty with its true size, which every form refuses.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.passed = 0
        self.lost = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.lost = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.passed += len(raw_data)
        self.lost = self.lost or self.passed > REQUEST_BYTES
        return None if self.lost else raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if not self.lost:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, size=file_size)
