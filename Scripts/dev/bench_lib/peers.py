"""Programs that Accord is measured against. Those not installed are left out, and the page says so."""
import os, shutil, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def _python_has(module):
    code = f"import {module}; print({module}.__version__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def duckdb_program():
    """DuckDB's own program: from its Python package (no wrapper is timed), else by name."""
    try:
        import duckdb_cli
        path = os.path.join(os.path.dirname(duckdb_cli.__file__), "duckdb")
        if os.access(path, os.X_OK):
            return path
    except ImportError:
        pass
    return shutil.which("duckdb")


def sqlite_program():
    return shutil.which("sqlite3")


def miller_program():
    return shutil.which("mlr")


def versions():
    """`duckdb 1.1.0, polars …`, with what is missing named."""
    import sqlite3
    found = [f"sqlite3 {sqlite3.sqlite_version}"]
    for module in ("duckdb", "polars"):
        version = _python_has(module)
        found.append(f"{module} {version}" if version else f"{module} not installed")
    if miller_program():
        text = subprocess.run(["mlr", "--version"], capture_output=True, text=True).stdout
        found.append("Miller " + text.split()[-1])
    else:
        found.append("Miller not installed")
    return ", ".join(found)


def available(names):
    """Those of duckdb, polars and sqlite3 that can be run inside Python."""
    return [name for name in names if name == "sqlite3" or _python_has(name)]


def worker(peer, threads, *arguments):
    """A process that loads a file into a peer and times each query inside: see peer_worker.py."""
    return [sys.executable, os.path.join(HERE, "peer_worker.py"), peer, str(threads), *arguments]
