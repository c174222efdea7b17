"""The views that only the indicators of self-employment need."""
