"""From a place to the service that works there: postcode, district or police force (ADR 0033)."""
