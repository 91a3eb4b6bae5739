"""What is printed: report, checklist of one trial and take-along sheet, as accessible PDFs and pictures."""

from matcher.report.build import build_report
from matcher.report.checklist import blank_checklist, build_checklist
from matcher.report.checklist_document import ChecklistDocument
from matcher.report.document import Identifiers, Printed, ReportDocument
from matcher.report.sheet import build_sheet
from matcher.report.sheet_document import SheetDocument
from matcher.report.typeset import render_pages, render_pdf

__all__ = [
    "ChecklistDocument",
    "Identifiers",
    "Printed",
    "ReportDocument",
    "SheetDocument",
    "blank_checklist",
    "build_checklist",
    "build_report",
    "build_sheet",
    "render_pages",
    "render_pdf",
]
