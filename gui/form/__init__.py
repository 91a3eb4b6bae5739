"""The form in which a patient is entered."""
