"""What is typed: commands, arguments and options, each with its help; and how an error is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from embedviz import __version__
from embedviz.errors import EmbedvizError

WRONG = 2
"""The exit code where what was asked for can't be; a terminal's own for a mistyped option."""

BEYOND = 1
"""The exit code of a check that found more than was allowed."""

EXIT_CODES = (
    "**Exit codes**: 0 it worked, 1 our own fault, 2 something that was asked for can't be."
)

EPILOG = f"""\
**Examples**

`embedviz` starts the app.

`embedviz penguins.csv` starts it with this table on *Your own data*.

`embedviz vectors.npy labels.csv` brings vectors and what belongs to them.

`embedviz reviews.parquet --text review --color stars --projection umap`

`embedviz --host 0.0.0.0 --port 80 --no-browser` on a server.

**Other commands**, each with its own --help: `embedviz export` draws into a file, without a
browser; `embedviz check` finds doubtful rows; `embedviz doctor` says what is installed and what
would be slow here.

{EXIT_CODES}
"""

EXPORT_EPILOG = f"""\
**Examples**

`embedviz export penguins.csv -o penguins.html` one file that still answers hover and search.

`embedviz export reviews.csv --text review --projection umap -o map.png`

`embedviz export words.vec -o words.parquet` labels, columns and coordinates.

{EXIT_CODES}
"""


CHECK_EPILOG = """\
**Examples**

`embedviz check reviews.csv --text review --label stars --html report.html`

`embedviz check all.csv --split split --most-leaks 0` fails where a row of the test is in training.

`embedviz check vectors.npy labels.csv --label class --most-duplicates 1% --json -`

**Exit codes**: 0 within all limits, 1 beyond one that you set, 2 something that was asked for \
can't be.
"""


class OpensFiles(TyperGroup):
    """A group whose first argument may be a file: then, and without any, the app is started."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Have everything that opens with no command's name be read by ``open``."""
        if args[:1] != ["--help"] and (not args or args[0] not in self.commands):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Show the help of ``open``, which names the other commands."""
        opening = self.commands["open"]
        opening.format_help(type(ctx)(opening, info_name=ctx.info_name), formatter)


app = typer.Typer(cls=OpensFiles, rich_markup_mode="markdown", pretty_exceptions_enable=False)

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        help="What is opened: a table, texts, vectors, files that belong together, a folder of "
        "such files, or a session file.",
        show_default=False,
    ),
]
Text = Annotated[str | None, typer.Option(help="The column whose texts become vectors.")]
Vectors = Annotated[str | None, typer.Option(help="The column that holds ready vectors.")]
Label = Annotated[str | None, typer.Option(help="The column that items are called by.")]
Color = Annotated[str | None, typer.Option(help="The column that the colours say.")]
Model = Annotated[
    str | None,
    typer.Option(help="What encodes texts: tfidf, word2vec, a model's folder or name on a hub."),
]
Drawn = Annotated[str | None, typer.Option("--projection", help="pca, umap, tsne ...")]
Encoding = Annotated[
    str | None, typer.Option(help="Of a text file whose letters look wrong: cp1251, shift_jis ...")
]
Sheet = Annotated[str | None, typer.Option(help="The sheet of an Excel file.")]
Most = Annotated[
    str | None,
    typer.Option(metavar="N", help="So many rows at most, or a share of them, such as 1%; more "
                 "is the exit code 1.", show_default=False),
]  # fmt: skip
Sample = Annotated[int | None, typer.Option(min=2, help="Take so many rows, chosen at random.")]


def _say_version(asked: bool) -> None:  # noqa: FBT001 - how typer calls it
    if asked:
        typer.echo(f"embedviz {__version__}")
        raise typer.Exit


@app.command("open", hidden=True, epilog=EPILOG)
def open_app(
    files: Files = None,
    *,
    text: Text = None,
    vectors: Vectors = None,
    label: Label = None,
    color: Color = None,
    model: Model = None,
    projection: Drawn = None,
    sample: Sample = None,
    encoding: Encoding = None,
    sheet: Sheet = None,
    host: Annotated[
        str | None, typer.Option(help="The address that is listened at; all of this machine's.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=1, max=65_535, envvar="PORT", help="Where none is given, the first free one "
            "from 8501 on.", show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes that jobs run in.")
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(metavar="small", help="“small”: one worker, and nothing is loaded before "
                     "it is asked for."),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback says it
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="Say it.")
    ] = False,
) -> None:  # fmt: skip
    """See what an embedding is: start the app, here with your own files if you name any.

    The files are seen only by who has the address that is printed, until the app is stopped.
    """
    from embedviz.command.asked import Asked
    from embedviz.command.serving import Server, serve

    asked = Asked(text, vectors, label, color, model, projection, sample, encoding, sheet)
    serve(Server(host, port, workers, memory, browser=not no_browser), files or [], asked)


@app.command(epilog=EXPORT_EPILOG)
def export(
    files: Annotated[list[Path], typer.Argument(help="As for `embedviz`.", show_default=False)],
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", show_default=False,
            help="The file that is written: .html, .png, .svg, .csv or .parquet.",
        ),
    ],
    text: Text = None,
    vectors: Vectors = None,
    label: Label = None,
    color: Color = None,
    model: Model = None,
    projection: Drawn = None,
    sample: Sample = None,
    encoding: Encoding = None,
    sheet: Sheet = None,
) -> None:  # fmt: skip
    """Draw what the app would draw first, into a file, without a browser."""
    from embedviz.command.asked import Asked
    from embedviz.command.exporting import write_picture

    asked = Asked(text, vectors, label, color, model, projection, sample, encoding, sheet)
    write_picture(files, output, asked)


@app.command(epilog=CHECK_EPILOG)
def check(
    files: Annotated[list[Path], typer.Argument(help="As for `embedviz`.", show_default=False)],
    *,
    label: Annotated[
        str | None, typer.Option(help="The column of classes whose doubtful ones are found.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="The column that says train, test ...; for leaks.")
    ] = None,
    text: Text = None,
    vectors: Vectors = None,
    model: Model = None,
    sample: Sample = None,
    encoding: Encoding = None,
    sheet: Sheet = None,
    neighbors: Annotated[
        int, typer.Option("--neighbors", "-k", min=1, max=1_000, help="How many are asked.")
    ] = 10,
    near: Annotated[
        float | None,
        typer.Option(min=0.0, help="The distance of near duplicates; else 0.13 of the usual one "
                     "to the nearest.", show_default=False),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="A report to look at: one file, without a script.")
    ] = None,
    json: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="All findings for a program; - writes them to the "
                     "standard output."),
    ] = None,
    most_duplicates: Most = None,
    most_outliers: Most = None,
    most_labels: Most = None,
    most_leaks: Most = None,
) -> None:  # fmt: skip
    """Find doubtful rows: duplicates, outliers, suspicious labels, leaks between splits, hubs.

    What near means is the distance between the vectors, as the app first makes them; the columns
    of labels and of splits are no part of them.
    """
    from embedviz.command.asked import Asked
    from embedviz.command.checking import Limits, check_files

    asked = Asked(text, vectors, None, None, model, None, sample, encoding, sheet)
    limits = Limits(most_duplicates, most_outliers, most_labels, most_leaks)
    fine = check_files(
        files, asked, limits, label=label, split=split, k=neighbors, near=near, html=html, json=json
    )
    if not fine:
        raise typer.Exit(BEYOND)


@app.command()
def doctor() -> None:
    """Say what is installed, which model, what of the processor is used, what would be slow.

    **Exit codes**: 0 all is well, 1 something that the app needs is missing.
    """
    from embedviz.command.doctor import examine

    if not examine():
        raise typer.Exit(1)


def main() -> None:
    """Run the command; an error that a person can mend is one sentence and the exit code 2."""
    try:
        app(prog_name="embedviz")
    except EmbedvizError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, highlight=False)
        raise SystemExit(WRONG) from None
