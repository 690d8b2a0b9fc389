"""The admin of licences. Django imports this package; each module registers its pages."""

from project.license.admin import invoice, item, license, movement, purchase

__all__ = ["invoice", "item", "license", "movement", "purchase"]
