"""The first frame of every page: a stored trace and its drawings, so that a page shows real numbers before any script."""
