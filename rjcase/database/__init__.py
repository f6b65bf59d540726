"""Django's PostgreSQL backend with two roles: one answers requests, one owns the tables."""
