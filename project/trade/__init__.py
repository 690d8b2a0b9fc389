"""Purchases and sales of licences."""
