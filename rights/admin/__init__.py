"""The editor's side: forms with one tab per language, permissions per institution."""
