"""`python -m zhicheng_cli` is `zc`."""

import sys

from zhicheng_cli.cli import main

if __name__ == "__main__":
    sys.exit(main())
