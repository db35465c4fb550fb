"""``python -m saksi`` is the ``saksi`` command."""

from saksi.cli import main

if __name__ == "__main__":
    main()
