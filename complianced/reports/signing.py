"""Signing a pack, and checking one: the signature, and the results inside the file against what is printed on it.

Needs pyHanko (the extra `sign`). The signature is added after the pack's last byte: the pack itself stays as it was
made, so that it can still be made again and compared. Nobody's clock but the signer's stands behind its time.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from pyhanko.keys import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    load_certs_from_pemder_data,
    load_private_key_from_pemder_data,
)
from pyhanko.pdf_utils.incremental_writer import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    IncrementalPdfFileWriter,
)
from pyhanko.pdf_utils.misc import PdfError  # type: ignore[import-not-found, import-untyped, unused-ignore]
from pyhanko.pdf_utils.reader import PdfFileReader  # type: ignore[import-not-found, import-untyped, unused-ignore]
from pyhanko.sign import signers  # type: ignore[import-not-found, import-untyped, unused-ignore]
from pyhanko.sign.fields import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    MDPPerm,
    SigSeedSubFilter,
)
from pyhanko.sign.general import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    SigningError as Refusal,
)
from pyhanko.sign.validation import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext  # type: ignore[import-not-found, import-untyped, unused-ignore]
from pyhanko_certvalidator.registry import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    SimpleCertificateStore,
)

from complianced.reports.printed import Results, compared
from complianced.reports.signature_field import FIELD


class SigningError(ValueError):
    """A pack, certificate or key that cannot be used; the message says what to give."""


@dataclass(frozen=True)
class Checked:
    """What is known of a pack: its signature, and how its results stand to its pages.

    `intact`: not a byte changed since; `whole`: the signature is over all of the file; `trusted`: by a certificate that
    was given for trust. `results` is None for packs that carry none.
    """

    signed: bool
    intact: bool = False
    whole: bool = False
    trusted: bool = False
    signer: str = ""
    signed_at: datetime | None = None
    results: Results | None = None

    @property
    def good(self) -> bool:
        """Signed, unchanged, in whole, and printed as the results say."""
        return self.signed and self.intact and self.whole and (self.results is None or self.results.agree)


class _Writer(IncrementalPdfFileWriter):  # type: ignore[misc, unused-ignore]
    """pyHanko would rewrite the metadata, and PDF/A's description of PDF/UA's schema would not survive it."""

    def _update_meta(self) -> None:
        pass


def signer_of(certificate: bytes, key: bytes | None = None, passphrase: bytes | None = None) -> signers.SimpleSigner:
    """Who signs: a certificate and its key as PEM or DER, or both in one PKCS#12 file. Raises SigningError."""
    if key is None:
        try:
            found: signers.SimpleSigner = signers.SimpleSigner.load_pkcs12_data(
                certificate, other_certs=[], passphrase=passphrase
            )
            return found
        except ValueError:
            raise SigningError(
                "the certificate is not a PKCS#12 file, or the passphrase is wrong; give a .p12 or .pfx file with its "
                "passphrase, or the key of a PEM certificate with --key"
            ) from None
    try:
        first, *others = load_certs_from_pemder_data(certificate)
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call, unused-ignore]
        store.register_multiple(others)
        return signers.SimpleSigner(first, load_private_key_from_pemder_data(key, passphrase), store)
    except (ValueError, TypeError, OSError):
        raise SigningError("certificate or key cannot be read, or the passphrase is wrong; give both as PEM") from None


def signed(pack: bytes, signer: signers.SimpleSigner, reason: str | None = None) -> bytes:
    """The pack with a signature that certifies it against any change. Raises SigningError where it cannot take one."""
    try:
        meta = signers.PdfSignatureMetadata(
            field_name=FIELD,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
        )
        out = io.BytesIO()
        signers.PdfSigner(meta, signer).sign_pdf(_Writer(io.BytesIO(pack)), existing_fields_only=True, output=out)
    except (PdfError, Refusal) as error:
        raise SigningError(f"cannot be signed: {error}. Give a pack as complianced wrote it, not signed yet") from None
    return out.getvalue()


def checked(pack: bytes, trust: tuple[bytes, ...] = ()) -> Checked:
    """What is known of a pack, with `trust` the certificates (PEM or DER) that are trusted. Raises SigningError."""
    try:
        reader = PdfFileReader(io.BytesIO(pack))
        results = compared(reader)
        signatures = reader.embedded_signatures
    except (PdfError, KeyError, ValueError) as error:
        raise SigningError(f"not a pack that complianced wrote: {error}") from None
    if not signatures:
        return Checked(signed=False, results=results)
    try:
        roots = [root for each in trust for root in load_certs_from_pemder_data(each)]
    except ValueError:
        raise SigningError("a certificate to trust cannot be read; give it as PEM") from None
    # No system's list of authorities is asked, and nothing is fetched.
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = validate_pdf_signature(signatures[0], context, skip_diff=True)
    return Checked(
        signed=True,
        intact=bool(status.intact and status.valid),
        whole=len(signatures) == 1 and status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        trusted=bool(status.trusted),
        signer=status.signing_cert.subject.human_friendly,
        signed_at=status.signer_reported_dt,
        results=results,
    )
