"""Compare data/tv_shows.csv with a table of TVmaze's facts and print each disagreement.

    python scripts/check_tv_shows.py tv_tvmaze.csv

The given CSV has the columns title, premiere, end (dates; end is empty while a show runs), seasons
and episodes. Years and seasons must be equal, episodes within 3 %. A disagreement that is
understood is printed with its reason; one that is not makes the script end with status 1.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
TOLERANCE = 0.03
YEARS_APART = 2

# Ours: TVmaze's title, where more than an article, an accent or a bracket differs.
CALLED = {
    "Deutschland 83/86/89": "Deutschland",
    "Generation War": "Unsere Mütter, unsere Väter",
    "Gomorrah": "Gomorra",
    "Lost in Space (1965)": "Irwin Allen's Lost in Space",
    "Parasyte: The Maxim": "Kiseijuu",
    "Spiral": "Engrenages",
    "The Bridge (Sweden and Denmark)": "Bron / Broen",
    "The Heavy Water War": "Kampen om tungtvannet",
    "The Killing (Denmark)": "Forbrydelsen",
    "The Legacy (Denmark)": "Arvingerne",
    "The Returned (France)": "Les Revenants",
}

LATER = "TVmaze goes on after 2023"
FILM = "TVmaze counts a film or a reunion after the series"
PILOT = "TVmaze counts a pilot shown earlier"
SPECIALS = "TVmaze leaves the specials out"
REASONS = {
    "30 Rock": FILM,
    "ALF": "TVmaze counts the cut for syndication, and the film of 1996",
    "Adventure Time": PILOT,
    "American Horror Story": LATER,
    "Black Mirror": LATER + "; the special of 2014 counts with us",
    "Breaking Bad": FILM,
    "Chicago Fire": LATER,
    "Cowboy Bebop (1998)": FILM,
    "CSI: Crime Scene Investigation": "TVmaze counts the final film as a season",
    "Criminal Minds": LATER,
    "Curb Your Enthusiasm": LATER,
    "Deadwood": FILM,
    "Death Note": "one run of 37 episodes; TVmaze splits it in two",
    "Doctor Who (1963)": FILM,
    "Downton Abbey": SPECIALS,
    "Dragon Ball Z": "TVmaze counts a special of 2011",
    "Frasier (1993)": "the same 264 episodes, shown in 11 seasons",
    "Ghost in the Shell: Stand Alone Complex": FILM,
    "Grey's Anatomy": LATER,
    "I Dream of Jeannie": FILM,
    "It's Always Sunny in Philadelphia": LATER,
    "Kath & Kim": FILM,
    "Knight Rider (1982)": FILM,
    "Law & Order": LATER,
    "Law & Order: Special Victims Unit": LATER,
    "Luther": FILM,
    "MacGyver (1985)": FILM,
    "Monk": FILM,
    "Mr. Bean": "the 15th episode came out on video",
    "Murder, She Wrote": FILM,
    "NCIS": LATER,
    "Only Fools and Horses": SPECIALS,
    "Outlander": LATER,
    "Perry Mason (1957)": FILM,
    "Rick and Morty": "the same 71 episodes; TVmaze has opened the next season",
    "Sabrina the Teenage Witch": "the same 163 episodes, shown in 7 seasons",
    "Saved by the Bell": FILM,
    "Sherlock": SPECIALS,
    "Stargate SG-1": FILM,
    "The IT Crowd": SPECIALS,
    "The Inbetweeners (UK)": "the same 18 episodes, shown in 3 series",
    "The Office (UK)": "two series of 6 and a special in two parts",
    "The Simpsons": LATER,
    "Verano azul": "19 episodes were shown; TVmaze's list is incomplete",
}


@dataclass(frozen=True)
class Comparison:
    """What a show's row and TVmaze's have in common."""

    years: bool
    seasons: bool
    episodes: bool
    differences: tuple[str, ...]


def plain_title(title: str) -> str:
    """Reduce a title to what identifies it.

    Examples
    --------
    >>> plain_title("The Office (UK)"), plain_title("Prófugos"), plain_title("Key & Peele")
    ('office', 'profugos', 'keyandpeele')
    """
    letters = unicodedata.normalize("NFKD", re.sub(r"\s*\([^)]*\)$", "", title))
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    letters = re.sub(r"^the ", "", letters.casefold().replace("&", "and"))
    return re.sub(r"[^a-z0-9%]", "", letters)


def compare(ours: pd.Series, theirs: pd.Series) -> Comparison:
    """Hold one show against TVmaze's row of it."""
    debut = int(theirs["premiere"][:4])
    end = int(theirs["end"][:4]) if isinstance(theirs["end"], str) else None
    differences = []
    if debut != ours["debuted"]:
        differences.append(f"debuted {ours['debuted']}, TVmaze {debut}")
    if end is None and ours["running"] == "no":
        differences.append(f"ended {ours['ended']}, TVmaze running")
    if end is not None and end != ours["ended"]:
        differences.append(f"ended {ours['ended']}, TVmaze {end}")
    years = not differences
    seasons = bool(theirs["seasons"] == ours["seasons"])
    if not seasons:
        differences.append(f"{ours['seasons']} seasons, TVmaze {theirs['seasons']}")
    episodes = abs(theirs["episodes"] - ours["episodes"]) <= TOLERANCE * ours["episodes"]
    if not episodes:
        differences.append(f"{ours['episodes']} episodes, TVmaze {theirs['episodes']}")
    return Comparison(years, seasons, bool(episodes), tuple(differences))


def pairs(
    shows: pd.DataFrame, reference: pd.DataFrame
) -> Iterator[tuple[pd.Series, pd.Series | None]]:
    """Give each show with TVmaze's row of the same title from about the same year, if any."""
    reference = reference[reference["premiere"].notna()]
    keys = reference["title"].map(plain_title)
    years = reference["premiere"].str[:4].astype(int)
    for _, show in shows.iterrows():
        key = plain_title(CALLED.get(show["title"], show["title"]))
        apart = (years - show["debuted"]).abs()
        fits = apart[(keys == key) & (apart <= YEARS_APART)]
        yield show, None if fits.empty else reference.loc[fits.idxmin()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the comparison; give 1 if a disagreement has no reason yet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("reference", type=Path, help="a CSV of TVmaze's facts")
    parser.add_argument("--shows", type=Path, default=ROOT / "data" / "tv_shows.csv")
    asked = parser.parse_args(arguments)
    shows = pd.read_csv(asked.shows, keep_default_na=False)
    reference = pd.read_csv(asked.reference)
    found, absent, unexplained = [], [], 0
    for show, theirs in pairs(shows, reference):
        if theirs is None:
            absent.append(show["title"])
            continue
        result = compare(show, theirs)
        found.append(result)
        if result.differences:
            reason = REASONS.get(show["title"])
            unexplained += reason is None
            print(f"{show['title']}: {'; '.join(result.differences)} ({reason or 'NO REASON YET'})")
    print(f"\n{len(shows)} shows, {len(found)} of them in the reference.")
    for fact in ("years", "seasons", "episodes"):
        print(f"  {fact} confirmed: {sum(getattr(each, fact) for each in found)}")
    print(f"  all three confirmed: {sum(not each.differences for each in found)}")
    print(f"  disagreements without a reason: {unexplained}")
    print(f"Not in the reference ({len(absent)}): {'; '.join(absent)}")
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
