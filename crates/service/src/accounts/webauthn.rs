//! What a device answers when it is asked for a passkey, checked as Web Authentication Level 3 has it
//! (7.1 for a new one, 7.2 at sign-in; `docs/decisions/passkeys.md` goes through them step by step).
//!
//! User verification is always asked for: a passkey then stands for two factors, the device and what
//! opens it. Which make of device it is, is not asked for, so what it states of its make is not looked
//! at. Whether the challenge was ours, and is used once, is the caller's to see, as are the counter and
//! whose passkey it is.
//!
//! What is read is read whole: nothing may follow it, and nothing may stand in it twice.

use ciborium::Value;
use data_encoding::BASE64URL_NOPAD;
use domain::accounts::passkey_host;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use std::ops::RangeInclusive;

/// Why an answer is refused, for the audit trail; who sent it is not told.
pub(super) type Why = &'static str;

const UNREADABLE: Why = "unreadable";

/// The kinds of key that are asked for, the best liked first, by their numbers at IANA (COSE): ECDSA
/// on P-256, Ed25519, and RSA for older Windows.
pub(super) const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// What a device says of itself and its person, bit by bit.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BE_COPIED: u8 = 1 << 3;
const IS_COPIED: u8 = 1 << 4;
const HAS_PASSKEY: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;

/// The longest name that a device gives to a passkey, in bytes.
const CREDENTIAL_MOST: usize = 1_023;
/// The longest public key that is kept, in bytes: twice what the largest takes.
const KEY_MOST: usize = 2_048;
/// The bytes of an RSA modulus whose signatures are checked, and of its exponent.
const MODULUS: RangeInclusive<usize> = 256..=1_024;
const EXPONENT: RangeInclusive<usize> = 1..=5;
/// How deep what it answers may be nested.
const DEPTH: usize = 16;

/// Where a passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Site<'a> {
    /// As browsers write it: scheme, host and port.
    pub(super) origin: &'a str,
    /// The host alone, which a passkey is tied to (its relying party).
    pub(super) host: &'a str,
}

impl<'a> Site<'a> {
    /// Nothing where there are no passkeys.
    pub(super) fn of(origin: &'a str) -> Option<Self> {
        passkey_host(origin).map(|host| Self { origin, host })
    }
}

/// A passkey that a device has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) challenge: Vec<u8>,
    /// By which the device knows it.
    pub(super) credential: Vec<u8>,
    /// As it is kept (COSE).
    pub(super) public_key: Vec<u8>,
    pub(super) counter: u32,
}

/// Reads what a device answers that was to make a passkey.
pub(super) fn made(answer: &str, site: Site<'_>) -> Result<Made, Why> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(rename = "clientDataJSON")]
        client_data: String,
        #[serde(rename = "attestationObject")]
        attestation: String,
    }
    let answer: Answer = json(answer.as_bytes())?;
    let challenge = challenge(&bytes(&answer.client_data)?, "webauthn.create", site)?;
    let attestation = cbor(&bytes(&answer.attestation)?)?;
    stated(&attestation)?;
    let data = entry(&attestation, &Value::from("authData"))
        .and_then(Value::as_bytes)
        .ok_or(UNREADABLE)?;
    let said = said(data, site)?;
    if said.flags & HAS_PASSKEY == 0 {
        return Err(UNREADABLE);
    }

    let (_make, rest) = said.rest.split_first_chunk::<16>().ok_or(UNREADABLE)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(UNREADABLE)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (credential, rest) = rest.split_at_checked(length).ok_or(UNREADABLE)?;
    if credential.is_empty() || credential.len() > CREDENTIAL_MOST {
        return Err(UNREADABLE);
    }
    let mut after = rest;
    taken(&mut after)?;
    let public_key = rest.get(..rest.len() - after.len()).ok_or(UNREADABLE)?;
    if public_key.len() > KEY_MOST {
        return Err(UNREADABLE);
    }
    ends(said.flags, after)?;
    Key::read(public_key).ok_or("another kind of key")?;
    Ok(Made {
        challenge,
        credential: credential.to_vec(),
        public_key: public_key.to_vec(),
        counter: said.counter,
    })
}

/// Sees that the device states its make as the format has it: in the format `none`, with nothing. A
/// statement in another one is none that was asked for, and proves nothing here.
fn stated(attestation: &Value) -> Result<(), Why> {
    let format = entry(attestation, &Value::from("fmt")).and_then(Value::as_text);
    let statement = entry(attestation, &Value::from("attStmt")).and_then(Value::as_map);
    let (format, statement) = format.zip(statement).ok_or(UNREADABLE)?;
    if format == "none" && !statement.is_empty() {
        return Err(UNREADABLE);
    }
    Ok(())
}

/// A passkey that is shown; whether it is the one it says is up to [`Shown::checked`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) challenge: Vec<u8>,
    pub(super) credential: Vec<u8>,
    /// Whose it is, as the device was told when it made it.
    pub(super) user: Vec<u8>,
    data: Vec<u8>,
    client_data: Vec<u8>,
    signature: Vec<u8>,
}

/// Reads what a device answers that was to show a passkey.
pub(super) fn shown(answer: &str, site: Site<'_>) -> Result<Shown, Why> {
    #[derive(Deserialize)]
    struct Answer {
        id: String,
        #[serde(rename = "clientDataJSON")]
        client_data: String,
        #[serde(rename = "authenticatorData")]
        data: String,
        signature: String,
        #[serde(rename = "userHandle")]
        user: String,
    }
    let answer: Answer = json(answer.as_bytes())?;
    let client_data = bytes(&answer.client_data)?;
    Ok(Shown {
        challenge: challenge(&client_data, "webauthn.get", site)?,
        credential: bytes(&answer.id)?,
        user: bytes(&answer.user)?,
        data: bytes(&answer.data)?,
        client_data,
        signature: bytes(&answer.signature)?,
    })
}

impl Shown {
    /// Checks it with the key that was kept; answers to how much the device has counted.
    pub(super) fn checked(&self, public_key: &[u8], site: Site<'_>) -> Result<u32, Why> {
        let said = said(&self.data, site)?;
        ends(said.flags, said.rest)?;
        let client_data: [u8; 32] = Sha256::digest(&self.client_data).into();
        let signed = [self.data.as_slice(), client_data.as_slice()].concat();
        let key = Key::read(public_key).ok_or(UNREADABLE)?;
        if key.has_signed(&signed, &self.signature) {
            Ok(said.counter)
        } else {
            Err("signature")
        }
    }
}

/// What the browser says of what was asked, and where: the challenge, if the rest is as it should be.
fn challenge(client_data: &[u8], kind: &str, site: Site<'_>) -> Result<Vec<u8>, Why> {
    #[derive(Deserialize)]
    struct ClientData {
        #[serde(rename = "type")]
        kind: String,
        challenge: String,
        origin: String,
        /// Inside a page of somebody else's.
        #[serde(default, rename = "crossOrigin")]
        framed: bool,
        /// That page.
        #[serde(rename = "topOrigin")]
        around: Option<String>,
    }
    let said: ClientData = json(client_data)?;
    if said.kind != kind {
        return Err("another kind of answer");
    }
    if said.origin != site.origin || said.framed || said.around.is_some() {
        return Err("another site");
    }
    bytes(&said.challenge)
}

/// What a device says beside its signature.
struct Said<'a> {
    flags: u8,
    counter: u32,
    rest: &'a [u8],
}

/// Reads it, and sees that it is for this host and that its person was there and was verified.
fn said<'a>(data: &'a [u8], site: Site<'_>) -> Result<Said<'a>, Why> {
    let (host, rest) = data.split_first_chunk::<32>().ok_or(UNREADABLE)?;
    let (flags, rest) = rest.split_first().ok_or(UNREADABLE)?;
    let (counter, rest) = rest.split_first_chunk::<4>().ok_or(UNREADABLE)?;
    let flags = *flags;
    let expected: [u8; 32] = Sha256::digest(site.host).into();
    if *host != expected {
        return Err("another site");
    }
    if flags & PRESENT == 0 || flags & VERIFIED == 0 {
        return Err("nobody verified");
    }
    if flags & IS_COPIED != 0 && flags & MAY_BE_COPIED == 0 {
        return Err(UNREADABLE);
    }
    Ok(Said {
        flags,
        counter: u32::from_be_bytes(*counter),
        rest,
    })
}

/// Sees that there is nothing else: extensions where the device says so, which nothing is made of.
fn ends(flags: u8, mut rest: &[u8]) -> Result<(), Why> {
    if flags & HAS_EXTENSIONS != 0 && !taken(&mut rest)?.is_map() {
        return Err(UNREADABLE);
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(UNREADABLE)
    }
}

/// A public key, of one of [`ALGORITHMS`].
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    /// The point, uncompressed.
    Es256(Vec<u8>),
    EdDsa(Vec<u8>),
    Rs256 {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
}

impl Key {
    /// Reads a `COSE_Key` (RFC 9053; RFC 8230 for RSA). That a point is on its curve is seen with each
    /// signature.
    fn read(cose: &[u8]) -> Option<Self> {
        let key = cbor(cose).ok()?;
        let number = |label: i64| -> Option<i64> {
            let number = entry(&key, &Value::from(label))?.as_integer()?;
            i64::try_from(i128::from(number)).ok()
        };
        let part = |label: i64| entry(&key, &Value::from(label))?.as_bytes().cloned();
        let of = |label: i64, sizes: RangeInclusive<usize>| {
            part(label).filter(|part| sizes.contains(&part.len()))
        };
        let coordinate = |label: i64| of(label, 32..=32);
        // The kind of key, its algorithm, and for curves which one.
        match (number(1)?, number(3)?) {
            (2, ES256) if number(-1)? == 1 => Some(Self::Es256(
                [vec![4], coordinate(-2)?, coordinate(-3)?].concat(),
            )),
            (1, EDDSA) if number(-1)? == 6 => Some(Self::EdDsa(coordinate(-2)?)),
            (3, RS256) => Some(Self::Rs256 {
                modulus: of(-1, MODULUS)?,
                exponent: of(-2, EXPONENT)?,
            }),
            _ => None,
        }
    }

    fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let checked = match self {
            Self::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::EdDsa(point) => {
                UnparsedPublicKey::new(&ED25519, point).verify(message, signature)
            }
            Self::Rs256 { modulus, exponent } => RsaPublicKeyComponents {
                n: modulus,
                e: exponent,
            }
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        };
        checked.is_ok()
    }
}

fn json<T: DeserializeOwned>(text: &[u8]) -> Result<T, Why> {
    serde_json::from_slice(text).map_err(|_| UNREADABLE)
}

fn bytes(text: &str) -> Result<Vec<u8>, Why> {
    BASE64URL_NOPAD
        .decode(text.as_bytes())
        .map_err(|_| UNREADABLE)
}

/// The one value that this is.
fn cbor(text: &[u8]) -> Result<Value, Why> {
    let mut rest = text;
    let value = taken(&mut rest)?;
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(UNREADABLE)
    }
}

/// The next value, taken off what is left to read.
fn taken(rest: &mut &[u8]) -> Result<Value, Why> {
    ciborium::de::from_reader_with_recursion_limit(rest, DEPTH).map_err(|_| UNREADABLE)
}

/// What stands under a key; nothing where that stands there twice, since readers differ in which one
/// they take.
fn entry<'a>(map: &'a Value, key: &Value) -> Option<&'a Value> {
    let mut entries = map.as_map()?.iter().filter(|(known, _)| known == key);
    let (_, value) = entries.next()?;
    entries.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{Ed25519KeyPair, KeyPair as _};

    /// A key as devices write it.
    fn cose(entries: Vec<(i64, Value)>) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let entries = entries
            .into_iter()
            .map(|(label, value)| (Value::from(label), value))
            .collect();
        let mut written = Vec::new();
        ciborium::into_writer(&Value::Map(entries), &mut written)?;
        Ok(written)
    }

    #[test]
    fn an_ed25519_key_is_read_and_checks_what_it_signed() -> Result<(), Box<dyn std::error::Error>>
    {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).map_err(|_| "no key")?;
        let point = Value::Bytes(pair.public_key().as_ref().to_vec());
        let written = cose(vec![
            (1, Value::from(1)),
            (3, Value::from(EDDSA)),
            (-1, Value::from(6)),
            (-2, point),
        ])?;
        let key = Key::read(&written).ok_or("no key")?;
        let signature = pair.sign(b"what a device signs");
        assert!(key.has_signed(b"what a device signs", signature.as_ref()));
        assert!(!key.has_signed(b"what it did not", signature.as_ref()));
        // Nothing may follow, nothing may lack.
        assert_eq!(Key::read(&[written.as_slice(), &[0]].concat()), None);
        assert_eq!(Key::read(written.get(..20).ok_or("short")?), None);
        Ok(())
    }

    #[test]
    fn a_kind_of_key_is_not_taken_for_another() -> Result<(), Box<dyn std::error::Error>> {
        // All that any kind has, so that nothing but the kind can be amiss.
        let key = |kind: i64, algorithm: i64, curve: Value| {
            cose(vec![
                (1, Value::from(kind)),
                (3, Value::from(algorithm)),
                (-1, curve),
                (-2, Value::Bytes(vec![1; 32])),
                (-3, Value::Bytes(vec![1; 32])),
            ])
        };
        for (kind, algorithm, curve) in [(2, ES256, 1), (1, EDDSA, 6)] {
            let right = key(kind, algorithm, Value::from(curve))?;
            assert!(Key::read(&right).is_some(), "{algorithm}");
            for (kind, algorithm, curve) in [
                (3 - kind, algorithm, curve),
                (kind, RS256, curve),
                (kind, -36, curve),
                (kind, algorithm, 7 - curve),
                (kind, algorithm, 2),
            ] {
                let other = key(kind, algorithm, Value::from(curve))?;
                assert_eq!(Key::read(&other), None, "{kind} {algorithm} {curve}");
            }
        }
        let modulus = Value::Bytes(vec![1; 256]);
        for algorithm in [ES256, EDDSA] {
            assert_eq!(Key::read(&key(3, algorithm, modulus.clone())?), None);
        }
        Ok(())
    }

    #[test]
    fn a_key_has_its_size_and_each_part_once() -> Result<(), Box<dyn std::error::Error>> {
        let point = |x: usize, y: usize| {
            vec![
                (1, Value::from(2)),
                (3, Value::from(ES256)),
                (-1, Value::from(1)),
                (-2, Value::Bytes(vec![1; x])),
                (-3, Value::Bytes(vec![1; y])),
            ]
        };
        assert!(Key::read(&cose(point(32, 32))?).is_some());
        for (x, y) in [(31, 32), (33, 32), (32, 31), (32, 33), (32, 0)] {
            assert_eq!(Key::read(&cose(point(x, y))?), None, "{x} {y}");
        }
        for twice in point(32, 32) {
            let label = twice.0;
            let entries = [point(32, 32), vec![twice]].concat();
            assert_eq!(Key::read(&cose(entries)?), None, "{label}");
        }
        // A point that is not on the curve has signed nothing.
        let nowhere = Key::read(&cose(point(32, 32))?).ok_or("no key")?;
        assert!(!nowhere.has_signed(b"anything", &[0x30, 6, 2, 1, 1, 2, 1, 1]));

        let rsa = |modulus: usize, exponent: usize| {
            cose(vec![
                (1, Value::from(3)),
                (3, Value::from(RS256)),
                (-1, Value::Bytes(vec![1; modulus])),
                (-2, Value::Bytes(vec![1; exponent])),
            ])
        };
        assert!(Key::read(&rsa(256, 3)?).is_some());
        for (modulus, exponent) in [(128, 3), (255, 3), (1_025, 3), (256, 0), (256, 6)] {
            assert_eq!(Key::read(&rsa(modulus, exponent)?), None, "{modulus}");
        }
        Ok(())
    }

    #[test]
    fn an_rsa_key_is_read_and_checks_what_it_signed() -> Result<(), Box<dyn std::error::Error>> {
        // Made once with OpenSSL.
        let modulus = bytes(
            "svDOjzeu0a0KylZauIX5tQXwnW5qEmIPomPRty0DmJbhD57U5a9HB_j55YbfgYpc1ecWvaiFyiiwx4eL\
            U8XUh0V_yUaNkxIKJJUiYLCMopztnN5bO8YO64DRcQQvYnaPbijmjPQ0P0a-Nqxp88q_N-G-\
            2618rjis2j78mVXtjICarEYhjokNCfHZID0ZlNbiZmIkDgh7FDvgdJi9nm5t2Ra21WZovTWUMzBDOYg0\
            3Sj0m_7NP3jFV-aJ_JsssF_tx2xP-L1vArczQA-GGBYIs85tvVzNue4IoxeLKfC5rkQz9o--\
            ZrmJ4uxLJwkznQLVk1x_S-i0BCJNPefSN4q2Sw",
        )?;
        let signature = bytes(
            "YNyv48fnNOShpCOxqA5Rbsagsd0rcPWO5i8D0hpKZ_QHqzwRz2w53_yA3kdS-CsX_yUHUDfF0DQF-\
            b6ej92wzrgrtIquq3NvjY2qH0OcZf8fU0EZDk3Mr7qqSSuMtEWlRgGzzBjT7bGrhAK1W6R0lYOdQpwzc\
            AauP4LY2zFqmKgMWGQJgJhag6F5WPH64rgRyc3piNv2rE96fMznaEbfXZptN7z7VnJce-\
            hH8-8DqMZqCv2UId7Jhspst-HtZveJDyBjmHW1OXIU1pVinco_w8q8_tN9Zf-\
            9ydDJ2xejR1fTTSzCEicVFxyu1eFqb1lzkNscHjaufxADUVDcGTjUCg",
        )?;
        let written = cose(vec![
            (1, Value::from(3)),
            (3, Value::from(RS256)),
            (-1, Value::Bytes(modulus)),
            (-2, Value::Bytes(vec![1, 0, 1])),
        ])?;
        let key = Key::read(&written).ok_or("no key")?;
        assert!(key.has_signed(b"what a device signs", &signature));
        assert!(!key.has_signed(b"what it did not", &signature));
        Ok(())
    }
}
