//! What is said wrongly of a passkey, by a device or by the browser it speaks through: each lie alone
//! is enough.

use super::{
    passkeys::{HOST, add, begin, device, listed, not_added, refused, show},
    second_factor::DANA,
    world::{Tested, World},
};
use ciborium::Value;
use testkit::Device;

/// What a device says of its passkey, bit by bit.
const MAY_BE_COPIED: u8 = 1 << 3;
const IS_COPIED: u8 = 1 << 4;
const HAS_EXTENSIONS: u8 = 1 << 7;

/// What is said, and how a device comes to say it.
type Lie = (&'static str, fn(&mut Device));

/// Of a browser or a device, whatever it is asked.
const LIES: &[Lie] = &[
    ("at another site", |phone| {
        phone.origin = format!("{HOST}.evil.test")
    }),
    ("at another port", |phone| {
        phone.origin = format!("{HOST}:8443")
    }),
    ("without TLS", |phone| {
        phone.origin = HOST.replace("https", "http")
    }),
    ("at the host above", |phone| {
        phone.origin = "https://quoin.test".to_owned()
    }),
    ("for the host above", |phone| {
        phone.host = Some("quoin.test".to_owned())
    }),
    ("inside another page", |phone| {
        phone.browser.push(("crossOrigin", true.into()))
    }),
    ("below another page", |phone| {
        phone.browser.push(("topOrigin", HOST.into()))
    }),
    ("for another purpose", |phone| {
        phone.browser.push(("type", "payment.get".into()))
    }),
    ("to what nobody asked", |phone| {
        phone.browser.push(("challenge", "AAAA".into()))
    }),
    ("of nobody who is there", |phone| phone.flags = 0b100),
    ("of nobody who was verified", |phone| phone.flags = 0b001),
    ("copied where it cannot be", |phone| {
        phone.flags |= IS_COPIED
    }),
    ("with more than it has", |phone| {
        phone.extensions = vec![0xa0]
    }),
    ("without its extensions", |phone| {
        phone.flags |= HAS_EXTENSIONS
    }),
    ("with extensions that are none", |phone| {
        phone.flags |= HAS_EXTENSIONS;
        phone.extensions = vec![0];
    }),
    ("with more than its extensions", |phone| {
        phone.flags |= HAS_EXTENSIONS;
        phone.extensions = vec![0xa0, 0xa0];
    }),
];

/// Of one that makes a passkey.
const LIES_OF_MAKING: &[Lie] = &[
    ("to sign in", |phone| {
        phone.browser.push(("type", "webauthn.get".into()))
    }),
    ("of nothing new", |phone| phone.new = 0),
    ("with more at its end", |phone| phone.rest = vec![0]),
    ("in no format", |phone| {
        phone.statement.remove(0);
    }),
    ("without a statement", |phone| {
        phone.statement.remove(1);
    }),
    ("with a statement of nothing", |phone| {
        phone.statement[1].1 = Value::Map(vec![(Value::from("sig"), Value::from("mine"))]);
    }),
    ("in two formats", |phone| {
        phone
            .statement
            .push((Value::from("fmt"), Value::from("none")));
    }),
    ("of itself twice", |phone| {
        phone
            .statement
            .push((Value::from("authData"), Value::Bytes(Vec::new())));
    }),
    ("without a name", |phone| phone.credential.clear()),
    ("with too long a name", |phone| {
        phone.credential = vec![7; 1_024]
    }),
    ("of Ed25519", |phone| phone.put(3, Value::from(-8))),
    ("of RSA", |phone| phone.put(3, Value::from(-257))),
    ("of what was not asked for", |phone| {
        phone.put(3, Value::from(-36))
    }),
    ("of another kind of key", |phone| {
        phone.put(1, Value::from(1))
    }),
    ("on another curve", |phone| phone.put(-1, Value::from(2))),
    ("with half a point", |phone| {
        phone.public_key.pop();
    }),
    ("with too short a point", |phone| {
        phone.put(-2, Value::Bytes(vec![1; 31]))
    }),
    ("with a part twice", |phone| {
        phone.public_key.push((Value::from(3), Value::from(-7)))
    }),
    ("with too long a key", |phone| {
        phone.put(99, Value::Bytes(vec![0; 2_048]))
    }),
];

/// Of one that shows a passkey.
const LIES_OF_SHOWING: &[Lie] = &[
    ("to make one", |phone| {
        phone.browser.push(("type", "webauthn.create".into()))
    }),
    ("of somebody else", |phone| phone.user = vec![0; 8]),
    ("of nobody in particular", |phone| phone.user.clear()),
    ("of another passkey", |phone| phone.credential = vec![7; 32]),
];

/// What a device may say.
const TRUTHS: &[Lie] = &[
    ("as most do", |_| ()),
    ("that does not count", |phone| phone.counter = 0),
    ("that was copied", |phone| {
        phone.flags |= MAY_BE_COPIED | IS_COPIED
    }),
    ("with a long name", |phone| {
        phone.credential = vec![7; 1_023]
    }),
    ("with extensions", |phone| {
        phone.flags |= HAS_EXTENSIONS;
        phone.extensions = vec![0xa0];
    }),
    ("with a statement that nobody asked for", |phone| {
        let signed = Value::Map(vec![(Value::from("sig"), Value::Bytes(vec![1]))]);
        phone.statement = vec![
            (Value::from("fmt"), Value::from("packed")),
            (Value::from("attStmt"), signed),
        ];
    }),
];

pub(crate) async fn what_is_said_wrongly_adds_none(world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    for (what, lie) in LIES.iter().chain(LIES_OF_MAKING) {
        let mut phone = Device::at(HOST);
        lie(&mut phone);
        let made = phone.make(&begin(&world, dana).await?);
        assert_eq!(add(&world, dana, made).await?, not_added(), "{what}");
    }
    assert!(listed(&world, dana).await?.is_empty());
    for (what, truth) in TRUTHS {
        let mut phone = Device::at(HOST);
        truth(&mut phone);
        let made = phone.make(&begin(&world, dana).await?);
        assert_eq!(add(&world, dana, made).await?, Ok(()), "{what}");
        assert!(show(&world, &mut phone).await?.is_ok(), "{what}");
    }
    Ok(())
}

pub(crate) async fn what_is_said_wrongly_opens_nothing(world: World) -> Tested {
    let dana = world.customer(DANA).await?;
    for (what, lie) in LIES.iter().chain(LIES_OF_SHOWING) {
        let mut phone = device(&world, dana).await?;
        lie(&mut phone);
        assert_eq!(show(&world, &mut phone).await?, refused(), "{what}");
    }
    let lies = i64::try_from(LIES.len() + LIES_OF_SHOWING.len())?;
    assert_eq!(world.audited("account.passkey-refused").await?, lies);
    assert_eq!(world.audited("account.sign-in").await?, 0);
    Ok(())
}
