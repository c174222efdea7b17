"""Northern Ireland's rules, one topic a module."""
