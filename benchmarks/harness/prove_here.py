"""Run inside a project: proves its new chain and prints it as JSON (`python -m benchmarks.harness.prove_here`)."""

import json
from datetime import date

import django

django.setup()

from django.db.migrations.loader import MigrationLoader  # noqa: E402

from project.migration_audit.order import order  # noqa: E402
from project.migration_audit.rebuild.chain import Mode  # noqa: E402
from project.migration_audit.rebuild.generate import generate  # noqa: E402
from project.migration_audit.rebuild.inventory import inventory  # noqa: E402
from project.migration_audit.rebuild.prove import prove  # noqa: E402
from project.migration_audit.rebuild.scope import chosen_apps  # noqa: E402

apps = chosen_apps(None)
loader = MigrationLoader(None)
files = {key: app.folder / f"{key.name}.py" for app in apps for key in order(loader) if key.app == app.label}
items = inventory([loader.graph.nodes[key] for key in files], files)
chain = generate(apps, items, today=date(2026, 11, 22), mode=Mode.FROM_MODELS)
proof = prove(chain)
new = [{"app": file.app, "path": file.path, "text": file.text} for file in chain.files]
print(json.dumps({"equal": proof.equal, "tables": proof.counts["table"], "old": len(chain.removed), "new": new}))
