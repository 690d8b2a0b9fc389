"""`python -m dev.sample_data --licenses 200 [--seed 1]`: fills the database of DATABASE_URL."""

import argparse
import os
import sys

import django
from django.db import DatabaseError

from dev.sample_data import load


def main() -> None:
    """Load, or say in one sentence why not."""
    parser = argparse.ArgumentParser(prog="python -m dev.sample_data", description="Fill the licence domain's tables.")
    parser.add_argument("--licenses", type=int, default=200, help="how many (200)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other rows (1)")
    options = parser.parse_args()
    if options.licenses < 1:
        parser.error("--licenses is at least 1.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        load(options.seed, options.licenses)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        sys.stderr.write(f"Nothing was loaded (the tables must exist and be empty): {reason}\n")
        sys.exit(2)
    print(f"Loaded {options.licenses} licences and what belongs to them.")


if __name__ == "__main__":
    main()
