"""Signing keeps both standards and every byte; checking sees any change, and results that are not what is printed.

Needs pyHanko: pip install 'complianced[sign]'. Without it these tests say that they were skipped.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from complianced.cli.main import main
from complianced.reports.languages import read_language
from complianced.reports.pack import pdf_bytes
from complianced.reports.packs import PACKS, known_pack

from . import audits, checks, verapdf
from .test_pdf import HOSTILE

pytest.importorskip("pyhanko", reason="signing was NOT tested: pyHanko is not installed (see the top of this file)")

from complianced.reports import signing
from complianced.reports.signing import SigningError, checked, signed, signer_of

PASSPHRASE = b"made for this test"


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A certificate that signs itself, made for these tests: as PEM with a locked and an open key, and as PKCS#12."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        NoEncryption,
        PrivateFormat,
        pkcs12,
    )
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test scheme")])
    now = datetime.now(UTC)
    other = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
             "decipher_only")  # fmt: skip
    use = dict.fromkeys(other, False)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **use), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("identity")
    open_key = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    locked = BestAvailableEncryption(PASSPHRASE)
    made = {
        "cert.pem": certificate.public_bytes(Encoding.PEM),
        "key.pem": open_key,
        "locked.pem": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked),
        "id.p12": pkcs12.serialize_key_and_certificates(b"test", key, certificate, None, locked),
    }
    for file, data in made.items():
        (folder / file).write_bytes(data)
    return {file: folder / file for file in made}


@pytest.fixture(scope="module")
def signer(identity: dict[str, Path]) -> Any:
    return signer_of(identity["cert.pem"].read_bytes(), identity["key.pem"].read_bytes())


@pytest.mark.parametrize("audience", PACKS)
def test_a_signed_pack_keeps_both_standards_and_its_own_bytes(audience: str, signer: Any) -> None:
    pack = known_pack(audience)
    data = pdf_bytes(audits.audit(), pack)
    done = signed(data, signer, "Issued to the inspector")
    assert done.startswith(data)
    assert checks.standards(done, "ua1", "3a" if pack.results else "2a") == []
    assert checks.tree_faults(done) == []


@pytest.mark.skipif(bool(verapdf.missing()), reason="veraPDF was NOT run on a signed pack: it is not installed")
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_verapdf_passes_a_signed_pack(tmp_path: Path, signer: Any, profile: str) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(pdf_bytes(audits.audit(), known_pack("inspector")), signer))
    assert verapdf.check(path, profile)[0] == []


def test_a_signed_pack_is_good_and_trusted_only_by_a_certificate_that_was_named(
    signer: Any, identity: dict[str, Path]
) -> None:
    done = signed(pdf_bytes(audits.audit(), known_pack("inspector")), signer)
    found = checked(done)
    assert (found.good, found.trusted, found.signer) == (True, False, "Common Name: Test scheme")
    assert found.results is not None
    assert (found.results.carried, found.results.missing) == (7, 0)
    assert checked(done, (identity["cert.pem"].read_bytes(),)).trusted


def test_one_changed_byte_breaks_the_signature(signer: Any) -> None:
    done = bytearray(signed(pdf_bytes(audits.audit(), known_pack("board")), signer))
    at = done.index(b"dc:title")
    done[at + 60] ^= 1
    assert not checked(bytes(done)).good


def test_what_is_added_after_signing_is_seen(signer: Any) -> None:
    done = signed(pdf_bytes(audits.audit(), known_pack("board")), signer)
    later = signing._Writer(io.BytesIO(done))
    later.root["/Later"] = later.root["/Lang"]
    later.update_root()
    out = io.BytesIO()
    later.write(out)
    found = checked(out.getvalue())
    assert (found.intact, found.whole, found.good) == (True, False, False)


def test_an_unsigned_pack_is_not_good() -> None:
    found = checked(pdf_bytes(audits.audit(), known_pack("inspector")))
    assert (found.signed, found.good) == (False, False)


@pytest.mark.parametrize("language", ["en", "cy", "en,cy"])
@pytest.mark.parametrize("audience", [pack.audience for pack in PACKS.values() if pack.results])
def test_every_pack_prints_the_results_that_it_carries(audience: str, language: str) -> None:
    rows = [audits.Row("ENG-CARER-DBS", f"C-{at:03d}", text) for at, text in enumerate(HOSTILE * 6)]
    rows.append(audits.Row("ENG-CARER-DBS", "C-999", "word " * 2000))
    given = {"language": language, "locales": {"cy": read_language("cy")}}
    results = checked(pdf_bytes(audits.audit(rows), known_pack(audience), **given)).results
    assert results is not None
    assert (results.carried, results.missing) == (len(rows), 0)


@pytest.mark.parametrize("key", ["message", "record_id"])
def test_results_that_are_not_what_is_printed_are_seen(key: str, signer: Any) -> None:
    with pikepdf.open(io.BytesIO(pdf_bytes(audits.audit(), known_pack("inspector")))) as pdf:
        file = pdf.Root.Names.EmbeddedFiles.Names[3].EF.F
        content = json.loads(file.read_bytes())
        content["findings"][0][key] = "Something that nobody printed"
        file.write(json.dumps(content).encode())
        out = io.BytesIO()
        pdf.save(out)
    found = checked(signed(out.getvalue(), signer))
    assert found.intact
    assert found.results is not None
    assert (found.results.missing, found.good) == (1, False)


def test_what_cannot_be_used_is_told(identity: dict[str, Path], signer: Any) -> None:
    certificate, locked = identity["cert.pem"].read_bytes(), identity["locked.pem"].read_bytes()
    assert signer_of(certificate, locked, PASSPHRASE)
    assert signer_of(identity["id.p12"].read_bytes(), passphrase=PASSPHRASE)
    for given in ((certificate, locked, b"wrong"), (certificate, b"no key"), (b"no certificate", locked, PASSPHRASE),
                  (certificate,), (identity["id.p12"].read_bytes(), None, b"wrong")):  # fmt: skip
        with pytest.raises(SigningError):
            signer_of(*given)
    with pytest.raises(SigningError):
        checked(b"no PDF at all")
    done = signed(pdf_bytes(audits.audit(), known_pack("board")), signer)
    with pytest.raises(SigningError):
        signed(done, signer)


def test_the_commands_sign_and_verify(tmp_path: Path, identity: dict[str, Path]) -> None:
    pack = tmp_path / "inspector-pack.pdf"
    pack.write_bytes(pdf_bytes(audits.audit(), known_pack("inspector")))
    (tmp_path / "passphrase").write_bytes(PASSPHRASE + b"\n")
    told = CliRunner().invoke(main, ["sign", str(pack), "--cert", str(identity["id.p12"]), "--passphrase-file",
                                     str(tmp_path / "passphrase")])  # fmt: skip
    assert told.exit_code == 0, told.output
    done = tmp_path / "inspector-pack-signed.pdf"
    told = CliRunner().invoke(main, ["verify", str(done), "--trust", str(identity["cert.pem"])])
    assert told.exit_code == 0, told.output
    assert "Signature: unchanged since it was signed." in told.stdout
    assert "Trusted: yes" in told.stdout
    assert "Results: all 7 findings that the file carries are printed in it." in told.stdout
    told = CliRunner().invoke(main, ["verify", str(pack)])
    assert told.exit_code == 1
    assert "Nobody has signed this pack." in told.stdout
    told = CliRunner().invoke(main, ["sign", str(pack), "--cert", str(identity["cert.pem"]), "--key",
                                     str(identity["locked.pem"])], input="wrong\n")  # fmt: skip
    assert told.exit_code == 2
