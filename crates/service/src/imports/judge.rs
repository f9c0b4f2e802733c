//! What each row would do: the checks of its form, who or what is there already, and whether the
//! importer may.

use super::places;
use access::{
    Ctx, Denial, Failure, Object, Permit, Role, Scope, Storefront, permission::user, rules,
};
use domain::{
    AddressId, CompanyId, DepartmentId, Problem,
    accounts::normal_email,
    addresses::NewAddress,
    cart::Delivery,
    check::tidy,
    imports::{ImportColumn, ImportKind, Mapping, Row, RowFault, Table, TableRow, Verdict},
    people::AddPerson,
};
use std::collections::HashMap;
use store::{
    Tx,
    addresses::{self, AddressRecord},
    imports::{self, ImportRecord, KnownPerson, NewPerson},
    people::{self, CompanyPlace, DepartmentPlace},
    storefronts,
};

/// A row, judged.
pub(super) struct Judged {
    pub(super) line: u32,
    /// What it is about, as the file has it.
    pub(super) what: String,
    pub(super) plan: Result<Plan, Vec<RowFault>>,
}

/// What a row would do, with the proof that it may.
pub(super) enum Plan {
    Unchanged,
    AddPerson(NewPerson),
    ChangePerson(ChangePerson),
    AddDepartment {
        may: Permit<user::Import>,
        company: CompanyId,
        name: String,
    },
    AddAddress {
        may: Permit<user::Import>,
        company: CompanyId,
        label: String,
        delivery: Delivery,
    },
    CorrectAddress {
        may: Permit<user::Import>,
        shown: addresses::Shown,
        /// Whose it is; nothing for a person's own.
        company: Option<CompanyId>,
        label: String,
        delivery: Delivery,
        changes: Vec<String>,
    },
}

pub(super) struct ChangePerson {
    pub(super) may: Permit<user::Import>,
    pub(super) shown: people::Shown,
    pub(super) company: Option<CompanyId>,
    pub(super) name: String,
    pub(super) phone: String,
    /// Whether one of the two is another.
    pub(super) data: bool,
    pub(super) before: Vec<DepartmentId>,
    /// Nothing where they stay.
    pub(super) departments: Option<Vec<DepartmentId>>,
    changes: Vec<String>,
}

impl Judged {
    pub(super) const fn verdict(&self) -> Verdict {
        match &self.plan {
            Err(_) => Verdict::Faulty,
            Ok(Plan::Unchanged) => Verdict::Unchanged,
            Ok(Plan::AddPerson(_) | Plan::AddDepartment { .. } | Plan::AddAddress { .. }) => {
                Verdict::New
            }
            Ok(Plan::ChangePerson(_) | Plan::CorrectAddress { .. }) => Verdict::Changed,
        }
    }

    /// What is wrong, or what changes.
    pub(super) fn notes(&self) -> Vec<String> {
        match &self.plan {
            Err(faults) => faults.iter().map(RowFault::to_string).collect(),
            Ok(
                Plan::ChangePerson(ChangePerson { changes, .. })
                | Plan::CorrectAddress { changes, .. },
            ) => changes.clone(),
            Ok(_) => Vec::new(),
        }
    }
}

/// The lines that say again what an earlier one says.
pub(super) fn twice(import: &ImportRecord, table: &Table) -> HashMap<u32, u32> {
    table.twice(import.kind, &import.mapping, import.company.is_none())
}

/// What rows are compared with, as it is now.
pub(super) struct Judge<'a> {
    ctx: &'a Ctx,
    kind: ImportKind,
    mapping: &'a Mapping,
    storefront: Storefront,
    /// The company that all rows go into, where one was chosen.
    into: Option<CompanyPlace>,
    /// The companies where the importer imports, by name.
    companies: HashMap<String, CompanyPlace>,
    departments: HashMap<(CompanyId, String), DepartmentPlace>,
    /// Of those companies, where rows are addresses; and their numbers by name.
    addresses: HashMap<AddressId, AddressRecord>,
    labels: HashMap<(CompanyId, String), Vec<AddressId>>,
    twice: &'a HashMap<u32, u32>,
}

/// Names are told apart whatever their case: nobody means two departments by it.
fn plain(name: &str) -> String {
    tidy(name).to_lowercase()
}

type Faults = Vec<RowFault>;

impl<'a> Judge<'a> {
    pub(super) async fn new(
        tx: &mut Tx,
        ctx: &'a Ctx,
        import: &'a ImportRecord,
        twice: &'a HashMap<u32, u32>,
    ) -> Result<Self, Failure> {
        let found = storefronts::by_id(tx, import.storefront).await?;
        let storefront = found.ok_or(Denial::NotFound)?;
        let mut companies = people::companies_of(tx, &[storefront.id]).await?;
        companies.retain(|one| import.company.is_none_or(|id| id == one.id));
        let ids: Vec<CompanyId> = companies.iter().map(|one| one.id).collect();
        let departments = people::departments_of(tx, &ids).await?;
        companies.retain(|one| places::company(&ctx.access, one, &departments).is_some());
        let ids: Vec<CompanyId> = companies.iter().map(|one| one.id).collect();
        let known = match import.kind {
            ImportKind::Addresses => addresses::known(tx, &ids).await?,
            ImportKind::People | ImportKind::Departments => Vec::new(),
        };
        let mut labels: HashMap<_, Vec<AddressId>> = HashMap::new();
        for one in &known {
            if let Some(company) = one.company {
                let same = labels.entry((company, plain(&one.label))).or_default();
                same.push(one.id);
            }
        }
        let into = match import.company {
            Some(id) => {
                let chosen = companies.iter().find(|one| one.id == id).cloned();
                Some(chosen.ok_or(Denial::NotFound)?)
            }
            None => None,
        };
        Ok(Self {
            ctx,
            kind: import.kind,
            mapping: &import.mapping,
            storefront,
            into,
            companies: companies
                .into_iter()
                .map(|one| (plain(&one.name), one))
                .collect(),
            departments: departments
                .into_iter()
                .map(|one| ((one.company, plain(&one.name)), one))
                .collect(),
            addresses: known.into_iter().map(|one| (one.id, one)).collect(),
            labels,
            twice,
        })
    }

    /// Judges some rows.
    pub(super) async fn rows(&self, tx: &mut Tx, rows: &[TableRow]) -> store::Result<Vec<Judged>> {
        let known = self.known(tx, rows).await?;
        let mut judged = Vec::with_capacity(rows.len());
        for one in rows {
            let row = Row {
                mapping: self.mapping,
                cells: &one.cells,
            };
            let (plan, what) = match self.kind {
                ImportKind::People => {
                    let plan = self.person(tx, row, one.line, &known).await?;
                    (plan, ImportColumn::Email)
                }
                ImportKind::Departments => (self.department(row), ImportColumn::Department),
                ImportKind::Addresses => (self.address(row), ImportColumn::Label),
            };
            let plan = plan.and_then(|plan| match self.twice.get(&one.line) {
                Some(line) => Err(vec![RowFault::Twice { line: *line }]),
                None => Ok(plan),
            });
            judged.push(Judged {
                line: one.line,
                what: row.get(what).to_owned(),
                plan,
            });
        }
        Ok(judged)
    }

    /// The people that rows name, by company and email; of several the first ones in front.
    async fn known(
        &self,
        tx: &mut Tx,
        rows: &[TableRow],
    ) -> store::Result<HashMap<(Option<CompanyId>, String), Vec<KnownPerson>>> {
        let mut all: HashMap<_, Vec<KnownPerson>> = HashMap::new();
        if self.kind != ImportKind::People {
            return Ok(all);
        }
        let email = |one: &TableRow| {
            let row = Row {
                mapping: self.mapping,
                cells: &one.cells,
            };
            normal_email(row.get(ImportColumn::Email))
        };
        let emails: Vec<String> = rows.iter().map(email).collect();
        for one in imports::people_known(tx, self.storefront.id, &emails).await? {
            let key = (one.company, one.email.clone());
            all.entry(key).or_default().push(one);
        }
        Ok(all)
    }

    /// The company of a row; none where it names none and none was chosen.
    fn company(&self, row: Row<'_>) -> Result<Option<&CompanyPlace>, RowFault> {
        let named = row.get(ImportColumn::Company);
        match &self.into {
            Some(into) if named.is_empty() || plain(named) == plain(&into.name) => Ok(Some(into)),
            Some(_) => Err(RowFault::OtherCompany),
            None if named.is_empty() => Ok(None),
            None => self
                .companies
                .get(&plain(named))
                .map(Some)
                .ok_or_else(|| RowFault::NoCompany(named.to_owned())),
        }
    }

    /// The same where nothing can be of no company.
    fn some_company(&self, row: Row<'_>) -> Result<&CompanyPlace, RowFault> {
        self.company(row)?
            .ok_or(RowFault::Cell(ImportColumn::Company, Problem::Missing))
    }

    /// The departments that a row names; nothing where it names none.
    fn departments(
        &self,
        row: Row<'_>,
        company: Option<CompanyId>,
    ) -> Result<Option<Vec<DepartmentId>>, Faults> {
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        for name in row.departments() {
            let known = company.and_then(|id| self.departments.get(&(id, plain(&name))));
            match known {
                Some(one) => found.push(one.id),
                None => faults.push(RowFault::NoDepartment(name)),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        found.sort_unstable();
        found.dedup();
        Ok((!found.is_empty()).then_some(found))
    }

    async fn person(
        &self,
        tx: &mut Tx,
        row: Row<'_>,
        line: u32,
        known: &HashMap<(Option<CompanyId>, String), Vec<KnownPerson>>,
    ) -> store::Result<Result<Plan, Faults>> {
        let (form, company, departments) = match self.person_said(row) {
            Ok(said) => said,
            Err(faults) => return Ok(Err(faults)),
        };
        let email = form.address().unwrap_or_default();
        let known = known.get(&(company, email)).map(Vec::as_slice);
        Ok(match known.unwrap_or_default() {
            [] => self.newcomer(&form, line, company, departments),
            [one] => self.change(tx, one, &form, departments).await?,
            _ => Err(vec![RowFault::Several(ImportColumn::Email)]),
        })
    }

    /// What a row says of a person, all faults at once.
    fn person_said(
        &self,
        row: Row<'_>,
    ) -> Result<(AddPerson, Option<CompanyId>, Option<Vec<DepartmentId>>), Faults> {
        let mut faults = Vec::new();
        let form = row.person().unwrap_or_else(|found| {
            faults.extend(found);
            AddPerson::default()
        });
        match self.company(row) {
            Ok(company) => {
                let company = company.map(|one| one.id);
                match self.departments(row, company) {
                    Ok(departments) if faults.is_empty() => {
                        return Ok((form, company, departments));
                    }
                    Ok(_) => {}
                    Err(found) => faults.extend(found),
                }
            }
            Err(fault) => faults.push(fault),
        }
        Err(faults)
    }

    fn newcomer(
        &self,
        form: &AddPerson,
        line: u32,
        company: Option<CompanyId>,
        departments: Option<Vec<DepartmentId>>,
    ) -> Result<Plan, Faults> {
        let departments = departments.unwrap_or_default();
        let object = rules::people::newcomer(Some(self.storefront.id), company.as_slice());
        let may = rules::people::import_new(&self.ctx.access, &object, &departments)
            .map_err(|_| vec![RowFault::NotYours])?;
        Ok(Plan::AddPerson(NewPerson {
            may,
            line,
            company,
            name: form.name.clone(),
            email: form.address().unwrap_or_default(),
            phone: form.phone.clone(),
            departments,
            role: Role::of_customer(self.storefront.pack),
        }))
    }

    /// An empty cell leaves what is there.
    async fn change(
        &self,
        tx: &mut Tx,
        known: &KnownPerson,
        form: &AddPerson,
        departments: Option<Vec<DepartmentId>>,
    ) -> store::Result<Result<Plan, Faults>> {
        let access = &self.ctx.access;
        let not_yours = || Ok(Err(vec![RowFault::NotYours]));
        let stands = Object {
            departments: match &*known.member_of {
                [] => Scope::Nobody,
                these => Scope::These(these),
            },
            ..rules::people::newcomer(Some(self.storefront.id), known.company.as_slice())
        };
        // Not even that nothing would change is told of somebody out of reach.
        if rules::people::import(access, &stands).is_err() {
            return not_yours();
        }
        let phone = match form.phone.as_str() {
            "" => known.phone.as_str(),
            phone => phone,
        };
        let departments = departments.filter(|these| *these != known.member_of);
        let mut changes = Vec::new();
        for (column, before, after) in [
            (ImportColumn::Name, known.name.as_str(), form.name.as_str()),
            (ImportColumn::Phone, known.phone.as_str(), phone),
        ] {
            told(&mut changes, column, before, after);
        }
        let data = !changes.is_empty();
        if let Some(after) = &departments {
            let (before, after) = (self.names(&known.member_of), self.names(after));
            told(&mut changes, ImportColumn::Department, &before, &after);
        }
        if changes.is_empty() {
            return Ok(Ok(Plan::Unchanged));
        }
        let moved: Vec<DepartmentId> = departments
            .iter()
            .flatten()
            .chain(&known.member_of)
            .copied()
            .filter(|one| {
                let after = departments.as_ref().unwrap_or(&known.member_of);
                after.contains(one) != known.member_of.contains(one)
            })
            .collect();
        let Some(record) = people::person(tx, known.id, self.ctx.now).await? else {
            return not_yours();
        };
        let Ok(may) = rules::people::import_changes(access, &record.facts(), &moved) else {
            return not_yours();
        };
        Ok(Ok(Plan::ChangePerson(ChangePerson {
            may,
            shown: people::Shown {
                account: known.id,
                version: known.version,
            },
            company: known.company,
            name: form.name.clone(),
            phone: phone.to_owned(),
            data,
            before: known.member_of.clone(),
            departments,
            changes,
        })))
    }

    /// Departments in words.
    fn names(&self, these: &[DepartmentId]) -> String {
        let mut names: Vec<&str> = self
            .departments
            .values()
            .filter(|one| these.contains(&one.id))
            .map(|one| one.name.as_str())
            .collect();
        names.sort_unstable();
        names.join(", ")
    }

    fn department(&self, row: Row<'_>) -> Result<Plan, Faults> {
        let form = row.department()?;
        let company = self.some_company(row).map_err(|fault| vec![fault])?.id;
        let name = form.name();
        if self.departments.contains_key(&(company, plain(&name))) {
            return Ok(Plan::Unchanged);
        }
        let ids = [company];
        let object = rules::people::newcomer(Some(self.storefront.id), &ids);
        let may = rules::people::import(&self.ctx.access, &object)
            .map_err(|_| vec![RowFault::NotYours])?;
        Ok(Plan::AddDepartment { may, company, name })
    }

    /// An address is known by its number, and without one by its name in its company.
    fn address(&self, row: Row<'_>) -> Result<Plan, Faults> {
        let form = row.address()?;
        let one = |fault| vec![fault];
        let number = row.number().map_err(one)?;
        let company = self.company(row).map_err(one)?.map(|found| found.id);
        if let Some(id) = number {
            let known = self.addresses.get(&id);
            let found = known.filter(|known| company.is_none() || known.company == company);
            return self.correct(found.ok_or(vec![RowFault::NoAddress])?, &form);
        }
        let company = self.some_company(row).map_err(one)?.id;
        let same = self.labels.get(&(company, plain(&form.label)));
        match same.map(Vec::as_slice).unwrap_or_default() {
            [] => {
                let ids = [company];
                let object = rules::addresses::of_company(self.storefront.id, &ids);
                let may = rules::people::import(&self.ctx.access, &object)
                    .map_err(|_| vec![RowFault::NotYours])?;
                Ok(Plan::AddAddress {
                    may,
                    company,
                    label: form.label(),
                    delivery: form.delivery(),
                })
            }
            [id] => {
                let known = self.addresses.get(id);
                self.correct(known.ok_or(vec![RowFault::NoAddress])?, &form)
            }
            _ => Err(vec![RowFault::Several(ImportColumn::Label)]),
        }
    }

    /// An empty further line leaves the one that is there.
    fn correct(&self, known: &AddressRecord, form: &NewAddress) -> Result<Plan, Faults> {
        let object = known.facts().object;
        let may = rules::people::import(&self.ctx.access, &object)
            .map_err(|_| vec![RowFault::NotYours])?;
        let (label, mut delivery) = (form.label(), form.delivery());
        if delivery.line2.is_empty() {
            delivery.line2.clone_from(&known.delivery.line2);
        }
        let before = &known.delivery;
        let mut changes = Vec::new();
        for (column, before, after) in [
            (ImportColumn::Label, &known.label, &label),
            (
                ImportColumn::Recipient,
                &before.recipient,
                &delivery.recipient,
            ),
            (ImportColumn::Line1, &before.line1, &delivery.line1),
            (ImportColumn::Line2, &before.line2, &delivery.line2),
            (ImportColumn::Postcode, &before.postcode, &delivery.postcode),
            (ImportColumn::City, &before.city, &delivery.city),
            (ImportColumn::Country, &before.country, &delivery.country),
        ] {
            told(&mut changes, column, before, after);
        }
        if changes.is_empty() {
            return Ok(Plan::Unchanged);
        }
        Ok(Plan::CorrectAddress {
            may,
            shown: addresses::Shown {
                address: known.id,
                version: known.version,
            },
            company: known.company.filter(|_| known.person().is_none()),
            label,
            delivery,
            changes,
        })
    }
}

fn told(changes: &mut Vec<String>, column: ImportColumn, before: &str, after: &str) {
    if before != after {
        let or_nothing = |text: &str| {
            if text.is_empty() {
                "nothing".to_owned()
            } else {
                text.to_owned()
            }
        };
        changes.push(format!(
            "{}: {} becomes {}",
            column.label(),
            or_nothing(before),
            or_nothing(after)
        ));
    }
}
