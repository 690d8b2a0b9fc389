"""Every distinct document the server sent, gzip, keyed by the SHA-256 of its canonical bytes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils import timezone
from isal import isal_zlib

from project.ge_sync.models import Change, Document, SyncedLicense
from project.ge_sync.payload import Sent, canonical, fingerprint, recalled
from project.ge_sync.statements import statement
from project.ge_sync.write.insert import insert

# A tenth of the time that the default of the standard library takes, for a tenth more bytes.
_LEVEL = 1
# zlib's word for the format.
_GZIP = 31
# Few enough for a statement that nobody waits for.
_FORGOTTEN_AT_ONCE = 1000


class Archive:
    """The table of documents."""

    def keep(self, documents: Iterable[tuple[str, Sent]]) -> list[str]:
        """Store documents of licence numbers, those not kept yet; their keys, in order."""
        said = [(license_number, canonical(document)) for license_number, document in documents]
        keys = [fingerprint(content) for _, content in said]
        by_key = dict(zip(keys, said, strict=True))
        known = {key for (key,) in _asked("kept_documents", by_key)}
        # In the same order everywhere, so that two workers with the same documents never wait for each other crosswise.
        new = [_row(key, *by_key[key]) for key in sorted(by_key.keys() - known)]
        try:
            with transaction.atomic():
                insert(Document, new, now=timezone.now())
        except IntegrityError:
            _keep_beside_others(new)
        return keys

    def read(self, keys: Iterable[str]) -> Mapping[str, dict[str, Any]]:
        """The documents of these keys; numbers as Decimal, as they were sent."""
        return {key: recalled(content) for key, content in self.contents(keys).items()}

    def contents(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """The same as canonical bytes."""
        found = _asked("contents_of_documents", keys)
        return {key: isal_zlib.decompress(content, _GZIP) for key, content in found}


def _asked(name: str, keys: Iterable[str]) -> list[tuple[Any, ...]]:
    """The answer of a statement about documents; their keys go as an array, since a list costs more to write."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), {"keys": list(keys)})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _row(key: str, license_number: str, content: bytes) -> dict[str, Any]:
    packed = isal_zlib.compress(content, _LEVEL, _GZIP)
    return {"sha256": key, "license_number": license_number, "content": packed, "size": len(content)}


def _keep_beside_others(rows: Sequence[Mapping[str, Any]]) -> None:
    """The same where another worker keeps one of them at this moment: slower, but that is no error then."""
    columns = {name: [row[name] for row in rows] for name in ("sha256", "license_number", "content", "size")}
    with connection.cursor() as cursor:
        cursor.execute(statement("keep_documents"), columns)


def forget_old_documents(*, older_than_days: int) -> int:
    """Delete some documents, and say how many; call it until that is 0.

    Never one that a licence stands on or that its history begins with, and never a licence's newest: that may be the
    one in quarantine.
    """
    newer = Document.objects.filter(license_number=OuterRef("license_number"), received_at__gt=OuterRef("received_at"))
    bases = SyncedLicense.objects.filter(base=OuterRef("pk"))
    firsts = Change.objects.filter(document=OuterRef("pk"))
    old = Document.objects.filter(received_at__lt=Now() - timedelta(days=older_than_days))
    free = old.filter(~Exists(bases), ~Exists(firsts), Exists(newer))
    some = free.order_by("received_at").values("pk")[:_FORGOTTEN_AT_ONCE]
    # The database looks at the bases once more in the same statement, so that none is taken that became one just now.
    return Document.objects.filter(~Exists(bases), ~Exists(firsts), pk__in=some)._raw_delete(Document.objects.db)
