"""What is printed: the report on a match result and the checklist of one trial, as accessible PDFs and pictures."""

from matcher.report.build import build_report
from matcher.report.checklist import blank_checklist, build_checklist
from matcher.report.checklist_document import ChecklistDocument
from matcher.report.document import Identifiers, Printed, ReportDocument
from matcher.report.typeset import render_pages, render_pdf

__all__ = [
    "ChecklistDocument",
    "Identifiers",
    "Printed",
    "ReportDocument",
    "blank_checklist",
    "build_checklist",
    "build_report",
    "render_pages",
    "render_pdf",
]
