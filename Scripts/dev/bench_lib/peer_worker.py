"""Runs inside a peer: loads the made file, times each query, prints JSON. Started by the benchmark.

Usage: peer_worker.py PEER THREADS FOLDER REPEATS
Prints a line of JSON for each thing done, so that what was measured stays when the process is ended
for its use of memory: {"load": [ms, processor ms], "memory": bytes}, then for each query
{"query": name, "times": [[ms, processor ms], …], "rows": …} or {"query": name, "lacks": "memory"}.
"""
import json, os, resource, sys, time

peer, threads, folder, repeats = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
if peer == "polars":
    os.environ["POLARS_MAX_THREADS"] = str(threads)
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True
# Only the list of queries: the package itself would load every part.
import importlib.util  # noqa: E402

_place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "queries.py")
_spec = importlib.util.spec_from_file_location("queries", _place)
queries = importlib.util.module_from_spec(_spec)
sys.modules["queries"] = queries
_spec.loader.exec_module(queries)


def timed(action):
    begin, processor = time.perf_counter(), time.process_time()
    result = action()
    return [(time.perf_counter() - begin) * 1000, (time.process_time() - processor) * 1000], result


def path(name):
    return os.path.join(folder, name + ".csv")


FILES = {"t": "main", "d": "places", "p": "people"}


def duckdb():
    import duckdb
    connection = duckdb.connect()
    connection.execute(f"set threads to {threads}")

    def load():
        connection.execute(f"create table t as select * from read_csv('{path('main')}')")
    taken, _ = timed(load)
    for name in ("d", "p"):
        connection.execute(f"create table {name} as select * from read_csv('{path(FILES[name])}')")

    def run(query):
        return connection.execute(query.sql).fetchall()

    return taken, run, lambda query: connection.execute(query.check_sql).fetchall()


def polars():
    import polars as pl
    taken, t = timed(lambda: pl.read_csv(path("main")))
    frames = [t.lazy()] + [pl.read_csv(path(FILES[name])).lazy() for name in ("d", "p")]
    last = {}

    def run(query):
        last["table"] = query.polars(pl, *frames).collect()
        return last["table"].rows() if not query.check else None

    return taken, run, lambda query: last["table"].select("value", "person").slice(1000, 3).rows()


def sqlite3():
    import csv, sqlite3
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (person integer, place text, year integer, series text, value real, remark text)")
    connection.execute("create table d (place text primary key, zone text, weight real)")
    connection.execute("create table p (person integer primary key, born integer)")

    def fill(name):
        with open(path(FILES[name])) as file:
            rows = csv.reader(file)
            marks = ",".join("?" * len(next(rows)))
            connection.executemany(
                f"insert into {name} values ({marks})", ([cell or None for cell in row] for row in rows))
    taken, _ = timed(lambda: fill("t"))
    fill("d")
    fill("p")
    sql = lambda query: query.sql.replace("contains(remark, 'asylum')", "instr(remark, 'asylum')").replace(  # noqa: E731
        "filter (a.m - b.m is not null)", "filter (where a.m - b.m is not null)")
    return taken, lambda query: connection.execute(sql(query)).fetchall(), None


def lacks_memory(error):
    return isinstance(error, MemoryError) or "memory" in type(error).__name__.lower() + str(error).lower()


def tell(line):
    print(json.dumps(line), flush=True)


try:
    # Where memory runs out, this process is the one to end.
    with open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")
except OSError:
    pass
load, run, check = {"duckdb": duckdb, "polars": polars, "sqlite3": sqlite3}[peer]()
tell({"load": load, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024})
for query in queries.QUERIES:
    if peer == "sqlite3" and not query.sqlite:
        continue
    times, rows = [], None
    try:
        for _ in range(repeats):
            taken, rows = timed(lambda: run(query))
            times.append(taken)
        if query.check:
            rows = check(query)
        tell({"query": query.name, "times": times, "rows": rows})
    except Exception as error:
        if not lacks_memory(error):
            raise
        tell({"query": query.name, "lacks": "memory"})
