//! Every setting, from the environment. `quoin --help` prints this table.

use std::{env, net::SocketAddr, path::PathBuf};

/// One setting: its name, what it is when absent, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub name: &'static str,
    pub default: &'static str,
    pub about: &'static str,
}

/// All of them; the only place where they are documented.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "DATABASE_URL",
        default: "sqlite://data/quoin.db",
        about: "SQLite file or postgres://user:password@host/name",
    },
    Setting {
        name: "QUOIN_ADDRESS",
        default: "127.0.0.1:3000",
        about: "where to listen",
    },
    Setting {
        name: "QUOIN_BASE_URL",
        default: "",
        about: "how the world reaches the bare address, without it http://localhost at QUOIN_ADDRESS's port; a storefront is at its slug in front of this host; https makes cookies Secure",
    },
    Setting {
        name: "QUOIN_ARTWORK",
        default: "data/artwork",
        about: "folder for uploaded artwork",
    },
    Setting {
        name: "QUOIN_ARTWORK_LIMIT",
        default: "100",
        about: "largest artwork, in megabytes",
    },
    Setting {
        name: "QUOIN_KEY",
        default: "data/quoin.key",
        about: "file with the key that second factors are sealed with; made at the first start, and the same for every server on a database",
    },
    Setting {
        name: "QUOIN_SITE",
        default: "target/site",
        about: "folder of the web bundle that was built with this program",
    },
    Setting {
        name: "QUOIN_DEMO",
        default: "0",
        about: "1: fill an empty database with the demo platform and show its mail at /mail",
    },
    Setting {
        name: "SMTP_URL",
        default: "",
        about: "smtp://user:password@host:587 or smtps://…; without it mail is written to QUOIN_MAIL",
    },
    Setting {
        name: "QUOIN_MAIL",
        default: "data/mail",
        about: "folder for mail as .eml files, when there is no SMTP_URL",
    },
    Setting {
        name: "QUOIN_MAIL_FROM",
        default: "Quoin <no-reply@localhost>",
        about: "sender of mail",
    },
    Setting {
        name: "QUOIN_PROXIES",
        default: "0",
        about: "how many proxies of yours stand in front; their X-Forwarded-For is believed, counted from the right",
    },
    Setting {
        name: "QUOIN_LOG",
        default: "info",
        about: "what to log, as tracing's filter",
    },
];

/// The settings of this run.
#[derive(Clone, Debug)]
pub struct Config {
    pub database_url: String,
    pub address: SocketAddr,
    /// Without a slash at its end.
    pub base_url: String,
    pub artwork: PathBuf,
    /// In bytes.
    pub artwork_limit: u64,
    pub key: PathBuf,
    pub site: PathBuf,
    pub demo: bool,
    pub smtp_url: Option<String>,
    pub mail: PathBuf,
    pub mail_from: String,
    pub proxies: usize,
    pub log: String,
}

/// A setting that does not read.
#[derive(Debug)]
pub struct Unreadable {
    pub name: &'static str,
    pub wanted: &'static str,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is not {}", self.name, self.wanted)
    }
}

impl std::error::Error for Unreadable {}

fn setting(name: &str) -> String {
    let default = SETTINGS
        .iter()
        .find(|setting| setting.name == name)
        .map_or("", |setting| setting.default);
    env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| default.to_owned())
}

impl Config {
    /// # Errors
    /// The first setting that does not read.
    pub fn from_env() -> Result<Self, Unreadable> {
        let megabytes: u64 = setting("QUOIN_ARTWORK_LIMIT")
            .parse()
            .map_err(|_| Unreadable {
                name: "QUOIN_ARTWORK_LIMIT",
                wanted: "a number of megabytes",
            })?;
        let address: SocketAddr = setting("QUOIN_ADDRESS").parse().map_err(|_| Unreadable {
            name: "QUOIN_ADDRESS",
            wanted: "an address and port such as 0.0.0.0:3000",
        })?;
        let base_url = match setting("QUOIN_BASE_URL").trim_end_matches('/') {
            "" => format!("http://localhost:{}", address.port()),
            given => given.to_owned(),
        };
        if host_of(&base_url).is_none() {
            return Err(Unreadable {
                name: "QUOIN_BASE_URL",
                wanted: "an address such as https://print.example",
            });
        }
        Ok(Self {
            database_url: setting("DATABASE_URL"),
            address,
            base_url,
            artwork: setting("QUOIN_ARTWORK").into(),
            artwork_limit: megabytes * 1024 * 1024,
            key: setting("QUOIN_KEY").into(),
            site: setting("QUOIN_SITE").into(),
            demo: setting("QUOIN_DEMO") == "1",
            smtp_url: Some(setting("SMTP_URL")).filter(|url| !url.is_empty()),
            mail: setting("QUOIN_MAIL").into(),
            mail_from: setting("QUOIN_MAIL_FROM"),
            proxies: setting("QUOIN_PROXIES").parse().map_err(|_| Unreadable {
                name: "QUOIN_PROXIES",
                wanted: "a number",
            })?,
            log: setting("QUOIN_LOG"),
        })
    }

    /// The bare host, without a port: storefronts stand in front of it.
    #[must_use]
    pub fn bare_host(&self) -> &str {
        host_of(&self.base_url).unwrap_or("localhost")
    }

    /// Served over TLS, by us or by a proxy.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// What people who run the platform may read of it: no secret, and no address that holds one.
    #[must_use]
    pub fn facts(&self) -> Vec<(String, String)> {
        let mail = match self.smtp_url {
            Some(_) => "Sent over SMTP".to_owned(),
            None => format!("Written to {}", self.mail.display()),
        };
        let yes = |is: bool| if is { "Yes" } else { "No" }.to_owned();
        let facts = [
            ("Version", env!("CARGO_PKG_VERSION").to_owned()),
            ("Address", self.base_url.clone()),
            ("Encrypted on the way (TLS)", yes(self.secure())),
            ("Demo platform", yes(self.demo)),
            ("Artwork", self.artwork.display().to_string()),
            (
                "Largest artwork",
                format!("{} MB", self.artwork_limit / (1024 * 1024)),
            ),
            ("Mail", mail),
            ("Sender of mail", self.mail_from.clone()),
            ("Proxies in front", self.proxies.to_string()),
        ];
        facts
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    /// The address of a host of ours: this scheme and port, whatever was asked for. Who asks writes the
    /// port, and what answers at another port of a host need not be ours: no link leads there, and no
    /// passkey is taken from there.
    #[must_use]
    pub fn url_of(&self, host: &str) -> String {
        url_of(&self.base_url, host)
    }
}

fn url_of(base_url: &str, host: &str) -> String {
    let (scheme, rest) = base_url.split_once("://").unwrap_or(("http", base_url));
    let port = rest
        .split('/')
        .next()
        .and_then(|authority| authority.rsplit_once(':'))
        .map_or_else(String::new, |(_, port)| format!(":{port}"));
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    format!("{scheme}://{}{port}", name.to_ascii_lowercase())
}

fn host_of(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("http://")
        .or_else(|| url.strip_prefix("https://"))?;
    let authority = rest.split('/').next()?;
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, _)| host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storefront_is_at_our_scheme_and_port_whatever_was_asked_for() {
        for (base_url, host, url) in [
            (
                "https://print.example",
                "acme.print.example",
                "https://acme.print.example",
            ),
            (
                "https://print.example",
                "acme.print.example:8443",
                "https://acme.print.example",
            ),
            (
                "https://print.example",
                "Shop.Acme.test",
                "https://shop.acme.test",
            ),
            (
                "http://localhost:3000",
                "market.localhost:3000",
                "http://market.localhost:3000",
            ),
            (
                "http://localhost:3000",
                "market.localhost",
                "http://market.localhost:3000",
            ),
        ] {
            assert_eq!(url_of(base_url, host), url);
        }
    }
}
