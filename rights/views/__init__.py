"""Public pages: each view reads the bundle and renders, top to bottom."""
