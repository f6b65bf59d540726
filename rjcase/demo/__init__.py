"""Demonstration data: three areas, a published case, and an ordinary half-year."""
