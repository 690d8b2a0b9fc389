"""Every code of the schema audit: what `--only` and waivers may name."""

from project.schema_audit.detectors import ALL
from project.schema_audit.fixes.planners import PLANNERS
from project.waivers import NEVER_WAIVED

CODES = frozenset(detector.__name__ for detector in ALL) | frozenset(PLANNERS) | NEVER_WAIVED
