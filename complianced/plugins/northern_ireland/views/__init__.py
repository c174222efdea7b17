"""The views that only Northern Ireland's rules need."""
