import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A real folder for the documents, as every mode but the tests' own has one."""
    settings.STORAGES = settings.STORAGES | {
        "documents": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "documents")},
        }
    }
    return tmp_path / "documents"
