"""A spreadsheet, CSV or XLSX, as an HR source: one row a person, one column an attribute."""

from sixpence.hr.sources.spreadsheet.columns import Layout
from sixpence.hr.sources.spreadsheet.source import SpreadsheetSource

__all__ = ["Layout", "SpreadsheetSource"]
