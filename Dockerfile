FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

RUN useradd --system --uid 10001 --home-dir /app app

COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock

COPY manage.py ./
COPY config config
COPY project project
COPY workers workers

# Writable for the user it runs as; everything else belongs to root.
RUN install -d -o app media reports backups && python manage.py collectstatic --no-input

# What tells one deploy from another; without it the fingerprint of the code does.
ARG RELEASE=""
ENV RELEASE=$RELEASE REPORTS_DIR=reports

USER app
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--access-logfile", "-"]
