"""`python -m sixpence` is the `sixpence` command."""

from sixpence.cli.app import main

main()
