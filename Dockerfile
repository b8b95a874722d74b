# Minutebook in a container: no root, nothing written but /data and /tmp, its health asked for.
#   docker build -t minutebook .
#   docker run --read-only --tmpfs /tmp -v minutebook:/data -p 127.0.0.1:8501:8501 minutebook
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    HF_HUB_OFFLINE=1 \
    ANONYMIZED_TELEMETRY=False \
    HOME=/tmp \
    MINUTEBOOK_DATA=/data

WORKDIR /opt/minutebook
# First what changes seldom; a file that is another than the lock tells is refused.
COPY hashes.txt .
RUN pip install --no-deps --require-hashes -r hashes.txt
COPY . .
RUN pip install --no-deps --no-build-isolation . \
    && groupadd --gid 10001 minutebook \
    && useradd --uid 10001 --gid minutebook --no-create-home --shell /usr/sbin/nologin minutebook \
    && install -d -m 0700 -o minutebook -g minutebook /data

USER 10001:10001
# Away from the sources, so that what is installed is what runs.
WORKDIR /data
VOLUME /data
EXPOSE 8501

HEALTHCHECK --interval=30s --timeout=10s --start-period=90s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=5)"]

ENTRYPOINT ["minutebook"]
CMD ["serve", "--address", "0.0.0.0", "--port", "8501"]
