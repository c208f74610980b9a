"""``python -m weighbridge`` and the command ``weighbridge``."""

from __future__ import annotations


def main() -> None:
    """Run the command line; an interrupt before a command has begun ends it as one within."""
    try:
        from weighbridge.cli import app

        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
