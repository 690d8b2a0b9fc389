"""The admin of reference data. Django imports this package; each module registers its pages."""

from project.core.admin import code, company, item, norm

__all__ = ["code", "company", "item", "norm"]
