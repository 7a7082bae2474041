"""The checkers of others, on the running site; `python -m tests.audit` runs them all."""
