"""Customs bills of entry and what they debit."""
