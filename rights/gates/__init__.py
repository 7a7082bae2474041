"""The gates: what must hold before a sheet may be published."""
