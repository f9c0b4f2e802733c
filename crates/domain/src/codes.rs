//! Codes for the buyer's bookkeeping: cost centres, and what the checkout asks a company's people for.

use crate::{
    CompanyId, CostCentreId, DepartmentId, Problem,
    check::{Check, Checked, tidy},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest purchase order number, and the longest pattern of one.
pub const NUMBER_MOST: u32 = 60;
/// The longest code of a cost centre.
pub const CODE_MOST: u32 = 30;
/// The longest name of a cost centre.
pub const CENTRE_NAME_MOST: u32 = 80;

/// Whether the checkout asks for a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ask {
    #[default]
    No,
    Optional,
    Required,
}

impl Ask {
    pub const ALL: [Self; 3] = [Self::No, Self::Optional, Self::Required];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::No => "Not asked",
            Self::Optional => "Optional",
            Self::Required => "Required",
        }
    }
}

/// A cost centre, as an order keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostCentre {
    pub code: String,
    pub name: String,
}

impl CostCentre {
    /// As it is kept in columns, which are empty where there is none.
    #[must_use]
    pub fn kept(code: String, name: String) -> Option<Self> {
        (!code.is_empty()).then_some(Self { code, name })
    }
}

impl fmt::Display for CostCentre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

/// The codes of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codes {
    pub cost_centre: Option<CostCentre>,
    pub purchase_order: String,
}

/// What a company's people are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub cost_centre: Ask,
    pub purchase_order: Ask,
    /// What a purchase order number looks like; empty for any.
    pub pattern: String,
}

impl Default for Asked {
    /// For who is of no company, and for a company that has said nothing.
    fn default() -> Self {
        Self {
            cost_centre: Ask::No,
            purchase_order: Ask::Optional,
            pattern: String::new(),
        }
    }
}

/// A cost centre to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreChoice {
    pub id: CostCentreId,
    pub centre: CostCentre,
}

/// What a page asks the reader for before they order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodesAsked {
    pub asked: Asked,
    /// Those that the reader may charge, by code.
    pub centres: Vec<CentreChoice>,
}

impl CodesAsked {
    /// The one of this code, if the reader may charge it now.
    #[must_use]
    pub fn centre(&self, code: &str) -> Option<&CentreChoice> {
        self.centres.iter().find(|one| one.centre.code == code)
    }

    /// What an order keeps of what was typed, an id and a number. What is not asked for is not kept.
    ///
    /// # Errors
    /// What is missing, not offered or not written as it must be, in the two fields that the form names.
    pub fn taken<F: Copy + PartialEq>(
        &self,
        [centre, number]: [F; 2],
        (cost_centre, purchase_order): (&str, &str),
    ) -> Result<Codes, Vec<(F, Problem)>> {
        let mut check = Check::new();
        let cost_centre = match (self.asked.cost_centre, cost_centre) {
            (Ask::No, _) | (Ask::Optional, "") => None,
            (Ask::Required, "") => {
                check.problem(centre, Problem::Missing);
                None
            }
            (Ask::Optional | Ask::Required, id) => {
                let mut all = self.centres.iter();
                let chosen = all.find(|one| one.id.to_string() == id);
                if chosen.is_none() {
                    check.problem(centre, Problem::NotOffered);
                }
                chosen.map(|one| one.centre.clone())
            }
        };
        let typed = purchase_order.trim();
        let purchase_order = match self.asked.purchase_order {
            Ask::No => String::new(),
            Ask::Required if typed.is_empty() => {
                check.problem(number, Problem::Missing);
                String::new()
            }
            Ask::Optional | Ask::Required => typed.to_owned(),
        };
        if !purchase_order.is_empty() && !fits(&self.asked.pattern, &purchase_order) {
            let pattern = self.asked.pattern.clone();
            check.problem(number, Problem::NotWrittenAs { pattern });
        }
        check.at_most(number, &purchase_order, NUMBER_MOST);
        check.done()?;
        Ok(Codes {
            cost_centre,
            purchase_order,
        })
    }
}

/// Whether a number is written as the pattern says: `#` stands for a digit, `@` for a letter, everything
/// else for itself. Regular expressions were left out: who keeps a company's codes writes none, and one
/// that is written carelessly can take for ever.
fn fits(pattern: &str, number: &str) -> bool {
    if pattern.is_empty() {
        return true;
    }
    let fit = |(wanted, sign): (char, char)| match wanted {
        '#' => sign.is_ascii_digit(),
        '@' => sign.is_alphabetic(),
        _ => wanted == sign,
    };
    pattern.chars().count() == number.chars().count()
        && pattern.chars().zip(number.chars()).all(fit)
}

/// Which field of the forms about codes is faulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CodeField {
    AskCostCentre,
    AskPurchaseOrder,
    Pattern,
    Code,
    Name,
    Departments,
}

impl CodeField {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AskCostCentre => "ask_cost_centre",
            Self::AskPurchaseOrder => "ask_purchase_order",
            Self::Pattern => "pattern",
            // Not `code`, which is a second factor's and never kept with what was typed.
            Self::Code => "centre_code",
            Self::Name => "centre_name",
            Self::Departments => "departments",
        }
    }
}

/// What a company's people are asked for from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskCodes {
    pub company: CompanyId,
    /// The company's version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    #[serde(default)]
    pub ask_cost_centre: String,
    #[serde(default)]
    pub ask_purchase_order: String,
    #[serde(default)]
    pub pattern: String,
}

impl AskCodes {
    /// As it is kept.
    ///
    /// # Errors
    /// The faulty fields.
    pub fn asked(&self) -> Result<Asked, Vec<(CodeField, Problem)>> {
        let mut check = Check::new();
        let mut one = |field: CodeField, key: &str| match Ask::from_key(key) {
            Some(ask) => ask,
            None => {
                check.problem(field, Problem::NotOffered);
                Ask::No
            }
        };
        let cost_centre = one(CodeField::AskCostCentre, &self.ask_cost_centre);
        let purchase_order = one(CodeField::AskPurchaseOrder, &self.ask_purchase_order);
        check.at_most(CodeField::Pattern, &self.pattern, NUMBER_MOST);
        check.done()?;
        Ok(Asked {
            cost_centre,
            purchase_order,
            pattern: self.pattern.trim().to_owned(),
        })
    }
}

/// A cost centre: a new one, or what one is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepCostCentre {
    pub company: CompanyId,
    /// The company's version that the page showed; a page that is stale by now changes nothing.
    pub version: i64,
    /// An id; empty for a new one.
    #[serde(default)]
    pub cost_centre: String,
    #[serde(default)]
    pub centre_code: String,
    #[serde(default)]
    pub centre_name: String,
    /// It can be charged. Orders that were charged to it keep it in any case.
    #[serde(default)]
    pub active: bool,
    /// For all departments, those still to come included.
    #[serde(default)]
    pub everybody: bool,
    #[serde(default)]
    pub departments: Vec<DepartmentId>,
}

impl KeepCostCentre {
    /// # Errors
    /// The faulty fields.
    pub fn check(&self) -> Checked<CodeField> {
        let mut check = Check::new();
        check
            .required(CodeField::Code, &self.centre_code, CODE_MOST)
            .required(CodeField::Name, &self.centre_name, CENTRE_NAME_MOST);
        if !self.everybody && self.departments.is_empty() {
            check.problem(CodeField::Departments, Problem::Missing);
        }
        check.done()
    }

    /// As it is kept.
    #[must_use]
    pub fn centre(&self) -> CostCentre {
        CostCentre {
            code: tidy(&self.centre_code),
            name: tidy(&self.centre_name),
        }
    }
}

/// A cost centre on its company's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreRow {
    pub id: CostCentreId,
    pub centre: CostCentre,
    pub active: bool,
    /// Those that it is limited to; nothing where it is for all.
    pub departments: Option<Vec<DepartmentId>>,
}

/// What a company's page has about codes, for who keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyCodes {
    pub asked: Asked,
    /// By code.
    pub centres: Vec<CentreRow>,
    /// The company's departments, by name.
    pub departments: Vec<(DepartmentId, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [CodeField; 2] = [CodeField::Code, CodeField::Pattern];

    fn asking(cost_centre: Ask, purchase_order: Ask, pattern: &str) -> CodesAsked {
        CodesAsked {
            asked: Asked {
                cost_centre,
                purchase_order,
                pattern: pattern.to_owned(),
            },
            centres: vec![CentreChoice {
                id: CostCentreId(7),
                centre: CostCentre {
                    code: "4711".to_owned(),
                    name: "Marketing".to_owned(),
                },
            }],
        }
    }

    #[test]
    fn what_is_required_must_be_there() {
        let asked = asking(Ask::Required, Ask::Required, "");
        let missing = vec![
            (CodeField::Code, Problem::Missing),
            (CodeField::Pattern, Problem::Missing),
        ];
        assert_eq!(asked.taken(FIELDS, ("", " ")), Err(missing));
        let codes = asked
            .taken(FIELDS, ("7", " PO 1 "))
            .expect("both are there");
        assert_eq!(codes.purchase_order, "PO 1");
        assert_eq!(
            codes
                .cost_centre
                .map(|centre| centre.to_string())
                .as_deref(),
            Some("4711 Marketing")
        );
    }

    #[test]
    fn what_is_not_asked_is_not_kept() {
        let asked = asking(Ask::No, Ask::No, "##");
        assert_eq!(asked.taken(FIELDS, ("7", "PO 1")), Ok(Codes::default()));
    }

    #[test]
    fn only_what_is_offered_is_taken() {
        let asked = asking(Ask::Optional, Ask::Optional, "");
        assert_eq!(asked.taken(FIELDS, ("", "")), Ok(Codes::default()));
        assert_eq!(
            asked.taken(FIELDS, ("8", "")),
            Err(vec![(CodeField::Code, Problem::NotOffered)])
        );
    }

    #[test]
    fn a_number_is_written_as_the_pattern_says() {
        for (pattern, number, fit) in [
            ("", "anything", true),
            ("PO-####", "PO-0815", true),
            ("PO-####", "PO-815", false),
            ("PO-####", "PO-08x5", false),
            ("@@#", "AB1", true),
            ("@@#", "A11", false),
        ] {
            assert_eq!(fits(pattern, number), fit, "{number} as {pattern}");
        }
        let asked = asking(Ask::No, Ask::Optional, "##");
        let pattern = "##".to_owned();
        assert_eq!(
            asked.taken(FIELDS, ("", "1")),
            Err(vec![(
                CodeField::Pattern,
                Problem::NotWrittenAs { pattern }
            )])
        );
    }
}
