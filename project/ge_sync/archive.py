"""Every distinct document the server sent, gzip, keyed by the SHA-256 of its canonical bytes."""

import gzip
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from project.ge_sync.models import Document
from project.ge_sync.payload import canonical, fingerprint

# Level 1 takes a tenth of the default's time for a tenth more bytes.
_LEVEL = 1


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
