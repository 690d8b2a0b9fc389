"""A list of the contract page by page: cursors that advance, expire or don't, and pages that can't be read at once."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from project.ge_sync.adapters.envelopes import Envelopes, entries_lost
from project.ge_sync.errors import BadAnswer, ContractViolation, CursorExpired, GERefused, Stalled
from project.ge_sync.http.answers import Answer
from project.ge_sync.http.client import Client
from project.ge_sync.payload import Decoder, decode

T = TypeVar("T")
# A page that can't be read whole is asked for in smaller ones, so that what spoils it costs the others nothing.
LIMITS = (200, 20, 1)
RESTARTS = 2
# A server that filters late may send some; one that sends nothing else never ends.
MOST_EMPTY_PAGES = 20


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[T]):
    """A list at a path. `read` makes a page of an answer, `entries` tells pages apart, `envelopes` hears what they say.

    `spare` are parameters that the list can do without, where even a page of one entry can't be read with them.
    `decoder` makes of a page's body what `read` is given.
    """

    client: Client
    path: str
    params: Mapping[str, str]
    read: Callable[[Answer], T]
    entries: Callable[[T], Set[Any]]
    envelopes: Envelopes
    spare: tuple[str, ...] = ()
    decoder: Decoder = decode

    def pages(self) -> Iterator[T]:
        """Every page; a cursor that has expired starts the list again, since applying a page twice does no harm."""
        for last in (*[False] * RESTARTS, True):
            try:
                yield from self._from_the_first()
                return
            except CursorExpired:
                if last:
                    raise

    def _from_the_first(self) -> Iterator[T]:
        way, portion = _Way(), _Portion()
        while True:
            try:
                answer = self._asked(way.cursor, portion)
            except GERefused:
                if way.may_end:
                    return
                raise
            self.envelopes.take(answer.value)
            page = self.read(answer)
            entries = self.entries(page)
            if way.may_end and entries <= way.seen:
                return
            yield page
            if not way.goes_on(answer.value, entries):
                return

    def _asked(self, cursor: str, portion: "_Portion") -> Answer:
        """The page at a cursor; where it can't be read, a smaller one, at last one entry without what is spare."""
        at = {"cursor": cursor} if cursor else {}
        while True:
            limit = str(portion.next())
            try:
                return self._whole({**self.params, "limit": limit, **at})
            except BadAnswer:
                if not portion.shrinks():
                    if not self.spare:
                        raise
                    break
        poor = {name: value for name, value in self.params.items() if name not in self.spare}
        return self._whole({**poor, "limit": limit, **at})

    def _whole(self, asked: Mapping[str, str]) -> Answer:
        """The answer; where its page lacks entries that it counts, the fuller one of two tries."""
        answer = self._answer(asked)
        if not self.envelopes.is_worth_another_try(answer.value):
            return answer
        again = self._answer(asked)
        self.envelopes.came_again(again.value)
        return min(again, answer, key=lambda one: entries_lost(one.value))

    def _answer(self, asked: Mapping[str, str]) -> Answer:
        try:
            return self.client.get(self.path, asked, decoder=self.decoder)
        except GERefused as refused:
            if refused.status == 410 and "cursor" in asked and not isinstance(refused, CursorExpired):
                raise CursorExpired(str(refused), code=refused.code, status=refused.status) from None
            raise


class _Portion:
    """How many entries to ask for at once: fewer for a while after a page that could not be read."""

    def __init__(self) -> None:
        self._size, self._pages = 0, 0

    def next(self) -> int:
        """The limit of the next page; after as many small ones as the larger one would have been, that one again."""
        if self._size and not self._pages:
            self._size -= 1
            self._pages = self._pages_instead()
        self._pages -= 1
        return LIMITS[self._size]

    def shrinks(self) -> bool:
        """Take less from here on; whether there is anything less."""
        if self._size == len(LIMITS) - 1:
            return False
        self._size += 1
        self._pages = self._pages_instead()
        return True

    def _pages_instead(self) -> int:
        return LIMITS[self._size - 1] // LIMITS[self._size] if self._size else 0


@dataclass(kw_only=True)
class _Way:
    """How far a list was read; `may_end` where the server gave a cursor, though it said that there is no more."""

    cursor: str = ""
    may_end: bool = False
    seen: set[Any] = field(default_factory=set)
    _cursors: set[str] = field(default_factory=set)
    _empty: int = 0

    def goes_on(self, body: Mapping[str, Any], entries: Set[Any]) -> bool:
        """Whether another page follows; Stalled where nobody knows whether this will ever end."""
        cursor, more = body.get("next_cursor"), body.get("has_more")
        if not more and not cursor:
            return False
        if not isinstance(cursor, str) or not cursor:
            raise ContractViolation(path="next_cursor", expected="a cursor beside has_more", got=cursor)
        self._empty = 0 if entries else self._empty + 1
        # Pages may overlap, but one without anything new leads nowhere, however its cursor is called.
        repeats = bool(entries) and entries <= self.seen
        if repeats or cursor in self._cursors or self._empty > MOST_EMPTY_PAGES:
            raise Stalled("The listing repeats itself: its cursor does not advance, so nobody knows what is left.")
        self.seen |= entries
        self._cursors.add(cursor)
        self.cursor, self.may_end = cursor, more is False
        return True
