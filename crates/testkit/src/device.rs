//! A device that makes and shows passkeys, as a telephone would, and the script of the page that asks
//! it. What it is made to say wrongly is how a test sees that nothing is taken on trust.

use ciborium::Value;
use data_encoding::BASE64URL_NOPAD;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// Somebody is there, and was verified.
const VERIFIED: u8 = 0b101;
/// A new passkey comes along.
const NEW: u8 = 1 << 6;

/// A device with one passkey. Each part of what it says can be made another one.
#[derive(Debug)]
pub struct Device {
    /// The address that the browser shows.
    pub origin: String,
    /// What the browser says besides that, or instead of what it should, by its name.
    pub browser: Vec<(&'static str, serde_json::Value)>,
    /// The host that it answers for, in place of the one that asks.
    pub host: Option<String>,
    /// Whose passkey it is, as the server said when it was made.
    pub user: Vec<u8>,
    /// How often it was used; a device that does not count says nought.
    pub counter: u32,
    /// What it says of its person, bit by bit.
    pub flags: u8,
    /// What it says when it makes a passkey: that there is one.
    pub new: u8,
    /// By which it knows its passkey.
    pub credential: Vec<u8>,
    /// Its public key, part by part.
    pub public_key: Vec<(Value, Value)>,
    /// What it writes in the end: its extensions.
    pub extensions: Vec<u8>,
    /// What it states of its make, beside what it says of itself.
    pub statement: Vec<(Value, Value)>,
    /// What follows all of that.
    pub rest: Vec<u8>,
    key: EcdsaKeyPair,
}

impl Device {
    /// With a key of its own.
    #[must_use]
    pub fn at(origin: &str) -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).expect("a key");
        let point: &[u8] = key.public_key().as_ref();
        let credential: [u8; 32] = Sha256::digest(point).into();
        let coordinate = |from: usize| Value::from(point.get(from..from + 32).expect("a point"));
        let public_key = vec![
            (Value::from(1), Value::from(2)),
            (Value::from(3), Value::from(-7)),
            (Value::from(-1), Value::from(1)),
            (Value::from(-2), coordinate(1)),
            (Value::from(-3), coordinate(33)),
        ];
        Self {
            origin: origin.to_owned(),
            browser: Vec::new(),
            host: None,
            user: Vec::new(),
            counter: 1,
            flags: VERIFIED,
            new: NEW,
            credential: credential.to_vec(),
            public_key,
            extensions: Vec::new(),
            statement: vec![
                (Value::from("fmt"), Value::from("none")),
                (Value::from("attStmt"), Value::Map(Vec::new())),
            ],
            rest: Vec::new(),
            key,
        }
    }

    /// Puts another part of its public key in the place of one, or beside the others.
    pub fn put(&mut self, label: i64, part: Value) {
        let label = Value::from(label);
        self.public_key.retain(|(known, _)| *known != label);
        self.public_key.push((label, part));
    }

    /// Makes its passkey, as it is asked.
    pub fn make(&mut self, asked: &serde_json::Value) -> String {
        self.user = bytes(part(asked, "/user/id"));
        let length = u16::try_from(self.credential.len()).expect("a short name");
        let mut data = self.said(part(asked, "/rp/id"), self.flags | self.new);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&length.to_be_bytes());
        data.extend_from_slice(&self.credential);
        data.extend_from_slice(&written(&Value::Map(self.public_key.clone())));
        data.extend_from_slice(&self.extensions);
        let mut attestation = self.statement.clone();
        attestation.push((Value::from("authData"), Value::Bytes(data)));
        let mut attestation = written(&Value::Map(attestation));
        attestation.extend_from_slice(&self.rest);
        let client_data = self.client_data("webauthn.create", part(asked, "/challenge"));
        json!({
            "id": text(&self.credential),
            "clientDataJSON": text(&client_data),
            "attestationObject": text(&attestation),
        })
        .to_string()
    }

    /// Shows its passkey, as it is asked.
    pub fn show(&mut self, asked: &serde_json::Value) -> String {
        if self.counter > 0 {
            self.counter += 1;
        }
        let mut data = self.said(part(asked, "/rpId"), self.flags);
        data.extend_from_slice(&self.extensions);
        let client_data = self.client_data("webauthn.get", part(asked, "/challenge"));
        let hash: [u8; 32] = Sha256::digest(&client_data).into();
        let signed = [data.as_slice(), hash.as_slice()].concat();
        let signature = self
            .key
            .sign(&SystemRandom::new(), &signed)
            .expect("a signature");
        json!({
            "id": text(&self.credential),
            "clientDataJSON": text(&client_data),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": text(&self.user),
        })
        .to_string()
    }

    fn said(&self, host: &str, flags: u8) -> Vec<u8> {
        let host = self.host.as_deref().unwrap_or(host);
        let host: [u8; 32] = Sha256::digest(host).into();
        let mut said = host.to_vec();
        said.push(flags);
        said.extend_from_slice(&self.counter.to_be_bytes());
        said
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let mut said = json!({
            "type": kind,
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": false,
        });
        if let Some(said) = said.as_object_mut() {
            for (name, value) in &self.browser {
                said.insert((*name).to_owned(), value.clone());
            }
        }
        said.to_string().into_bytes()
    }
}

fn part<'a>(asked: &'a serde_json::Value, path: &str) -> &'a str {
    asked
        .pointer(path)
        .and_then(serde_json::Value::as_str)
        .expect("a part of what is asked")
}

fn text(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

fn bytes(text: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text.as_bytes()).expect("base64url")
}

fn written(value: &Value) -> Vec<u8> {
    let mut written = Vec::new();
    ciborium::into_writer(value, &mut written).expect("CBOR");
    written
}
