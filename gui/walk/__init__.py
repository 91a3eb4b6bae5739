"""The walk: a patient at home answers one question a screen, in plain words, and sees what could fit."""
