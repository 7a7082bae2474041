"""The pages of the questionnaire, one module for each part of the way."""
