"""``python -m nigehban.cli`` is the ``nigehban`` command."""

from nigehban.cli import main

if __name__ == "__main__":
    main()
