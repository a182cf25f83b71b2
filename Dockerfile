# Swarmbot in a container:  docker build -t swarmbot .
# It needs no shell, no root and no writable file system except the volume /data (SQLite alone):
#   docker run --read-only --tmpfs /tmp --cap-drop ALL -v swarm-data:/data swarmbot
FROM python:3.11-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /opt/swarmbot
COPY requirements-azure.txt .
# Nothing is compiled here, and nothing comes in whose hash is not written down.
RUN pip --python /opt/swarmbot/bin/python install --no-cache-dir --require-hashes \
    --only-binary :all: --compile -r requirements-azure.txt

FROM python:3.11-slim

COPY --from=build /opt/swarmbot /opt/swarmbot
WORKDIR /app
COPY bot bot
COPY cards cards
COPY manifest manifest
COPY examples examples
RUN python -m compileall -q .

# Nothing but the store is written, and not by root.
RUN install -d -o 10001 -g 10001 /data
USER 10001:10001
VOLUME /data

ENV PATH=/opt/swarmbot/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    SWARM_STORE=sqlite:////data/swarm.db SWARM_HOST=0.0.0.0 SWARM_PORT=3978
EXPOSE 3978
HEALTHCHECK --interval=15s --timeout=5s --start-period=15s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['SWARM_PORT'] + '/healthz', timeout=3)"]

ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
