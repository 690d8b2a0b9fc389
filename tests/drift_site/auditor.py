"""Audits one database per line of standard input, and prints one JSON report per line.

A process of its own, since a project's apps and settings are one per process; DJANGO_SETTINGS_MODULE says which.
"""

import json
import sys

import django


def main() -> None:
    """Serve until the input ends."""
    django.setup()
    from django.db import connection

    from project.output.json_report import finding_as_json
    from project.schema_audit.audit import audit

    usual = dict(connection.settings_dict)
    for line in sys.stdin:
        connection.close()
        asked = json.loads(line)
        schemas = asked.pop("schemas", ())
        connection.settings_dict.update(usual | asked)
        audited = audit(schemas=schemas)
        connection.close()
        report = {
            "findings": [finding_as_json(finding) for finding in audited.findings],
            "stats": dict(audited.stats),
            "score": audited.score,
            "fields": len(audited.columns),
        }
        print(json.dumps(report, default=str), flush=True)


if __name__ == "__main__":
    main()
