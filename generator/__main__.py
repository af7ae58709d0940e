"""The command line as `python -m generator`."""

from .cli import main

main()
