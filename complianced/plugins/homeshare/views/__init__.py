"""Views of Homeshare."""
