"""Recurrent networks in NumPy, with every intermediate value kept: numbers only, no web and no language."""
