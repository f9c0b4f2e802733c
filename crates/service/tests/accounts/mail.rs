//! The outbox and the worker that empties it.

use super::world::{Outcome, Tested, World};
use async_trait::async_trait;
use domain::{Timestamp, accounts::ChooseMails, mail::Topic};
use service::mail::{Refused, Transport, send_due};
use std::sync::Mutex;
use store::mail::{Message, Outgoing, claim, queue};

/// A mail server that answers as it is told, in turn, and yes afterwards.
#[derive(Default)]
struct Server {
    answers: Mutex<Vec<Refused>>,
    taken: Mutex<Vec<String>>,
}

impl Server {
    fn refusing(answers: Vec<Refused>) -> Self {
        Self {
            answers: Mutex::new(answers),
            ..Self::default()
        }
    }

    fn taken(&self) -> Vec<String> {
        self.taken
            .lock()
            .map(|taken| taken.clone())
            .unwrap_or_default()
    }
}

#[async_trait]
impl Transport for Server {
    async fn send(&self, message: &Message) -> Result<(), Refused> {
        let refused = self
            .answers
            .lock()
            .ok()
            .and_then(|mut answers| answers.pop());
        if let Some(refused) = refused {
            return Err(refused);
        }
        if let Ok(mut taken) = self.taken.lock() {
            taken.push(message.subject.clone());
        }
        Ok(())
    }
}

async fn put(world: &World, subject: &str) -> Outcome<i64> {
    let mail = Outgoing {
        storefront: None,
        to_name: "Dana Reyes".to_owned(),
        to_address: "dana@acme.test".to_owned(),
        subject: subject.to_owned(),
        body: "Hello".to_owned(),
    };
    let mut tx = world.db.store.begin().await?;
    let id = queue(&mut tx, &mail, world.now).await?;
    tx.commit().await?;
    Ok(id)
}

pub(crate) async fn a_message_is_claimed_by_one_server(world: World) -> Tested {
    for count in 0..30 {
        put(&world, &format!("message {count}")).await?;
    }
    let (one, other) = (Server::default(), Server::default());
    let (first, second) = tokio::join!(
        send_due(&world.db.store, &one, world.now),
        send_due(&world.db.store, &other, world.now)
    );
    assert!(first? + second? >= 20);
    while send_due(&world.db.store, &one, world.now).await? > 0 {}
    let mut all = [one.taken(), other.taken()].concat();
    assert_eq!(all.len(), 30);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 30, "none twice");
    Ok(())
}

pub(crate) async fn a_temporary_failure_is_tried_again_and_a_final_one_is_not(
    mut world: World,
) -> Tested {
    put(&world, "greylisted").await?;
    let refused = |is_final, why: &str| Refused {
        is_final,
        why: why.to_owned(),
    };
    let server = Server::refusing(vec![
        refused(false, "451 later"),
        refused(false, "421 busy"),
    ]);
    // Refused now, a minute later, and taken two minutes after that.
    for (wait, taken) in [
        (0, 0),
        (0, 0),
        (Timestamp::MINUTE, 0),
        (Timestamp::MINUTE, 0),
        (Timestamp::MINUTE, 1),
        (Timestamp::DAY, 0),
    ] {
        world.now = world.now.plus(wait);
        assert_eq!(send_due(&world.db.store, &server, world.now).await?, taken);
    }
    let mails = world.mails().await?;
    let mail = mails.first().ok_or("no mail")?;
    assert_eq!((mail.attempts, mail.last_error.as_deref()), (3, None));
    assert!(mail.sent_at.is_some());

    put(&world, "no such address").await?;
    let server = Server::refusing(vec![refused(true, "550 unknown")]);
    assert_eq!(send_due(&world.db.store, &server, world.now).await?, 0);
    assert_eq!(
        send_due(
            &world.db.store,
            &server,
            world.now.plus(365 * Timestamp::DAY)
        )
        .await?,
        0
    );
    let mails = world.mails().await?;
    assert_eq!(
        mails
            .first()
            .and_then(|mail| mail.last_error.clone())
            .as_deref(),
        Some("550 unknown")
    );
    Ok(())
}

pub(crate) async fn a_message_of_a_server_that_died_is_sent_by_another(world: World) -> Tested {
    put(&world, "half-way").await?;
    let mut tx = world.db.store.begin().await?;
    assert_eq!(claim(&mut tx, 10, world.now).await?.len(), 1);
    tx.commit().await?;
    let server = Server::default();
    assert_eq!(send_due(&world.db.store, &server, world.now).await?, 0);
    assert_eq!(
        send_due(
            &world.db.store,
            &server,
            world.now.plus(10 * Timestamp::MINUTE)
        )
        .await?,
        1
    );
    Ok(())
}

pub(crate) async fn what_opens_an_account_goes_whatever_was_chosen(world: World) -> Tested {
    let dana = world.customer("dana@acme.test").await?;
    let ctx = world.as_(dana, "storefront").await?;
    let every = Topic::ALL.into_iter().map(|topic| topic.key().to_owned());
    let form = ChooseMails {
        version: 1,
        // Nor can a form be made up that says so.
        shown: every.chain(["reset-password".to_owned()]).collect(),
        wanted: Vec::new(),
    };
    service::accounts::choose_mails(&world.db.store, &ctx, &form).await?;
    assert_eq!(world.audited("account.choose-mails").await?, 1);
    world.forgot("storefront", "dana@acme.test").await?;
    assert_eq!(world.mails().await?.len(), 1);
    assert_eq!(
        send_due(&world.db.store, &Server::default(), world.now).await?,
        1
    );
    Ok(())
}
