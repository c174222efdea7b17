"""`python -m complianced`."""

from complianced.cli.main import main

if __name__ == "__main__":
    main()
