"""Home: an embedding explained by three pictures, and the doors to everything else."""

from embedviz.ui.doors import show_doors
from embedviz.ui.home import show_stage
from embedviz.ui.navigation import GLOSSARY, LESSONS, doors
from embedviz.ui.page import settle

settle()
show_stage()
show_doors([LESSONS, *doors(), GLOSSARY])
