"""Every distinct document the server sent, gzip, keyed by the SHA-256 of its canonical bytes."""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from psycopg2 import Binary

from project.ge_sync.models import Change, Document, SyncedLicense
from project.ge_sync.payload import canonical, fingerprint, recalled
from project.ge_sync.statements import statement

# Level 1 takes a tenth of the default's time for a tenth more bytes.
_LEVEL = 1
# Few enough for a statement that nobody waits for.
_FORGOTTEN_AT_ONCE = 1000


class Archive:
    """The table of documents."""

    def keep(self, documents: Iterable[tuple[str, dict[str, Any]]]) -> list[str]:
        """Store documents of licence numbers, those not kept yet; their keys, in order. One statement for all."""
        said = [(license_number, canonical(document)) for license_number, document in documents]
        keys = [fingerprint(content) for _, content in said]
        by_key = dict(zip(keys, said, strict=True))
        known = set(Document.objects.filter(pk__in=by_key).values_list("pk", flat=True))
        # In the same order everywhere, so that two workers with the same documents never wait for each other crosswise.
        new = [(key, *by_key[key]) for key in sorted(by_key.keys() - known)]
        if new:
            with connection.cursor() as cursor:
                cursor.execute(statement("keep_documents"), _columns(new))
        return keys

    def read(self, keys: Iterable[str]) -> Mapping[str, dict[str, Any]]:
        """The documents of these keys; numbers as Decimal, as they were sent."""
        found = Document.objects.filter(pk__in=set(keys)).values_list("pk", "content")
        return {key: recalled(gzip.decompress(bytes(content))) for key, content in found}


def _columns(documents: Sequence[tuple[str, str, bytes]]) -> dict[str, list[Any]]:
    return {
        "keys": [key for key, _, _ in documents],
        "license_numbers": [license_number for _, license_number, _ in documents],
        "contents": [Binary(gzip.compress(content, _LEVEL, mtime=0)) for _, _, content in documents],
        "sizes": [len(content) for _, _, content in documents],
    }


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
