"""What follows from a patient's answers and a trial's criteria: verdicts, reasons, dates, reports."""
