"""Everything that a running server holds."""

from dataclasses import dataclass, field

from dev.ge_server.rate_limit import RateLimit
from dev.ge_server.request_log import RequestLog
from dev.ge_server.sessions import Sessions
from dev.ge_server.store import Store
from dev.ge_server.switches import Switches
from dev.ge_server.totals import ControlTotals


@dataclass(kw_only=True)
class World:
    """The state that endpoints and control share."""

    store: Store
    sessions: Sessions
    rate_limit: RateLimit = field(default_factory=lambda: RateLimit(0))
    latency_seconds: float = 0.0
    log: RequestLog = field(default_factory=RequestLog)
    totals: ControlTotals = field(init=False)
    switches: Switches = field(init=False)

    def __post_init__(self) -> None:
        self.totals = ControlTotals(self.store)
        self.switches = Switches(self.store)
