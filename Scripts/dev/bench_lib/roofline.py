"""What the machine can do: the rate at which memory is read, beside what queries reach of it."""
import concurrent.futures, multiprocessing, threading, time

from . import report

LARGE = 400_000_000
# Beside the sizes: the rate at which memory is filled that no process used for some seconds. On a
# virtual machine its host may have taken it back and must give and clear it anew.
FRESH, FRESH_SIZE = "fresh", 2_000_000_000


def bandwidth(sizes):
    """{threads: {bytes: bytes per second}}: numpy's maximum of an array, the best of some. Empty
    without numpy."""
    # In a process of its own: what this one has held counts as held by those that it starts.
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, sizes).result()


def _measured(sizes):
    try:
        import numpy
    except ImportError:
        return {}
    time.sleep(5)
    begin = time.perf_counter()
    numpy.empty(FRESH_SIZE // 8).fill(1)
    fresh = FRESH_SIZE / (time.perf_counter() - begin)
    found = {}
    for threads in (1, 2):
        found[threads] = {FRESH: fresh}
        for size in {*sizes, LARGE}:
            cells = numpy.ones(max(threads, size // 8))
            parts = numpy.array_split(cells, threads)
            best = min(_once(parts) for _ in range(15))
            found[threads][size] = size / best
    return found


def _once(parts):
    # Reductions leave Python's lock, so that threads read side by side.
    others = [threading.Thread(target=part.max) for part in parts[1:]]
    begin = time.perf_counter()
    for other in others:
        other.start()
    parts[0].max()
    for other in others:
        other.join()
    return time.perf_counter() - begin


def section(rows, threads, bandwidth, times):
    """`times`: milliseconds by name of the query."""
    from .queries import QUERIES

    lines = []
    for query in QUERIES:
        if not query.touched or not times.get(query.name):
            continue
        size = query.touched * rows
        rate, possible = size / times[query.name] * 1000, bandwidth[size]
        lines.append([query.name, f"{size / 1e6:.0f}", f"{rate / 1e9:.1f}", f"{possible / 1e9:.1f}",
                      f"{100 * rate / possible:.0f} %"])
    return report.Section(
        f"{rows:,} rows, {threads} thread{'s' * (threads > 1)}: the share of memory's bandwidth",
        "Bytes of the columns that the query reads, the rate at which Accord goes through them, and the rate at "
        "which numpy (256 or 512-bit instructions) finds the maximum of an array of that many bytes with as many "
        f"threads, in the same run. What fits the cache is read from there; 400 MB are read at {bandwidth[LARGE] / 1e9:.1f} "
        f"GB/s, but memory that was not used for some seconds is filled at {bandwidth[FRESH] / 1e9:.1f} GB/s, since it is given "
        "and cleared anew: that bounds loading, sorting and ranking where their buffers are large. A high share: "
        "memory bounds the query; a low one: the work per row. Above 100 %: most blocks were not read, by their bounds.",
        ["work", "MB", "GB/s", "machine GB/s", "share"], lines)
