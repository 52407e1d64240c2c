"""How the shipped models were trained: `python -m models.train` does all of it again."""
