//! Which companies may be one and the same, by their names (decision A-34).

/// Words that say what a company is in law and not which one.
const LEGAL_FORMS: &[&str] = &[
    "ab",
    "ag",
    "aps",
    "as",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "ohg",
    "oy",
    "plc",
    "pty",
    "sa",
    "sarl",
    "sas",
    "sl",
    "spa",
    "srl",
    "ug",
];

/// A name of at least so many letters may have one mistyped; shorter ones are too often each other's.
const MISTYPED_FROM: usize = 5;

/// What a company's name comes down to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness(Vec<char>);

impl Likeness {
    /// Letters and digits alone, in lower case, without the legal form.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let plain = name.to_lowercase().replace(['.', '\'', '’'], "");
        let words: Vec<&str> = plain
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let telling: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| !LEGAL_FORMS.contains(word))
            .collect();
        // One that is called after nothing else.
        let these = if telling.is_empty() { words } else { telling };
        Self(these.concat().chars().collect())
    }

    /// Whether they are the same, or but for one letter: another one, one too many or one too few.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.0, &other.0);
        if mine == theirs {
            return true;
        }
        let (short, long) = (mine.len().min(theirs.len()), mine.len().max(theirs.len()));
        if short < MISTYPED_FROM || long - short > 1 {
            return false;
        }
        let begins = same(mine.iter().zip(theirs));
        let ends = same(mine.iter().rev().zip(theirs.iter().rev()));
        begins + ends + 1 >= long
    }
}

/// How many letters are the same, from the beginning.
fn same<'a>(pairs: impl Iterator<Item = (&'a char, &'a char)>) -> usize {
    pairs.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let (one, other) = (Likeness::of(one), Likeness::of(other));
        assert_eq!(one.is_like(&other), other.is_like(&one));
        one.is_like(&other)
    }

    #[test]
    fn case_blanks_signs_and_the_legal_form_tell_no_companies_apart() {
        for other in [
            "BRIGHTWATER  ENERGY",
            "Bright-Water Energy",
            "Brightwater Energy B.V.",
            "Brightwater Energy, Ltd.",
            "brightwater's energy",
        ] {
            assert!(alike("Brightwater Energy", other), "{other}");
        }
        assert!(alike("Limited Company", "limited-company"));
        assert!(!alike("Limited", "Company"));
    }

    #[test]
    fn one_letter_may_be_mistyped_in_a_longer_name() {
        assert!(alike("Castellan Hotels", "Castelan Hotels"));
        assert!(alike("Castellan Hotels", "Castellan Motels"));
        assert!(alike("Castellan", "Castellane"));
        assert!(!alike("Castellan Hotels", "Castelan Hotel"));
        assert!(!alike("Castellan Hotels", "Castellan"));
        assert!(!alike("Acme", "Acne"));
    }
}
