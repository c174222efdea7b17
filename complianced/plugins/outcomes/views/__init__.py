"""Views of outcomes and recruitment."""
