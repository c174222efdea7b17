"""The views that only the rules of shared practice need."""
