"""The views that only the rules of Wales need."""
