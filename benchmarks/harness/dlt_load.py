"""A program of its own, for dlt is installed beside the project: load every licence, and print what it took."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import dlt
import requests


def main() -> None:
    """Arguments: the server's address, a token, a folder to work in."""
    address, token, folder = sys.argv[1:]
    pipeline = dlt.pipeline(
        pipeline_name="ge",
        pipelines_dir=folder,
        dataset_name=f"dlt_{os.getpid()}",
        destination=dlt.destinations.postgres(os.environ["DATABASE_URL"]),
    )
    resource_ = dlt.resource(
        _pages(address, token), name="licenses", primary_key="license_number", write_disposition="merge"
    )
    began, used = time.perf_counter(), time.process_time()
    pipeline.run(resource_).raise_on_failed_jobs()
    figures = {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - used,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


def _pages(address: str, token: str) -> Iterator[list[dict[str, Any]]]:
    asked = {"limit": "200", "include": "full"}
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {token}"
        while True:
            page = session.get(f"{address}/v1/licenses", params=asked, timeout=60).json()
            yield page["data"]
            if not page.get("next_cursor"):
                return
            asked["cursor"] = page["next_cursor"]


if __name__ == "__main__":
    main()
