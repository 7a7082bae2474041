"""Helper mode: one dense page for whoever helps many people a day."""
