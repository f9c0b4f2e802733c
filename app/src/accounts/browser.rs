//! Browsers, as people call them.

/// As they say it of themselves; those that also name another one come before it.
const NAMES: [(&str, &str); 9] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// "Firefox on Windows", from what the browser says of itself; that itself where it says neither.
pub(super) fn name(agent: &str) -> String {
    match (said(agent, &NAMES), said(agent, &SYSTEMS)) {
        (Some(name), Some(system)) => format!("{name} on {system}"),
        (Some(name), None) => name.to_owned(),
        (None, Some(system)) => format!("A browser on {system}"),
        (None, None) if agent.is_empty() => "Unknown browser".to_owned(),
        (None, None) => agent.to_owned(),
    }
}

fn said(agent: &str, known: &[(&str, &'static str)]) -> Option<&'static str> {
    let mut known = known.iter();
    let found = known.find(|(mark, _)| agent.contains(*mark));
    found.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_browser_has_the_name_that_people_give_it() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
        let chrome = format!(
            "{windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
        );
        assert_eq!(name(&chrome), "Chrome on Windows");
        assert_eq!(name(&format!("{chrome} Edg/142.0.0.0")), "Edge on Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
        assert_eq!(name(phone), "Safari on iPhone");
        let fox = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
        assert_eq!(name(fox), "Firefox on Linux");
    }

    #[test]
    fn what_is_no_browser_stands_in_its_own_words() {
        assert_eq!(name("curl/8.14.1"), "curl/8.14.1");
        assert_eq!(name(""), "Unknown browser");
    }
}
