# Builds: docker build -t two-lane-lstm .
# Runs: docker run --read-only --cap-drop ALL --security-opt no-new-privileges -p 8000:8000 two-lane-lstm
FROM python:3.13-slim-bookworm AS environment
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/run.txt /requirements.txt
RUN python -m venv /opt/environment \
    && /opt/environment/bin/pip install --require-hashes --only-binary :all: -r /requirements.txt \
    && /opt/environment/bin/pip uninstall --yes pip

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin reader \
    && python -m pip uninstall --yes --quiet pip
WORKDIR /srv/two-lane-lstm
COPY --from=environment /opt/environment /opt/environment
COPY engine engine
COPY app app
COPY static static
COPY templates templates
COPY locales locales
COPY models models
ENV HOST=0.0.0.0 PORT=8000 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["/opt/environment/bin/python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=2)"]
CMD ["/opt/environment/bin/python", "-m", "app"]
