"""The indicators, paper and practice apart, one topic a module."""
