"""Views that the shared ones lack: host families as one subject, the adults of a house, and what children call for."""
