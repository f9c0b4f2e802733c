//! Doing what rows say.

use super::judge::{ChangePerson, Judged, Plan};
use crate::refused::fresh;
use access::{Ctx, Denial, Failure};
use domain::{CompanyId, DepartmentId, accounts::AccountState};
use serde_json::json;
use store::{
    Tx, addresses,
    audit::Done,
    departments,
    imports::{self, ImportRecord, NewPerson},
    people,
};

/// Writes rows in the transaction that they were judged in; what was done is noted in the import and in
/// `trail`, to be recorded last.
///
/// # Errors
/// [`Denial::Stale`] where somebody else has changed it meanwhile.
pub(super) async fn write(
    tx: &mut Tx,
    ctx: &Ctx,
    import: &mut ImportRecord,
    judged: Vec<Judged>,
    trail: &mut Vec<Done>,
) -> Result<(), Failure> {
    let id = import.id.0;
    let mut new = Vec::new();
    for one in judged {
        let verdict = one.verdict();
        let plan = match one.plan {
            Ok(plan) => plan,
            Err(_) => {
                import.outcome.leave(one.line, one.notes().join(" "));
                continue;
            }
        };
        import.outcome.counts.add(verdict);
        match plan {
            Plan::Unchanged => {}
            Plan::AddPerson(person) => new.push(person),
            Plan::ChangePerson(change) => change_person(tx, &change, id, trail).await?,
            Plan::AddDepartment { may, company, name } => {
                let made = departments::import(tx, &may, company, &name).await;
                let made = made.map_err(meanwhile)?.ok_or(Denial::Stale)?;
                let detail = json!({ "company": company.0, "name": name, "import": id });
                trail.push(done(
                    "department.create",
                    "department",
                    made.0,
                    Some(company),
                    detail,
                ));
            }
            Plan::AddAddress {
                may,
                company,
                label,
                delivery,
            } => {
                let made = addresses::import(tx, &may, company, &label, &delivery).await?;
                let made = made.ok_or(Denial::Stale)?;
                let detail = json!({ "company": company.0, "label": label, "import": id });
                trail.push(done(
                    "address.add",
                    "address",
                    made.0,
                    Some(company),
                    detail,
                ));
            }
            Plan::CorrectAddress {
                may,
                shown,
                company,
                label,
                delivery,
                ..
            } => {
                let changed =
                    addresses::import_correction(tx, &may, shown, &label, &delivery).await?;
                fresh(changed)?;
                let detail = json!({ "person": null, "label": label, "import": id });
                let address = shown.address.0;
                trail.push(done("address.correct", "address", address, company, detail));
            }
        }
    }
    add_people(tx, ctx, &new, id, trail).await
}

async fn add_people(
    tx: &mut Tx,
    ctx: &Ctx,
    new: &[NewPerson],
    import: i64,
    trail: &mut Vec<Done>,
) -> Result<(), Failure> {
    let ids = imports::add_people(tx, import.into(), new, ctx.now).await?;
    for one in new {
        let id = ids.get(&one.line).ok_or(Denial::Stale)?;
        let detail = json!({
            "state": AccountState::Inactive.key(),
            "roles": [one.role.name()],
            "import": import,
        });
        trail.push(done("user.create", "account", id.0, one.company, detail));
    }
    Ok(())
}

async fn change_person(
    tx: &mut Tx,
    change: &ChangePerson,
    import: i64,
    trail: &mut Vec<Done>,
) -> Result<(), Failure> {
    let said = (change.name.as_str(), change.phone.as_str());
    let departments = change.departments.as_deref();
    fresh(people::import(tx, &change.may, change.shown, said, departments).await?)?;
    let (account, company) = (change.shown.account.0, change.company);
    if change.data {
        // What an import is known by it cannot change.
        let detail = json!({ "email": false, "import": import });
        trail.push(done("user.edit", "account", account, company, detail));
    }
    if let Some(after) = departments {
        let ids = |these: &[DepartmentId]| these.iter().map(|one| one.0).collect::<Vec<_>>();
        let (before, after) = (ids(&change.before), ids(after));
        let detail = json!({ "before": before, "after": after, "import": import });
        let act = "user.set-departments";
        trail.push(done(act, "account", account, company, detail));
    }
    Ok(())
}

const fn done(
    act: &'static str,
    object: &'static str,
    object_id: i64,
    subject: Option<CompanyId>,
    detail: serde_json::Value,
) -> Done {
    Done {
        act,
        object,
        object_id,
        subject,
        detail,
    }
}

/// A department of that name was made by somebody else after the row was judged.
fn meanwhile(error: store::Error) -> Failure {
    if error.is_constraint("departments_name") {
        Denial::Stale.into()
    } else {
        error.into()
    }
}
