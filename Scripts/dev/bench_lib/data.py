"""The made file: the same bytes each time for a number of rows. Its places and people are made up."""
import multiprocessing, os, random, shutil

PART = 500_000  # rows that one seed makes, so that parts can be made side by side


def make(folder, rows):
    """Writes `main.csv`, `places.csv` and `people.csv` into a folder of that size; gives the folder."""
    inner = os.path.join(folder, f"{rows}")
    if os.path.exists(os.path.join(inner, "done")):
        return inner
    os.makedirs(inner, exist_ok=True)
    people = max(1000, rows // 25)
    parts = [(inner, start, min(PART, rows - start), people) for start in range(0, rows, PART)]
    with multiprocessing.Pool() as pool, open(os.path.join(inner, "main.csv"), "w") as out:
        out.write("person,place,year,series,value,remark\n")
        for path in pool.imap(_part, parts):
            with open(path) as part:
                shutil.copyfileobj(part, out, 1 << 20)
            os.remove(path)
    with open(os.path.join(inner, "places.csv"), "w") as out:
        out.write("place,zone,weight\n")
        out.write("".join(f"{place},zone{i % 7},{i * 1.5}\n" for i, place in enumerate(PLACES)))
    chance = random.Random(6)
    with open(os.path.join(inner, "people.csv"), "w") as out:
        out.write("person,born\n")
        out.write("".join(f"{i},{1930 + chance.randrange(75)}\n" for i in range(people)))
    open(os.path.join(inner, "done"), "w").close()
    return inner


PLACES = [f"P{i:03d}" for i in range(200)]


def _part(task):
    """Rows from `start` on, into a file of their own. Texts are put together before, since that is
    most of the work: a place with a year, and a series."""
    inner, start, count, people = task
    chance = random.Random(5)
    # 2,000 remarks of a few words, as a form with a free field gives them.
    words = "visa held refused renewed appeal family work study asylum permit border return".split()
    remarks = sorted({" ".join(chance.choice(words) for _ in range(chance.randint(2, 6))) for _ in range(2000)})
    remarks = [f"{remark}\n" for remark in remarks]
    places = [f"{place},{year}" for place in PLACES for year in range(1960, 2025)]
    series = [f"series.{i:03d}" for i in range(100)]
    chance = random.Random(start + 7)
    path = os.path.join(inner, f"part{start}")
    with open(path, "w") as out:
        for first in range(0, count, 10_000):
            n = min(10_000, count - first)
            # One value in 33 is missing.
            values = ["%.4f" % (x * 1000) if x < 1 else "" for x in (chance.random() * 33 / 32 for _ in range(n))]
            out.write("".join(map("%d,%s,%s,%s,%s".__mod__, zip(
                (int(chance.random() * people) for _ in range(n)), chance.choices(places, k=n),
                chance.choices(series, k=n), values, chance.choices(remarks, k=n)))))
    return path


def remove(folder):
    """The largest file takes gigabytes; the next size needs the room."""
    shutil.rmtree(folder)
