"""One misbehaviour switched on, with its limits; read from the command line or from a control request."""

from dataclasses import dataclass, field, replace
from random import Random
from threading import Lock
from typing import Any

from dev.ge_server.misbehaviour import BY_NAME, Misbehaviour

LIMITS = ("variant", "license", "first", "share", "seed", "endpoint")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Where a switch acts: only these licences, the first so many, a share by seed, one endpoint."""

    variant: str = ""
    license: frozenset[str] = frozenset()
    first: int | None = None
    share: float = 1.0
    seed: int = 0
    endpoint: str = ""


@dataclass(kw_only=True)
class Switch:
    """A misbehaviour in action; `chosen` are the licences that it spoils or twists."""

    misbehaviour: Misbehaviour
    limits: Limits
    chosen: frozenset[str] = frozenset()
    _seen: int = 0
    _used: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def choose(self, numbers: list[str]) -> None:
        """Settle, once, which of these licences the switch is about."""
        fit = [number for number in numbers if not self.limits.license or number in self.limits.license]
        drawn = [number for number in fit if self._random(number).random() < self.limits.share]
        self.chosen = frozenset(drawn[: self.limits.first])

    def strikes(self, endpoint: str, number: str) -> bool:
        """Whether this request is one that it acts on; counts, so call it once for each."""
        limits = self.limits
        if limits.endpoint:
            if endpoint != limits.endpoint:
                return False
        elif endpoint == "session":
            return False
        if limits.license and number not in limits.license:
            return False
        with self._lock:
            self._seen += 1
            if limits.first is not None and self._used >= limits.first:
                return False
            struck = self._random(str(self._seen)).random() < limits.share
            self._used += struck
            return struck

    def variant(self, key: str) -> str:
        """The variant asked for, else one drawn for a licence or request."""
        return self.limits.variant or Random(f"{self._key}/{key}/variant").choice(self.misbehaviour.variants)

    def random(self, key: str) -> Random:
        """The dice for spoiling one licence, the same each time."""
        return Random(f"{self._key}/{key}/values")

    def _random(self, key: str) -> Random:
        return Random(f"{self._key}/{key}")

    @property
    def _key(self) -> str:
        return f"{self.limits.seed}/{self.misbehaviour.name}"


def from_text(text: str) -> Switch:
    """Read `NAME[:variant][:limit=value]...`, such as `odd_dates:dash:share=0.1`; ValueError says what's wrong."""
    name, *arguments = text.split(":")
    settings: dict[str, Any] = {"name": name}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        settings |= {key: value} if equals else {"variant": argument}
    if "license" in settings:
        settings["license"] = settings["license"].split("+")
    return from_settings(settings)


def from_settings(settings: dict[str, Any]) -> Switch:
    """Read {"name": ..., "variant", "license", "first", "share", "seed", "endpoint"}; ValueError says what's wrong."""
    name = settings.get("name")
    misbehaviour = BY_NAME.get(str(name))
    if misbehaviour is None:
        raise ValueError(f"there is no misbehaviour {name!r}: see --list-misbehaviours")
    unknown = sorted(set(settings) - {"name", "on", *LIMITS})
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no limit of a misbehaviour: there are {', '.join(LIMITS)}")
    if not (misbehaviour.spoil or misbehaviour.page or misbehaviour.answer):
        raise ValueError(f"{name} can't be switched: {misbehaviour.summary}")
    return Switch(misbehaviour=misbehaviour, limits=_limits(misbehaviour, settings))


def _limits(misbehaviour: Misbehaviour, settings: dict[str, Any]) -> Limits:
    variant, licenses = str(settings.get("variant", "")), settings.get("license", [])
    if variant and variant not in misbehaviour.variants:
        raise ValueError(f"{misbehaviour.name} knows these variants: {', '.join(misbehaviour.variants) or 'none'}")
    numbers = frozenset([licenses] if isinstance(licenses, str) else map(str, licenses))
    limits = Limits(variant=variant, license=numbers, endpoint=str(settings.get("endpoint", "")))
    try:
        limits = replace(limits, seed=int(settings.get("seed", 0)), share=float(settings.get("share", 1.0)))
        first = None if settings.get("first") is None else int(settings["first"])
    except (TypeError, ValueError):
        raise ValueError("first and seed have to be whole numbers, share a number from 0 to 1") from None
    if not 0 <= limits.share <= 1 or (first is not None and first < 0):
        raise ValueError("share goes from 0 to 1, and first is 0 or more")
    return replace(limits, first=first)
