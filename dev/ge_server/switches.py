"""All misbehaviours that are on: they spoil documents when switched, and twist answers as these leave."""

import json
from typing import Any

from dev.ge_server.documents import Document
from dev.ge_server.exchange import Answer, Request, encode
from dev.ge_server.odd_pages import Listing
from dev.ge_server.store import Edit, Store
from dev.ge_server.switch import Switch


class Switches:
    """At most one switch of each name; documents are spoiled in the order they were switched on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._on: tuple[Switch, ...] = ()

    def active(self) -> list[dict[str, Any]]:
        """What is on, with how many licences each has chosen."""
        return [
            {"name": switch.misbehaviour.name, "number": switch.misbehaviour.number, "licenses": len(switch.chosen)}
            for switch in self._on
        ]

    def turn_on(self, switch: Switch) -> list[str]:
        """Switch on, in place of one of the same name; the licences that it has chosen."""
        self.turn_off(switch.misbehaviour.name)
        if switch.misbehaviour.by_license:
            switch.choose(self._store.living_numbers())
        self._on = (*self._on, switch)
        self._spoil(switch)
        return sorted(switch.chosen)

    def turn_off(self, name: str) -> None:
        """Switch off, if it's on; what it spoiled is sound again, a version later."""
        gone = [switch for switch in self._on if switch.misbehaviour.name == name]
        self._on = tuple(switch for switch in self._on if switch.misbehaviour.name != name)
        for switch in gone:
            self._spoil(switch)

    def turn_off_all(self) -> None:
        for switch in self._on:
            self.turn_off(switch.misbehaviour.name)

    def end_night(self) -> None:
        """Switch off what lasts for one night only."""
        for switch in self._on:
            if switch.misbehaviour.one_night:
                self.turn_off(switch.misbehaviour.name)

    def twist(self, answer: Answer, request: Request, *, endpoint: str, number: str) -> Answer:
        """An answer as every switch that strikes this request leaves it."""
        for switch in self._on:
            misbehaviour = switch.misbehaviour
            if misbehaviour.page and endpoint == "list" and answer.status == 200:
                if misbehaviour.by_license or switch.strikes(endpoint, number):
                    answer.body = self._twisted_page(answer.body, request, switch)
            elif misbehaviour.answer and _is_hit(switch, endpoint, number):
                answer = misbehaviour.answer(answer, request, switch.variant(str(request.number)))
        return answer

    def _twisted_page(self, body: bytes, request: Request, switch: Switch) -> bytes:
        page = json.loads(body)
        variant = switch.variant(str(request.number))
        listing = Listing(request=request, clock=self._store.clock, chosen=switch.chosen, variant=variant)
        if switch.misbehaviour.page:
            switch.misbehaviour.page(page, listing)
        return encode(page)

    def _spoil(self, switched: Switch) -> None:
        """Let the store serve the licences of a switch as all switches that are on now leave them."""
        if not switched.misbehaviour.spoil:
            return
        for number in sorted(switched.chosen):
            spoilers = [switch for switch in self._on if number in switch.chosen and switch.misbehaviour.spoil]
            self._store.spoil(number, _spoiled_by(spoilers, number))


def _is_hit(switch: Switch, endpoint: str, number: str) -> bool:
    return number in switch.chosen if switch.misbehaviour.by_license else switch.strikes(endpoint, number)


def _spoiled_by(spoilers: list[Switch], number: str) -> Edit:
    """One edit of a document that does what all these switches do to the licence."""

    def edit(document: Document) -> None:
        for switch in spoilers:
            if switch.misbehaviour.spoil:
                switch.misbehaviour.spoil(document, switch.variant(number), switch.random(number))

    return edit
