"""A database in which `registry` lies in public and `store` in the schema of each tenant."""

import subprocess
import sys
from typing import Any

from dev.run_folder import ROOT
from tests.integration.schema_audit.depot import Depot, Found

BOTH = ("tenant_a", "tenant_b")
# As the packages for tenants do it: each schema tells by itself what was applied there.
NEW_SCHEMA = """
CREATE SCHEMA {schema};
CREATE TABLE {schema}.django_migrations (LIKE public.django_migrations INCLUDING ALL);
INSERT INTO {schema}.django_migrations (app, name, applied)
    SELECT app, name, applied FROM public.django_migrations WHERE app = 'registry'
"""


class Tenants(Depot):
    """Its databases are those of the project of tenants."""

    site = "tenant_site"

    def _fill(self) -> None:
        for app in ("registry", "contenttypes"):
            self.manage("migrate", app, "--verbosity=0")
        for schema in BOTH:
            self._run_in(self._template, NEW_SCHEMA.format(schema=schema))
            self.migrate(schema, "store")
            self.migrate(schema, "contenttypes")
        self._run_in(self._template, (ROOT / "tests/tenant_site/rows.sql").read_text())

    def migrate(self, schema: str, app: str) -> None:
        """An app's migrations, in one schema of the template."""
        self.manage("migrate", app, "--verbosity=0", PGOPTIONS=f"-c search_path={schema},public")

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A command on the copy; its exit status and what it wrote."""
        environment = {**self._environment, "DATABASE_URL": self._copies.url(self._copy)}
        return subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def found(self, *schemas: str) -> list[Found]:
        """The findings of schemas by name."""
        return self.audit(schemas=schemas)

    def along(self, *path: str) -> dict[str, Any]:
        """The report of a role with this search path."""
        return self.report(OPTIONS={"options": f"-c search_path={','.join(path)}"})
