from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Static files under names that change with their content, so that browsers keep them."""

    support_js_module_import_aggregation = True
