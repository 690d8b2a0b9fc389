"""Every distinct document the server sent, gzip, keyed by the SHA-256 of its canonical bytes."""

import gzip
import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from project.ge_sync.models import Document, SyncedLicense
from project.ge_sync.payload import canonical, fingerprint

# Level 1 takes a tenth of the default's time for a tenth more bytes.
_LEVEL = 1
# Few enough for a statement that nobody waits for.
_FORGOTTEN_AT_ONCE = 1000


class Archive:
    """The table of documents."""

    def keep(self, documents: Iterable[tuple[str, dict[str, Any]]]) -> list[str]:
        """Store documents of licence numbers, those not kept yet; their keys, in order. One statement for all."""
        rows: dict[str, Document] = {}
        keys = []
        for license_number, document in documents:
            content = canonical(document)
            key = fingerprint(content)
            keys.append(key)
            if key not in rows:
                packed = gzip.compress(content, _LEVEL, mtime=0)
                rows[key] = Document(sha256=key, license_number=license_number, content=packed, size=len(content))
        known = set(Document.objects.filter(pk__in=rows).values_list("pk", flat=True))
        new = [row for key, row in sorted(rows.items()) if key not in known]
        Document.objects.bulk_create(new, ignore_conflicts=True)
        return keys

    def read(self, keys: Iterable[str]) -> Mapping[str, dict[str, Any]]:
        """The documents of these keys; numbers as Decimal, as they were sent."""
        found = Document.objects.filter(pk__in=set(keys)).values_list("pk", "content")
        return {key: json.loads(gzip.decompress(bytes(content)), parse_float=Decimal) for key, content in found}


def forget_old_documents(*, older_than_days: int) -> int:
    """Delete some documents, and say how many; call it until that is 0.

    Never one that a licence stands on, and never a licence's newest: that may be the one in quarantine.
    """
    newer = Document.objects.filter(license_number=OuterRef("license_number"), received_at__gt=OuterRef("received_at"))
    bases = SyncedLicense.objects.filter(base=OuterRef("pk"))
    old = Document.objects.filter(received_at__lt=Now() - timedelta(days=older_than_days))
    some = old.filter(Exists(newer)).exclude(Exists(bases)).order_by("received_at").values("pk")[:_FORGOTTEN_AT_ONCE]
    # The database looks at the bases once more in the same statement, so that none is taken that became one just now.
    return Document.objects.filter(~Exists(bases), pk__in=some)._raw_delete(Document.objects.db)
