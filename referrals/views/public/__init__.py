"""The public door, `/refer/`: no account, no session, nothing read (ADR 0032)."""
