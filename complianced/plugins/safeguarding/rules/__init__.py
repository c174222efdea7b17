"""The rules of the life of a concern, and of those who should be ready for one."""
