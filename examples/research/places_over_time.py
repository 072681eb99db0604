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
# a text that was not read. `answer` is `yes`, `no`, `unknown`, or a count where a definition has no threshold. `law` is the law or the suit
# that moved the answer, by its name, and `rules` are the ids of the rules that began and ended on that day, with which a reader finds the
# citations; both are empty where no law moved it: what is known begins there, or a fact changed. `digest` is that of the law, to cite.
#
# An answer on an early day is one of the law *as known now*: `unknown` says that nothing was searched for that day, not that there was
# no law. Do not read a first `yes` as the day on which a place became anything.

# %%
rows = []
for place in places:
    followed = sanctuary.timeline(place.id)
    changes = {change.on: change for change in followed.changes}
    for track in followed.tracks:
        if track.kind == "verdict":
            for number, one in enumerate(track.stretches):
                moved_by = changes.get(one.since) if number else None
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
                        "law": moved_by.law if moved_by else "",
                        "rules": "; ".join([*moved_by.began, *moved_by.ended]) if moved_by else "",
                        "digest": followed.digest,
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
# Drawn without a library for drawing: a small picture for each definition that gives a verdict, one below the other. In each year the
# column is all places of the frame: those that say yes below, those that say no above them, and the rest, of which nothing is known. The
# column of the known grows because more law was read, so a figure of the yes alone would show how this project grew and no country.

# %%
FILLS = {"yes": "#1a4480", "no": "#b8c4d6", "unknown": "#ffffff"}
names = sorted(counts.filter(pl.col("answer") != "unknown")["definition"].unique())  # a definition that only counts traits gives no verdict
every, left, top, width, tall, step = max(len(places), 1), 60, 84, 640, 84, 128
bar = width / len(years)
found = {(row["definition"], row["year"], row["answer"]): row["len"] for row in counts.iter_rows(named=True)}
marks = [
    '<text x="20" y="28" font-size="17" font-weight="bold">What each definition says of the places whose law is encoded</text>',
    f'<text x="20" y="48" font-size="12">Places on 1 July of each year, of {len(places)}. A sample of convenience: no estimate for the country.</text>',
]
for number, (word, fill) in enumerate(FILLS.items()):
    x = 20 + 110 * number
    marks.append(
        f'<rect x="{x}" y="60" width="14" height="12" fill="{fill}" stroke="#1b1b1b"/><text x="{x + 20}" y="70" font-size="12">{word}</text>'
    )
for number, definition in enumerate(names):
    y = top + step * number
    marks.append(f'<text x="{left}" y="{y + 12}" font-size="13" font-weight="bold">{definition.removeprefix("standard-")}</text>')
    marks += [
        f'<text x="{left - 8}" y="{y + 28}" font-size="11" text-anchor="end">{len(places)}</text>',
        f'<text x="{left - 8}" y="{y + 20 + tall}" font-size="11" text-anchor="end">0</text>',
        f'<text x="16" y="{y + 20 + tall / 2}" font-size="11" text-anchor="middle" transform="rotate(-90 16 {y + 20 + tall / 2})">places</text>',
    ]
    for at, year in enumerate(years):
        base = y + 20 + tall
        for word, fill in FILLS.items():
            part = tall * found.get((definition, year, word), 0) / every
            base -= part
            marks.append(
                f'<rect x="{left + at * bar + 1:.1f}" y="{base:.1f}" width="{bar - 2:.1f}" height="{part:.1f}" fill="{fill}" stroke="#1b1b1b" '
                f'stroke-width="0.5"><title>{definition}, {year}, {word}: {found.get((definition, year, word), 0)}</title></rect>'
            )
        if year % 5 == 0:
            marks.append(f'<text x="{left + (at + 0.5) * bar:.0f}" y="{y + 34 + tall}" font-size="11" text-anchor="middle">{year}</text>')
marks.append(f'<text x="{left + width / 2}" y="{top + step * len(names) + 10}" font-size="12" text-anchor="middle">year</text>')
high = top + step * len(names) + 20
drawing = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {high}" width="720" height="{high}" font-family="sans-serif" role="img">'
    f'<title>What each definition says of the places whose law is encoded, by year</title><rect width="720" height="{high}" fill="#ffffff"/>'
    f"{''.join(marks)}</svg>\n"
)

# %% [markdown]
# ## To keep
#
# The frame as Parquet and CSV, the drawing as SVG, beside this run.

# %%
if "--save" in sys.argv:
    frame.write_parquet("places_over_time.parquet")
    frame.write_csv("places_over_time.csv")
    Path("places_by_definition.svg").write_text(drawing, encoding="utf-8")

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
