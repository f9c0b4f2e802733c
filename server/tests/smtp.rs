//! Mail over a real SMTP conversation: with a server that is busy at first, and with one that knows
//! no such person.

use domain::Timestamp;
use server::mail::{Folder, Smtp};
use service::mail::send_due;
use std::sync::{Arc, Mutex};
use store::{
    Store,
    mail::{Outgoing, latest, queue},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// A mail server on a free port: answers `RCPT` as it is told, in turn, and yes afterwards.
struct Server {
    url: String,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn answering(answers: &[&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let taken = Arc::new(Mutex::new(Vec::new()));
        let answers = Arc::new(Mutex::new(answers.to_vec()));
        let kept = Arc::clone(&taken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&answers), Arc::clone(&kept)));
            }
        });
        Self { url, taken }
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("not poisoned").clone()
    }
}

async fn talk(
    stream: TcpStream,
    answers: Arc<Mutex<Vec<&'static str>>>,
    taken: Arc<Mutex<Vec<String>>>,
) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut say = async |words: &str| write.write_all(format!("{words}\r\n").as_bytes()).await;
    say("220 mail.test ESMTP").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let verb = line
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-mail.test\r\n250 8BITMIME",
            "RCPT" => {
                let mut answers = answers.lock().expect("not poisoned");
                if answers.is_empty() {
                    "250 yes"
                } else {
                    answers.remove(0)
                }
            }
            "DATA" => {
                say("354 go on").await.unwrap();
                let mut letter = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    letter.push_str(&line);
                    letter.push('\n');
                }
                taken.lock().expect("not poisoned").push(letter);
                "250 taken"
            }
            "QUIT" => {
                say("221 bye").await.unwrap();
                return;
            }
            _ => "250 fine",
        };
        say(answer).await.unwrap();
    }
}

const NOW: Timestamp = Timestamp(1_700_000_000_000);

async fn put(store: &Store, to_address: &str) {
    let mail = Outgoing {
        storefront: None,
        to_name: "Zoë Reyes".to_owned(),
        to_address: to_address.to_owned(),
        subject: "Zoë, confirm your email".to_owned(),
        body: "Hello Zoë,\n\nhttps://shop.test/verify/abc\n".to_owned(),
    };
    let mut tx = store.begin().await.expect("a transaction");
    queue(&mut tx, &mail, NOW).await.expect("a message");
    tx.commit().await.expect("the commit");
}

fn smtp(server: &Server) -> Smtp {
    Smtp::new(
        &server.url,
        "Quoin <no-reply@quoin.test>".parse().expect("an address"),
    )
    .expect("a transport")
}

#[tokio::test]
async fn a_busy_server_gets_the_message_later_and_once() {
    for database in testkit::databases().await {
        let server = Server::answering(&["451 come back later"]).await;
        let transport = smtp(&server);
        put(&database.store, "zoe@acme.test").await;
        assert_eq!(
            send_due(&database.store, &transport, NOW)
                .await
                .expect("a round"),
            0
        );
        assert!(server.taken().is_empty());
        let mut tx = database.store.read().await.expect("a transaction");
        let noted = latest(&mut tx, 1).await.expect("the outbox").remove(0);
        drop(tx);
        assert!(
            noted
                .last_error
                .expect("a reason")
                .contains("come back later")
        );

        // Not before its pause is over, then once.
        assert_eq!(
            send_due(&database.store, &transport, NOW.plus(Timestamp::SECOND))
                .await
                .expect("a round"),
            0
        );
        for (wait, taken) in [(1, 1), (2, 0), (60, 0)] {
            let now = NOW.plus(wait * Timestamp::MINUTE);
            assert_eq!(
                send_due(&database.store, &transport, now)
                    .await
                    .expect("a round"),
                taken
            );
        }
        let taken = server.taken();
        let [letter] = taken.as_slice() else {
            unreachable!("one letter, not {}", taken.len())
        };
        assert!(
            letter.contains("From: Quoin <no-reply@quoin.test>"),
            "{letter}"
        );
        assert!(letter.contains("<zoe@acme.test>"), "{letter}");
        assert!(letter.contains("https://shop.test/verify/abc"), "{letter}");
        assert!(letter.contains("Message-ID: <outbox-"), "{letter}");
    }
}

#[tokio::test]
async fn an_address_that_is_unknown_is_not_tried_again() {
    let database = testkit::sqlite().await;
    let server = Server::answering(&["550 no such person"]).await;
    put(&database.store, "nobody@acme.test").await;
    for wait in [0, 1, 365] {
        let now = NOW.plus(wait * Timestamp::DAY);
        assert_eq!(
            send_due(&database.store, &smtp(&server), now)
                .await
                .expect("a round"),
            0
        );
    }
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn a_server_that_is_away_loses_nothing() {
    let database = testkit::sqlite().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("an address"));
    drop(listener);
    put(&database.store, "zoe@acme.test").await;
    let away =
        Smtp::new(&url, "no-reply@quoin.test".parse().expect("an address")).expect("a transport");
    assert_eq!(
        send_due(&database.store, &away, NOW)
            .await
            .expect("a round"),
        0
    );

    let server = Server::answering(&[]).await;
    let back = NOW.plus(Timestamp::MINUTE);
    assert_eq!(
        send_due(&database.store, &smtp(&server), back)
            .await
            .expect("a round"),
        1
    );
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn without_a_mail_server_messages_are_files() {
    let database = testkit::sqlite().await;
    let folder = testkit::Folder::new();
    let transport = Folder::new(
        folder.0.join("mail"),
        "no-reply@quoin.test".parse().expect("an address"),
    )
    .expect("a folder");
    put(&database.store, "zoe@acme.test").await;
    assert_eq!(
        send_due(&database.store, &transport, NOW)
            .await
            .expect("a round"),
        1
    );
    let file = std::fs::read_to_string(folder.0.join("mail/00000001.eml")).expect("the message");
    assert!(file.contains("https://shop.test/verify/abc"), "{file}");
}
