# %% [markdown]
# # All places by all definitions, over time
#
# Each place whose law is encoded, each definition, each day on which an answer changed: as one frame, with two figures and a citation.
# Run it as a script, or cell by cell in an editor that knows `# %%`. Nothing is loaded from a network.
#
#     python examples/research/places_over_time.py                 every state, county and city; a minute
#     python examples/research/places_over_time.py us-or us-tx     some of them

# %%
import sys
from datetime import date
from pathlib import Path

import polars as pl

import sanctuary

ASKED = ("state", "county", "city")
chosen = [one for one in sys.argv[1:] if not one.startswith("-")]
places = [one for one in sanctuary.places() if (one.id in chosen if chosen else one.government in ASKED)]

# %% [markdown]
# ## The frame
#
# A row for each stretch of days on which an answer stayed the same. `until` is the first day on which it no longer held; it is missing
# for the last stretch, which is known through `known_through` and presumed after it. `reported` marks an answer that rests on a report of
# a text that was not read. `answer` is `yes`, `no`, `unknown`, or a count where a definition has no threshold.
#
# An answer on an early day is one of the law *as known now*: `unknown` says that nothing was searched for that day, not that there was
# no law. Do not read a first `yes` as the day on which a place became anything.

# %%
rows = []
for place in places:
    followed = sanctuary.timeline(place.id)
    for track in followed.tracks:
        if track.kind == "verdict":
            for one in track.stretches:
                rows.append(
                    {
                        "place": place.id,
                        "title": place.title,
                        "government": place.government,
                        "definition": track.standard,
                        "since": one.since,
                        "until": one.until,
                        "known_through": place.known_through,
                        "answer": one.answer,
                        "reported": one.reported,
                    }
                )
frame = pl.DataFrame(rows, schema_overrides={"until": pl.Date}).sort("definition", "place", "since")
print(frame)

# %% [markdown]
# ## The answer on a day
#
# One row for each place and definition: join it to other data by `place` and a day. Keep `known_through` in whatever you publish: after it
# the last law read is presumed to stand.


# %%
def answers_on(day: date) -> pl.DataFrame:
    """The frame of one day."""
    held = (pl.col("since") <= day) & (pl.col("until").is_null() | (pl.col("until") > day))
    return frame.filter(held).with_columns(day=pl.lit(day), presumed=pl.col("known_through") < day)


then, now = answers_on(date(2015, 1, 1)), answers_on(date(2026, 1, 1))
moved = then.join(now, on=["place", "definition"], suffix="_now").filter(pl.col("answer") != pl.col("answer_now"))
print(moved.select("place", "definition", "answer", "answer_now"))

# %% [markdown]
# ## Figure 1: how many places have which answer, year by year
#
# Counts of places in this frame, which were chosen by what was encoded: a sample of convenience, and no estimate for the country.

# %%
verdicts = frame.filter(pl.col("answer").is_in(["yes", "no", "unknown"]))
years = list(range(2000, 2027))
by_year = pl.concat([answers_on(date(year, 7, 1)).with_columns(year=pl.lit(year)) for year in years])
counts = (
    by_year.filter(pl.col("answer").is_in(["yes", "no", "unknown"]))
    .group_by("definition", "year", "answer")
    .len()
    .sort("definition", "year", "answer")
)
print(counts.pivot("answer", index=["definition", "year"], values="len").filter(pl.col("year") % 5 == 0))

# %% [markdown]
# ## Figure 2: definitions beside each other
#
# In how many places two definitions give the same verdict today, of those where both give one. Definitions that ask the reverse
# (`standard-mandate`) are expected to differ: a low number there is no disagreement.

# %%
told = now.filter(pl.col("answer").is_in(["yes", "no"])).select("place", "definition", "answer")
pairs = told.join(told, on="place", suffix="_other").filter(pl.col("definition") < pl.col("definition_other"))
agree = pairs.group_by("definition", "definition_other").agg(same=(pl.col("answer") == pl.col("answer_other")).sum(), places=pl.len())
print(agree.sort("definition", "definition_other"))

# %% [markdown]
# ## A figure for a page
#
# Drawn without a library for drawing: a step for each definition, as many places as say yes. Shape and word tell the lines apart.

# %%
yes = counts.filter(pl.col("answer") == "yes")
tallest, left, width, high = max(len(places), 1), 40, 640, 220
marks = []
for number, definition in enumerate(sorted(yes["definition"].unique())):
    steps = {row["year"]: row["len"] for row in yes.filter(pl.col("definition") == definition).iter_rows(named=True)}
    points = [(left + width * i / (len(years) - 1), 20 + high * (1 - steps.get(year, 0) / tallest)) for i, year in enumerate(years)]
    path = " ".join(f"{'M' if not i else 'L'}{x:.0f} {y:.0f}" for i, (x, y) in enumerate(points))
    dash = f"{2 + 3 * number} {2 + number}"
    name = definition.removeprefix("standard-")
    marks.append(f'<path d="{path}" fill="none" stroke="#1a4480" stroke-width="2" stroke-dasharray="{dash}"/>')
    marks.append(f'<text x="{left + width + 8}" y="{points[-1][1] - 12 * number % 24:.0f}" font-size="11">{name}</text>')
marks += [
    f'<text x="{left + width * i / (len(years) - 1):.0f}" y="260" font-size="11" text-anchor="middle">{y}</text>'
    for i, y in enumerate(years)
    if y % 5 == 0
]
marks += [
    f'<text x="{left - 8}" y="24" font-size="11" text-anchor="end">{tallest}</text>',
    f'<text x="{left - 8}" y="{20 + high}" font-size="11" text-anchor="end">0</text>',
]
drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 270" font-family="sans-serif" role="img"><title>Places that say yes, by definition and year</title>{"".join(marks)}</svg>\n'

# %% [markdown]
# ## To keep
#
# The frame as Parquet and CSV, the drawing as SVG, beside this run.

# %%
if "--save" in sys.argv:
    frame.write_parquet("places_over_time.parquet")
    frame.write_csv("places_over_time.csv")
    Path("places_that_say_yes.svg").write_text(drawing, encoding="utf-8")

# %% [markdown]
# ## How to cite
#
# Name the program, the packs by version and digest, and the day: another digest may answer otherwise. A digest can be asked for again:
# `sanctuary.place("us-or", on="2026-01-01", packs=DIGEST)` refuses any other law.

# %%
laws = {place.id: sanctuary.place(place.id, on="2026-01-01") for place in places}
print(f"sanctuary {sanctuary.__version__}. Answers for 2026-01-01 of the law as encoded in:")
for name, law in laws.items():
    print(f"  {name}: read through {law.known_through}, digest {law.digest}")
