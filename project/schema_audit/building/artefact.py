"""The expected side in a file that a release step makes, for servers on which nothing can be built."""

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import django
from django.conf import settings

from project.schema_audit.building.making import ScratchUnavailableError
from project.schema_audit.reading.snapshot import Rows
from project.schema_audit.session import Session

SETTING = "SCHEMA_AUDIT_EXPECTED_FILE"
_FORMAT = 3


def write(file: Path, pictures: Mapping[str, Rows], session: Session) -> None:
    """One picture for each code, see `wanted.Wanted`; OSError where the file can't be written."""
    content = {
        "format": _FORMAT,
        "django": list(django.VERSION[:2]),
        "server": session.server_version // 10_000,
        "pictures": {code: asdict(rows) for code, rows in pictures.items()},
    }
    beside = file.with_name(f"{file.name}.new")
    beside.write_bytes(gzip.compress(json.dumps(content).encode(), mtime=0))
    beside.replace(file)


def read(code: str, session: Session) -> Rows:
    """The picture of the code in the file that the settings name; `ScratchUnavailableError` where it isn't in it.

    Unlike the cache it need not come from this very server: the same major version prints the same way.
    """
    named = getattr(settings, SETTING, None)
    if not named:
        raise ScratchUnavailableError(f"{SETTING} names no file made by build_expected_schema")
    try:
        content = json.loads(gzip.decompress(Path(named).read_bytes()))
        made_for = (content["format"], content["django"], content["server"])
        rows = content["pictures"].get(code)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ScratchUnavailableError(
            f"the file of {SETTING} can't be read ({type(error).__name__}: {error})"
        ) from None
    here = (_FORMAT, list(django.VERSION[:2]), session.server_version // 10_000)
    if made_for != here:
        raise ScratchUnavailableError(
            f"the file of {SETTING} is of format {made_for[0]}, Django {_dotted(made_for[1])} and PostgreSQL "
            f"{made_for[2]}, and not of {here[0]}, {_dotted(here[1])} and {here[2]}"
        )
    if rows is None:
        raise ScratchUnavailableError(f"the file of {SETTING} was made for other models or migrations")
    return Rows(path=tuple(rows["path"]), beside=tuple(rows["beside"]), parts=rows["parts"])


def _dotted(version: list[int]) -> str:
    return ".".join(map(str, version))
