"""The house: what is light stays light, what is public is listed, what is written is offered."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import embedviz
from embedviz.datasets import DATASETS
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.embedder import Embedder
from embedviz.lessons import LESSONS
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS
from embedviz.registry import Registry

MODELS_AND_UMAP = {"torch", "umap", "streamlit", "sentence_transformers", "transformers", "faiss"}
PACKAGE = Path(embedviz.__file__).parent
ROOT = PACKAGE.parent


def imported_by(code: str, folder: Path) -> set[str]:
    """Top-level modules that a new process holds after running ``code``."""
    told = "\nimport sys, json\nprint(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    run = subprocess.run(
        [sys.executable, "-c", code + told], check=True, capture_output=True, text=True, cwd=folder
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_importing_embedviz_imports_nothing_heavy(tmp_path):
    imported = imported_by("import embedviz", tmp_path)
    assert "embedviz" in imported
    heavy = {"torch", "umap", "streamlit", "sklearn", "pandas", "scipy", "plotly", "faiss"}
    assert not imported & heavy


def test_a_server_listens_before_anything_heavy_is_imported():
    modules = ("engine.health", "ui.plot_assets", "ui.progress", "ui.serving")
    code = "\n".join(f"import embedviz.{name}" for name in modules)
    assert not imported_by(code, ROOT) & {"pandas", "sklearn", "jinja2", "torch", "umap"}


def test_listing_what_there_is_imports_none_of_it(tmp_path):
    code = (
        "import sys\n"
        "from embedviz.datasets import DATASETS\n"
        "from embedviz.embedders import EMBEDDERS\n"
        "from embedviz.projections import PROJECTIONS\n"
        "from embedviz.lessons import LESSONS\n"
        "assert all(map(list, (DATASETS, EMBEDDERS, PROJECTIONS, LESSONS)))\n"
        "assert len([name for name in sys.modules if name.startswith('embedviz.embedders')]) == 1\n"
    )
    assert not imported_by(code, tmp_path) & MODELS_AND_UMAP


def test_looking_at_what_fits_imports_no_model_and_no_umap(tmp_path):
    code = (
        "import embedviz as ev\n"
        "from embedviz.embedders.first import first_embedder, fitting\n"
        "from embedviz.projections.first import fitting as drawn\n"
        "for name in ev.list_datasets():\n"
        "    dataset = ev.load_dataset(name)\n"
        "    assert fitting(dataset) and drawn(dataset, first_embedder(dataset).columns(dataset))\n"
    )
    assert not imported_by(code, tmp_path) & MODELS_AND_UMAP


def test_the_work_of_the_cities_page_imports_no_model_and_no_umap(tmp_path):
    code = (
        "import embedviz as ev\n"
        "space = ev.vectorize(ev.load_dataset('cities'))\n"
        "space.neighbors('Vancouver, Canada')\n"
        "space.neighbor_graph(10)\n"
        "ev.project(space, 'features').quality\n"
        "ev.project(space, 'pca').quality\n"
    )
    imported = imported_by(code, tmp_path)
    assert "sklearn" in imported
    assert not imported & {"torch", "umap", "streamlit", "sentence_transformers", "faiss"}


def test_what_the_lessons_say_imports_no_model_and_no_umap(tmp_path):
    code = (
        "from embedviz.lessons import LESSONS\n"
        "for name in LESSONS:\n"
        "    lesson = LESSONS[name](**LESSONS[name].before)\n"
        "    assert lesson.question and lesson.facts() is not None\n"
    )
    assert not imported_by(code, tmp_path) & MODELS_AND_UMAP


def test_loading_words_imports_no_network(tmp_path):
    code = "import embedviz as ev\nspace = ev.load_words()\nspace.neighbors('king')\n"
    imported = imported_by(code, tmp_path)
    assert "safetensors" in imported
    assert not imported & {"torch", "transformers", "sentence_transformers", "tokenizers"}


@pytest.mark.slow
def test_encoding_with_the_bundled_model_imports_torch_and_little_else(tmp_path):
    code = (
        "from embedviz.vectorizers.sentence import SentenceEncoder\n"
        "import sys\n"
        "assert SentenceEncoder().recipe\n"
        "assert 'torch' not in sys.modules\n"
        "SentenceEncoder().fit_transform(['one text'])\n"
    )
    imported = imported_by(code, tmp_path)
    assert "torch" in imported
    assert not imported & {"transformers", "sentence_transformers", "datasets", "streamlit"}


def stub_imports() -> list[ast.ImportFrom]:
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.ImportFrom)]


def test_all_is_exactly_what_is_public():
    public = [alias.name for node in stub_imports() for alias in node.names]
    assert embedviz.__all__ == sorted(public)


def test_a_type_checker_sees_every_public_name():
    # A stub gives on what is imported under its own name, written out.
    assert all(alias.asname == alias.name for node in stub_imports() for alias in node.names)
    for node in stub_imports():
        home = importlib.import_module(f"embedviz.{node.module}")
        for alias in node.names:
            assert getattr(embedviz, alias.name) is getattr(home, alias.name)


def test_a_star_brings_every_public_name_and_no_other(tmp_path):
    code = (
        "before = {*globals(), 'before'}\n"
        "from embedviz import *\n"
        "import embedviz\n"
        "assert {*globals()} - before - {'embedviz'} == {*embedviz.__all__}\n"
    )
    assert "pandas" in imported_by(code, tmp_path)


@pytest.mark.parametrize("name", embedviz.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    assert getattr(embedviz, name).__doc__
    assert name in dir(embedviz)


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="No embedviz attribute vectorise"):
        _ = embedviz.vectorise


def is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imports_in(node: ast.AST):
    """What is imported anywhere below, in functions too, but for what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif not is_for_types_only(child):
            yield from imports_in(child)


def module_of(name: str, modules) -> str:
    """The module that a dotted name stands in; ``""`` for one of somebody else's."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def test_no_module_imports_itself_by_way_of_others_not_even_inside_a_function():
    modules = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): ast.parse(path.read_text(encoding="utf-8"))
        for path in PACKAGE.rglob("*.py")
    }
    imported = {
        name: {module_of(each, modules) for each in imports_in(tree)} - {"", name}
        for name, tree in modules.items()
    }
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        pytest.fail(f"a cycle: {' <- '.join(error.args[1])}")


def definitions(path: Path) -> list[ast.stmt]:
    return ast.parse(path.read_text(encoding="utf-8")).body


def has_load(path: Path) -> bool:
    return any(
        isinstance(node, ast.FunctionDef) and node.name == "load" for node in definitions(path)
    )


def has_child_of(base: str):
    def found(path: Path) -> bool:
        return any(
            isinstance(node, ast.ClassDef)
            and any(isinstance(each, ast.Name) and each.id == base for each in node.bases)
            for node in definitions(path)
        )

    return found


def has_way_to_make_vectors(path: Path) -> bool:
    module = importlib.import_module(f"{EMBEDDERS.package}.{path.stem}")
    return any(
        isinstance(each, type)
        and issubclass(each, Embedder)
        and not inspect.isabstract(each)
        and each.__module__ == module.__name__
        for each in vars(module).values()
    )


@pytest.mark.parametrize(
    ("registry", "folder", "belongs"),
    [
        (DATASETS, "datasets", has_load),
        (EMBEDDERS, "embedders", has_way_to_make_vectors),
        (PROJECTIONS, "projections", has_child_of("Method")),
        (LESSONS, "lessons", has_child_of("Lesson")),
    ],
    ids=["datasets", "embedders", "projections", "lessons"],
)
def test_every_file_that_belongs_in_a_registry_is_in_it(registry: Registry, folder, belongs):
    written = {path.stem for path in (PACKAGE / folder).glob("*.py") if belongs(path)}
    written -= {"estimator", "axes"}  # projections by what somebody hands over or chooses
    registered = {where.split(":")[0] for where in registry.members.values()}
    assert written == registered


# What pages say. A page asks a registry, or what a data set declares of its opening: where it says
# the name of a member, that member is treated otherwise than the next one will be.

DECLARED = (DATASETS, EMBEDDERS, PROJECTIONS)
NAMES = {name for registry in DECLARED for name in registry}
MODULES = {
    f"{registry.package}.{where.split(':')[0]}"
    for registry in DECLARED
    for where in registry.members.values()
}
METHODS = [registry[name] for registry in (EMBEDDERS, PROJECTIONS) for name in registry]
PARAMETERS = {name for method in METHODS for name in knobs(method)}
"""Words such as "features", which as the name of a parameter is a choice, not a projection."""


def pages() -> dict[str, ast.Module]:
    files = [*(PACKAGE / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in files
    }


def own_attributes(trees) -> set[str]:
    """What classes of the package declare as fields, methods and properties."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    fields = [each for node in classes for each in node.body]
    return {each.name for each in fields if isinstance(each, ast.FunctionDef)} | {
        ast.unparse(each.target) for each in fields if isinstance(each, ast.AnnAssign)
    }


def names_said(tree: ast.Module, attributes: set[str]) -> list[str]:
    """Names of members that are whole texts in a file, or attributes that no class of ours has.

    A docstring or a sentence is longer than a name.
    """
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    read = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    said = [*(each for each in texts if isinstance(each, str)), *(set(read) - attributes)]
    return [each for each in said if each in NAMES - PARAMETERS]


def test_no_page_says_the_name_of_a_data_set_a_way_to_make_vectors_or_a_projection():
    sources = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    attributes = own_attributes(sources)
    said = {
        (file, name)
        for file, tree in pages().items()
        for name in names_said(tree, attributes)
        if file != f"pages/{name}.py"
    }
    assert not said


def test_the_page_of_a_data_set_says_its_name_once():
    for file, tree in pages().items():
        name = Path(file).stem
        if file.startswith("pages/") and name in DATASETS:
            assert names_said(tree, set()).count(name) == 1, file


def test_no_page_imports_one_of_these_by_itself():
    imported = {
        (file, module)
        for file, tree in pages().items()
        for name in imports_in(tree)
        if (module := module_of(name, MODULES))
    }
    assert not imported
