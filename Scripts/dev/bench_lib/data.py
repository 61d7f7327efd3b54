"""The made file: the same bytes each time for a number of rows. Its places and people are made up."""
import os, random


def make(folder, rows):
    """Writes `main.csv`, `places.csv` and `people.csv` into a folder of that size; gives the folder."""
    inner = os.path.join(folder, f"{rows}")
    if os.path.exists(os.path.join(inner, "done")):
        return inner
    os.makedirs(inner, exist_ok=True)
    chance = random.Random(5)
    places = [f"P{i:03d}" for i in range(200)]
    series = [f"series.{i:03d}" for i in range(100)]
    people = max(1000, rows // 25)
    # 2,000 remarks of a few words, as a form with a free field gives them.
    words = "visa held refused renewed appeal family work study asylum permit border return".split()
    remarks = sorted({" ".join(chance.choice(words) for _ in range(chance.randint(2, 6))) for _ in range(2000)})
    choice, whole, real = chance.choice, chance.randrange, chance.random
    with open(os.path.join(inner, "main.csv"), "w") as out:
        out.write("person,place,year,series,value,remark\n")
        for start in range(0, rows, 10_000):
            out.write("".join(
                f"{whole(people)},{choice(places)},{1960 + whole(65)},{choice(series)},"
                f"{f'{real() * 1000:.4f}' if whole(33) else ''},{choice(remarks)}\n"
                for _ in range(min(10_000, rows - start))))
    with open(os.path.join(inner, "places.csv"), "w") as out:
        out.write("place,zone,weight\n")
        out.write("".join(f"{place},zone{i % 7},{i * 1.5}\n" for i, place in enumerate(places)))
    with open(os.path.join(inner, "people.csv"), "w") as out:
        out.write("person,born\n")
        out.write("".join(f"{i},{1930 + whole(75)}\n" for i in range(people)))
    open(os.path.join(inner, "done"), "w").close()
    return inner
