"""What the public is asked, one question a page."""
