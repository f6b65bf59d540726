"""Encrypted text: AES-256-GCM, bound to its table, column and row, so that a value cannot be moved
to another row.

It guards stolen dumps, replicas and database administrators, not a program that was taken over.
"""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

if TYPE_CHECKING:
    StringField = models.Field[str, str]
else:
    StringField = models.Field

KEY_1 = b"\x01"
NONCE_BYTES = 12
TAG_BYTES = 16
SEALED_NOTHING = len(KEY_1) + NONCE_BYTES + TAG_BYTES
"""Length in bytes of an empty text, sealed: a longer value says something."""


class UnknownKey(Exception):
    """The value was sealed with a key that this installation does not have."""


class Sealed(bytes):
    """A value as it stands in the database: key id, nonce, ciphertext."""


def _cipher() -> AESGCM:
    return AESGCM(base64.b64decode(settings.FIELD_KEY))


def _place(row: models.Model, column: str) -> bytes:
    return f"{row._meta.db_table}.{column}.{row.pk}".encode()


def seal_bytes(content: bytes, *, row: models.Model, column: str) -> Sealed:
    """Sealed for one column of one row, or for a file that goes with the row under that name."""
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(KEY_1 + nonce + _cipher().encrypt(nonce, content, _place(row, column)))


def seal(text: str, *, row: models.Model, column: str) -> Sealed:
    return seal_bytes(text.encode(), row=row, column=column)


def unseal_bytes(value: bytes, *, row: models.Model, column: str) -> bytes:
    """What was sealed; raises cryptography's InvalidTag if it belongs to another place or was
    altered.
    """
    if value[:1] != KEY_1:
        raise UnknownKey
    nonce, body = value[1 : 1 + NONCE_BYTES], value[1 + NONCE_BYTES :]
    return _cipher().decrypt(bytes(nonce), bytes(body), _place(row, column))


def unseal(value: Sealed, *, row: models.Model, column: str) -> str:
    """The text; raises what `unseal_bytes` raises."""
    return unseal_bytes(value, row=row, column=column).decode()


class Unsealing(DeferredAttribute):
    """Opens the value when it is first read from a row."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = unseal(value, row=instance, column=str(self.field.column))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """Makes it a data descriptor: without it the row's own dictionary would answer, sealed."""
        instance.__dict__[self.field.attname] = value


class EncryptedText(StringField):
    """A text that the database never sees. It can be saved with its row, and neither filtered nor
    bulk-updated.
    """

    descriptor_class = Unsealing

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: bytes | memoryview | None, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        text: str | None = getattr(model_instance, self.attname)
        return None if text is None else seal(text, row=model_instance, column=str(self.column))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or isinstance(value, Sealed):
            return None if value is None else connection.Database.Binary(value)
        raise FieldError("An encrypted value is saved with its row, not by update().")

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError("An encrypted value cannot be looked up.")
