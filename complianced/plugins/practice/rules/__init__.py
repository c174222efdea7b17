"""The rules of shared practice, one topic a module."""
