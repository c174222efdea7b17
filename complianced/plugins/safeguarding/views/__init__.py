"""Views of concerns that the shared ones lack."""
