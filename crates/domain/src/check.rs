//! What can be wrong with a form, field by field, in words a person can act on.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What is wrong with one field. Closed: no free text crosses the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    Missing,
    TooShort {
        least: u32,
    },
    TooLong {
        most: u32,
    },
    NotAnEmail,
    NotANumber,
    NotADate,
    /// Not as a pattern says: `#` stands for a digit, `@` for a letter.
    NotWrittenAs {
        pattern: String,
    },
    /// A day that is over.
    Past,
    OutOfRange {
        least: i64,
        most: i64,
    },
    /// More people would be asked to approve than can be.
    TooManyApprovers {
        most: u32,
    },
    NotAMultiple {
        of: i64,
    },
    NotOffered,
    Taken,
    Mismatch,
    /// The file is no PDF at all, whatever it is called.
    NotAPdf,
    BrokenPdf,
    EncryptedPdf,
    EmptyPdf,
    FileTooLarge {
        most_megabytes: u32,
    },
    TooManyPages {
        most: u32,
    },
    TooComplex,
    /// The file is no image that can be printed from, or one of too many pixels.
    NotAnImage {
        most_megapixels: u32,
    },
    /// The file is no picture that could be a logo, or one of too many pixels.
    NotALogo {
        most_megapixels: u32,
    },
    /// What was on the page is not what it would cost now.
    PriceChanged {
        was: crate::Money,
        is: crate::Money,
    },
    /// The cart is not what was on the page.
    CartChanged,
    /// Something in the cart cannot be ordered any more.
    NotOrderable,
    /// A password that others use, or that follows from who its owner is.
    Guessable,
    /// Not the password that the account has now.
    WrongPassword,
    /// No code of the second factor that could be taken now.
    CodeRefused,
    /// What a device answered makes no passkey here.
    NoPasskey,
    /// The passkey was refused; deliberately the same for every reason.
    PasskeyRefused,
    /// Only somebody who belongs to that company can let others in.
    AskForInvitation,
    /// Somebody who cannot sign in (any more).
    NotActive,
    /// A role for somebody who is to have no access.
    NeedsInvitation,
    /// The address is that of another account as well; whoever works here has one of their own.
    SharedAddress,
    /// The sign-in was refused; deliberately the same for every reason.
    SignInRefused,
    /// Not the passkey of that company, or no such company; deliberately the same.
    CompanyPasskeyRefused,
    /// What cannot stand in front of the address of the platform.
    NotASlug,
    NotAHost,
    /// The platform's own address, or one below it: those are given by the platform.
    HostOfPlatform,
    NotAColour,
    /// A colour that text cannot be read in.
    Unreadable,
    /// So many hold roles that would end.
    Held {
        people: u32,
    },
}

/// What a browser can tell of a file by itself. Of its own, so that the script of a page holds these
/// words and not those of every form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    NotAPdf,
    TooLarge { most_megabytes: u32 },
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPdf => f.write_str(
                "This file is not a PDF. Please export your artwork as PDF and choose it again.",
            ),
            Self::TooLarge { most_megabytes } => write!(
                f,
                "This file is larger than {most_megabytes} MB. Please export it for print, without layers."
            ),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Please fill this in."),
            Self::TooShort { least } => write!(f, "Please use at least {least} characters."),
            Self::TooLong { most } => write!(f, "Please use at most {most} characters."),
            Self::NotAnEmail => f.write_str("This is not an email address. Example: name@company.com"),
            Self::NotANumber => f.write_str("Please enter a whole number."),
            Self::NotADate => f.write_str("Please enter a date."),
            Self::NotWrittenAs { pattern } => write!(
                f,
                "Please write it as {pattern}, with a digit for each # and a letter for each @."
            ),
            Self::Past => f.write_str("This day is over. Please choose today or a later one."),
            Self::OutOfRange { least, most } => {
                write!(f, "Please choose a number from {least} to {most}.")
            }
            Self::TooManyApprovers { most } => {
                write!(f, "At most {most} people approve for one person or one department.")
            }
            Self::NotAMultiple { of } => write!(f, "Please choose a multiple of {of}."),
            Self::NotOffered => f.write_str("Please choose one of those offered."),
            Self::Taken => f.write_str("This is already in use."),
            Self::Mismatch => f.write_str("The two do not match."),
            Self::NotAPdf => FileProblem::NotAPdf.fmt(f),
            Self::BrokenPdf => f.write_str(
                "This PDF is damaged and cannot be read. Please export it once more and choose it again.",
            ),
            Self::EncryptedPdf => f.write_str(
                "This PDF is protected by a password. Please save it without protection and choose it again.",
            ),
            Self::EmptyPdf => f.write_str("This PDF has no pages."),
            Self::FileTooLarge { most_megabytes } => FileProblem::TooLarge {
                most_megabytes: *most_megabytes,
            }
            .fmt(f),
            Self::TooManyPages { most } => write!(f, "This PDF has more than {most} pages."),
            Self::TooComplex => f.write_str(
                "This file took too long to read. Please flatten it or reduce its size and choose it again.",
            ),
            Self::NotAnImage { most_megapixels } => write!(
                f,
                "This file cannot be read as a PNG or JPEG of at most {most_megapixels} megapixels."
            ),
            Self::NotALogo { most_megapixels } => write!(
                f,
                "This file cannot be read as a PNG, JPEG or WebP of at most {most_megapixels} megapixels."
            ),
            Self::PriceChanged { was, is } => write!(
                f,
                "The total has changed from {was} to {is} since this page was opened. Nothing is ordered yet: please look at it and agree once more."
            ),
            Self::CartChanged => f.write_str(
                "This has changed since the page was opened. Nothing is ordered yet: please look at it and agree once more.",
            ),
            Self::NotOrderable => f.write_str(
                "Something here cannot be ordered any more. Nothing is ordered yet: please see what is marked below.",
            ),
            Self::Guessable => f.write_str(
                "This password is too easy to guess. A few words that do not belong together make a good one.",
            ),
            Self::WrongPassword => f.write_str("This is not your password as it is now."),
            Self::CodeRefused => f.write_str(
                "This code is not right, is over, or was used already. Please enter the one that is shown now.",
            ),
            Self::NoPasskey => f.write_str(
                "No passkey was kept: your device answered too late, or is not asked for a finger, a face or a PIN. Please try again.",
            ),
            Self::PasskeyRefused => f.write_str(
                "This passkey does not open an account here. Please try again, or sign in with your email and password.",
            ),
            Self::AskForInvitation => f.write_str(
                "We cannot open an account under this name. If your company orders here already, ask your company for an invitation.",
            ),
            Self::NotActive => f.write_str("Only somebody who can sign in can be chosen here."),
            Self::NeedsInvitation => f.write_str(
                "Only somebody who can sign in gets a role of their own: please send an invitation now, or leave the role as it is for every customer.",
            ),
            Self::SharedAddress => f.write_str(
                "Their email is that of another account as well. Whoever works for the print shop has one of their own: please change it first.",
            ),
            Self::SignInRefused => f.write_str(
                "Email and password do not match an account that can sign in. Check both, or ask for a new password.",
            ),
            Self::CompanyPasskeyRefused => f.write_str(
                "Company and passkey do not match. Please check both, or ask a colleague.",
            ),
            Self::NotASlug => f.write_str(
                "Please use 2 to 40 small letters, digits and dashes. Example: acme-print",
            ),
            Self::NotAHost => f.write_str("This is not a host name. Example: print.example"),
            Self::HostOfPlatform => f.write_str(
                "This is the address of the platform, or one below it, which the platform gives itself.",
            ),
            Self::NotAColour => {
                f.write_str("Please write the colour as six digits. Example: #00657f")
            }
            Self::Unreadable => f.write_str(
                "Text in this colour could not be read well here. On light paper take a darker one, on dark paper a lighter one.",
            ),
            Self::Held { people: 1 } => f.write_str(
                "Somebody holds a role of it here. Please give them another one first.",
            ),
            Self::Held { people } => write!(
                f,
                "{people} people hold roles of it here. Please give them others first."
            ),
        }
    }
}

/// A name as it is kept: single blanks, none around it.
#[must_use]
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether this is the key of a form as it is issued: 128 random bits in hexadecimal.
#[must_use]
pub fn is_once(once: &str) -> bool {
    once.len() == 32 && once.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The field enum of a form that has no field of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoField {}

/// What a form's `check` answers: nothing, or each faulty field once with what is wrong with it.
pub type Checked<F> = Result<(), Vec<(F, Problem)>>;

/// Collects what is wrong with a form.
#[derive(Debug)]
pub struct Check<F>(Vec<(F, Problem)>);

impl<F: Copy + PartialEq> Check<F> {
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "an empty check is a start, not a default"
    )]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Notes a problem, unless the field has one already: one sentence a field is enough.
    pub fn problem(&mut self, field: F, problem: Problem) -> &mut Self {
        if !self.0.iter().any(|(known, _)| *known == field) {
            self.0.push((field, problem));
        }
        self
    }

    /// The field must hold something besides blanks, of at most `most` characters.
    pub fn required(&mut self, field: F, text: &str, most: u32) -> &mut Self {
        if text.trim().is_empty() {
            return self.problem(field, Problem::Missing);
        }
        self.at_most(field, text, most)
    }

    pub fn at_most(&mut self, field: F, text: &str, most: u32) -> &mut Self {
        if text.chars().count() > most as usize {
            self.problem(field, Problem::TooLong { most });
        }
        self
    }

    /// The field must hold one plausible email address.
    pub fn email(&mut self, field: F, text: &str) -> &mut Self {
        self.required(field, text, 254);
        if !crate::accounts::is_email(text.trim()) {
            self.problem(field, Problem::NotAnEmail);
        }
        self
    }

    /// The outcome of the whole form.
    ///
    /// # Errors
    /// The faulty fields, each once.
    pub fn done(self) -> Checked<F> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.0)
        }
    }
}
