"""HTTP over the engine: decode, one engine call, encode."""
