"""`complianced sign` and `complianced verify`: a signature on a pack, and what can be said of a pack that came back."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import click

EXIT_NOT_GOOD = 1


@click.command()
@click.argument("pack", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--cert", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Your certificate: PEM, or a .p12 or .pfx file that holds the key too.")  # fmt: skip
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Its key as PEM, where the certificate's file does not hold it.")  # fmt: skip
@click.option("--passphrase-file", type=click.File("rb"), metavar="FILE",
              help="Where the key's passphrase stands, or - for stdin; asked for where it is needed.")  # fmt: skip
@click.option("--reason", metavar="WORDS", help="Why you sign, such as: issued to the inspector.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where to write the signed pack.  [default: beside PACK, its name ending in -signed]")  # fmt: skip
def sign(
    pack: Path, cert: Path, key: Path | None, passphrase_file: BinaryIO | None, reason: str | None,
    out: Path | None,
) -> None:  # fmt: skip
    """Sign PACK, a PDF that `complianced audit` wrote, so that any later change can be seen.

    The pack's own bytes stay as they are, and so does its accessibility. The time of signing is your computer's.
    """
    signing = _signing()
    from complianced.reports.atomic import write_whole

    try:
        signer = signing.signer_of(
            cert.read_bytes(), key.read_bytes() if key else None, _passphrase(cert, key, passphrase_file)
        )
        data = signing.signed(pack.read_bytes(), signer, reason)
    except signing.SigningError as error:
        raise click.UsageError(f"{pack.name}: {error}") from None
    path = write_whole(out or pack.with_name(f"{pack.stem}-signed{pack.suffix}"), data)
    click.echo(f"Written: {path}", err=True)


def _passphrase(cert: Path, key: Path | None, file: BinaryIO | None) -> bytes | None:
    if file is not None:
        return file.read().rstrip(b"\r\n")
    locked = b"ENCRYPTED" in key.read_bytes() if key else True
    if not locked:
        return None
    typed = click.prompt(
        f"Passphrase of {(key or cert).name}", hide_input=True, default="", show_default=False, err=True
    )
    return str(typed).encode() or None


@click.command()
@click.argument("pack", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--trust", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="A certificate (PEM) that you trust. May be given again.")  # fmt: skip
def verify(pack: Path, trust: tuple[Path, ...]) -> None:
    """Check PACK: is it signed, is it unchanged, and do its pages show the results that it carries?

    Exit codes: 0 all of that holds; 1 it does not, or nobody has signed it; 2 it is no such pack. Whether you may trust
    the signer is told apart: only certificates that you name with --trust count.
    """
    signing = _signing()
    try:
        found = signing.checked(pack.read_bytes(), tuple(file.read_bytes() for file in trust))
    except signing.SigningError as error:
        raise click.UsageError(f"{pack.name}: {error}") from None
    if not found.signed:
        click.echo("Signature: none. Nobody has signed this pack.")
    else:
        click.echo(f"Signature: {'unchanged since it was signed' if found.intact else 'BROKEN: the pack was changed'}.")
        click.echo(f"Covers: {'the whole file' if found.whole else 'NOT the whole file: something was added later'}.")
        told = f", who says on {found.signed_at:%-d %B %Y at %H:%M}" if found.signed_at else ""
        click.echo(f"Signed by: {found.signer}{told}.")
        click.echo(
            f"Trusted: {'yes, by a certificate you named' if found.trusted else 'not shown; name one with --trust'}."
        )
    if found.results is None:
        click.echo("Results: this pack carries none.")
    elif found.results.agree:
        click.echo(f"Results: all {found.results.carried:,} findings that the file carries are printed in it.")
    else:
        click.echo(f"Results: {found.results.missing:,} things that the file carries are NOT printed as it has them.")
    raise SystemExit(0 if found.good else EXIT_NOT_GOOD)


def _signing() -> ModuleType:
    try:
        from complianced.reports import signing
    except ModuleNotFoundError as error:
        raise click.UsageError(
            f"{error.name} is not installed, and signing needs it: pip install 'complianced[sign]'"
        ) from None
    return signing
