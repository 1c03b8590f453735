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
browser; `embedviz doctor` says what is installed and what would be slow here.

{EXIT_CODES}
"""

EXPORT_EPILOG = f"""\
**Examples**

`embedviz export penguins.csv -o penguins.html` one file that still answers hover and search.

`embedviz export reviews.csv --text review --projection umap -o map.png`

`embedviz export words.vec -o words.parquet` labels, columns and coordinates.

{EXIT_CODES}
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
