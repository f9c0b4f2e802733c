//! Reading the audit trail.

use crate::{Access, Denial, Permission, Reach, Term, pages};

/// Proof that the audit trail may be read, and how much of it.
#[derive(Debug)]
#[must_use]
pub struct Readable<'a>(&'a Access);

/// What is inside one part of it, and what is taken out of that again.
#[derive(Debug)]
pub struct Part<'a> {
    pub inside: Vec<Term<'a>>,
    pub except: Vec<Term<'a>>,
}

impl<'a> Readable<'a> {
    /// The union of these.
    pub fn parts(&self) -> impl Iterator<Item = Part<'a>> {
        let access = self.0;
        pages::READS_AUDIT
            .iter()
            .map(move |(permission, reaches)| Part {
                inside: access
                    .terms(*permission)
                    .filter(|term| reaches.contains(&term.reach))
                    .collect(),
                except: access.denials(*permission).collect(),
            })
    }

    /// Whether what entries say beyond who did what when is theirs to read: it names suppliers and
    /// other companies.
    #[must_use]
    pub fn details(&self) -> bool {
        self.0
            .terms(Permission::SessionImpersonate)
            .any(|term| matches!(term.reach, Reach::Storefront | Reach::Platform))
    }
}

/// Administrators read what was done where they are that; who cares for the people of a company
/// reads what those did, and what was done to them.
///
/// # Errors
/// Not granted.
pub fn read(access: &Access) -> Result<Readable<'_>, Denial> {
    pages::AUDIT.needs.met_by(access, false)?;
    Ok(Readable(access))
}
