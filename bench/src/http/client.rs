//! A connection that is kept and asked again and again.
//!
//! HTTP/1.1 on a bare socket, and no client library: the load comes from the same cores as the
//! answers, so what the client costs is in every figure and has to be little.

use crate::Outcome;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The status line and the headers.
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Writes a `GET` as a browser sends it; `more` are headers that end with a line break each.
pub(crate) fn get(path: &str, port: u16, more: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: text/html\r\n{more}\r\n")
        .into_bytes()
}

/// Writes a `POST` as one of our pages sends it.
pub(crate) fn post(path: &str, port: u16, more: &str, media_type: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n\
         Referer: http://localhost:{port}/\r\n{more}Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    /// What was read and not yet understood.
    unread: Vec<u8>,
}

impl Connection {
    /// # Errors
    /// Nobody listens.
    pub(crate) async fn open(port: u16) -> Outcome<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            unread: Vec::with_capacity(256 * 1024),
        })
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// The connection was closed, or what came is no answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Outcome<Answer> {
        self.stream.write_all(request).await?;
        let head = String::from_utf8(self.until(b"\r\n\r\n").await?)?;
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        let mut answer = Answer {
            status: status.ok_or("an answer without a status")?,
            head,
            body: Vec::new(),
        };
        let length = answer
            .header("content-length")
            .map(str::parse)
            .transpose()?;
        if let Some(length) = length {
            answer.body = self.take(length).await?;
        } else if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = self.chunks().await?;
        }
        Ok(answer)
    }

    async fn chunks(&mut self) -> Outcome<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = String::from_utf8(self.until(b"\r\n").await?)?;
            let length = usize::from_str_radix(line.trim(), 16)?;
            let mut chunk = self.take(length + 2).await?;
            if length == 0 {
                return Ok(body);
            }
            chunk.truncate(length);
            if body.is_empty() {
                // Most answers are one chunk.
                body = chunk;
            } else {
                body.append(&mut chunk);
            }
        }
    }

    /// What comes up to and with this end.
    async fn until(&mut self, end: &[u8]) -> Outcome<Vec<u8>> {
        loop {
            let found = self.unread.windows(end.len()).position(|here| here == end);
            if let Some(place) = found {
                return self.take(place + end.len()).await;
            }
            self.more().await?;
        }
    }

    async fn take(&mut self, length: usize) -> Outcome<Vec<u8>> {
        while self.unread.len() < length {
            self.more().await?;
        }
        let taken = self.unread.get(..length).unwrap_or_default().to_vec();
        self.unread.drain(..length);
        Ok(taken)
    }

    async fn more(&mut self) -> Outcome<()> {
        self.unread.reserve(128 * 1024);
        if self.stream.read_buf(&mut self.unread).await? == 0 {
            return Err("the connection was closed".into());
        }
        Ok(())
    }
}
