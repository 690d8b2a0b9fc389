"""Run inside a foreign project: proves its new chain, and that chain with each loss of standard input's JSON.

A loss is a list of (text, text put in its place), which has to be found in the new files.
"""

import json
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import django

django.setup()

from django.db.migrations.loader import MigrationLoader  # noqa: E402

from project.migration_audit.order import order  # noqa: E402
from project.migration_audit.rebuild.certificate import certificate_as_json, certificate_lines  # noqa: E402
from project.migration_audit.rebuild.chain import Mode, NewChain, RefusedError  # noqa: E402
from project.migration_audit.rebuild.generate import generate  # noqa: E402
from project.migration_audit.rebuild.inventory import inventory  # noqa: E402
from project.migration_audit.rebuild.prove import prove  # noqa: E402
from project.migration_audit.rebuild.scope import chosen_apps  # noqa: E402


def new_chain(mode: Mode) -> NewChain:
    apps = chosen_apps(None)
    folder_of = {app.label: app.folder for app in apps}
    loader = MigrationLoader(None)
    keys = [key for key in order(loader) if key.app in folder_of]
    files = {key: folder_of[key.app] / f"{key.name}.py" for key in keys}
    return generate(apps, inventory([loader.graph.nodes[k] for k in keys], files), today=date(2026, 11, 22), mode=mode)


def with_loss(chain: NewChain, loss: list[list[str]]) -> NewChain:
    texts = {file.key: file.text for file in chain.files}
    for text, instead in loss:
        key = next(key for key, found in texts.items() if text in found)
        texts[key] = texts[key].replace(text, instead)
    return replace(chain, files=tuple(replace(file, text=texts[file.key]) for file in chain.files))


def proven(chain: NewChain) -> dict[str, Any]:
    proof = prove(chain)
    return {**certificate_as_json(proof), "lines": certificate_lines(proof)}


def main() -> None:
    asked = json.load(sys.stdin)
    try:
        chain = new_chain(Mode(asked["mode"]))
        found = {name: proven(with_loss(chain, loss)) for name, loss in {"none": [], **asked["losses"]}.items()}
    except RefusedError as refused:
        print(json.dumps({"refused": [finding.message for finding in refused.findings]}))
        return
    print(json.dumps({"proofs": found, "files": [file.text for file in chain.files]}))


main()
