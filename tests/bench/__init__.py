"""The benchmarks: the real tables grown to any size, and the same work by Mawaqif and by others; see `docs/bench.md`."""
