"""The rules of Wales, one topic a module."""
