"""Guided questions, results, and what people take along. Nothing is kept."""
