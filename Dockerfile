# Not yet pinned by digest: docs/dependencies.md tells the command that pins this line, and that renews it.
FROM python:3.12-slim-bookworm AS base

FROM base AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE ./
COPY requirements/build.txt requirements/runtime.txt requirements/
COPY bot bot
COPY knowledge knowledge
RUN python -m venv /opt/tools \
 && /opt/tools/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/build.txt \
 && /opt/tools/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir dist . \
 && python -m venv /opt/elo-botti \
 && /opt/elo-botti/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/runtime.txt \
 && /opt/elo-botti/bin/pip install --no-cache-dir --no-deps --no-index dist/*.whl \
 && /opt/elo-botti/bin/pip uninstall --yes --quiet pip

FROM base
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libvoikko1 voikko-fi \
 && rm -rf /var/lib/apt/lists/* \
 && install --directory --owner=10001 --group=0 --mode=770 /data
COPY --from=build /opt/elo-botti /opt/elo-botti
COPY knowledge /opt/elo-botti/knowledge
ENV PATH=/opt/elo-botti/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    BOT_DATABASE=/data/questions.db \
    BOT_KNOWLEDGE=/data/knowledge \
    BOT_KNOWLEDGE_IMAGE=/opt/elo-botti/knowledge \
    BOT_WEBHOOK_LISTEN=0.0.0.0
# Any other user in group 0 will do as well, as OpenShift has it. A number, so that Kubernetes sees that it is not root.
USER 10001:0
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=15s --start-period=60s CMD ["bot", "health"]
# As the first process it would never get a signal that comes before the interpreter runs; held back, it comes then.
CMD ["env", "--block-signal=TERM", "bot", "run"]
