"""The first frame of every page: a stored trace and its drawings, real numbers before any script."""
