"""Views of Jersey's own, a subject to a module."""
