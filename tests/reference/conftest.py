"""What made the reference values needs what isn't installed here."""

collect_ignore_glob = ["make_*.py"]
