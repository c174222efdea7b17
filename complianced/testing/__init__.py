"""The published test kit: rule cases as data, and the checks that every bundle must pass."""
