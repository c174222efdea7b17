"""Records in: a folder, workbook or database read into typed frames; every bad cell, row or key becomes a problem."""

from complianced.intake.draft import DraftMapping, draft_mapping
from complianced.intake.errors import IntakeError, MappingError
from complianced.intake.read import read_records

__all__ = ["DraftMapping", "IntakeError", "MappingError", "draft_mapping", "read_records"]
