"""Demonstration data: three areas, the published case of Daniel and Jessica, and an ordinary year around it."""
