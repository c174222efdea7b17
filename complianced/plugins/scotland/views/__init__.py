"""Views that only the rules of Scotland need."""
