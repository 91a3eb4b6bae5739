"""The printable report: a match result in words, as an accessible PDF and as the same pages in pictures."""

from matcher.report.build import build_report
from matcher.report.document import Identifiers, ReportDocument
from matcher.report.typeset import render_pages, render_pdf

__all__ = ["Identifiers", "ReportDocument", "build_report", "render_pages", "render_pdf"]
