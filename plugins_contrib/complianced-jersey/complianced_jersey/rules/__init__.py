"""The rules, a topic to a module."""
