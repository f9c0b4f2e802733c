//! What was done to an account, in words.

use access::{Ctx, Permit, permission::user};
use domain::people::Happened;
use store::{
    Tx,
    people::{Entry, PersonRecord},
};

/// The acts that a page tells of. Sign-ins are not among them: who came when is nobody's business.
const TOLD: [(&str, &str); 23] = [
    ("user.create", "Added"),
    ("user.invite", "Invited"),
    ("user.edit", "Data changed"),
    ("user.set-departments", "Departments changed"),
    ("user.set-approvers", "Approvers changed"),
    ("user.suspend", "Suspended"),
    ("user.reactivate", "Reactivated"),
    ("user.reset-second-factor", "Second factor reset"),
    ("role.assign", "Role given"),
    ("role.withdraw", "Role withdrawn"),
    ("role.replace", "Role replaced"),
    ("session.impersonate", "Logged in as this person"),
    ("session.return", "Returned to their own account"),
    ("account.register", "Registered"),
    ("account.verify", "Email confirmed"),
    ("account.accept-invitation", "Invitation accepted"),
    ("account.edit", "Own data changed"),
    ("account.change-password", "Password changed"),
    ("account.reset-password", "Password reset"),
    ("account.second-factor-on", "Second factor set up"),
    ("account.second-factor-off", "Second factor switched off"),
    ("account.passkey-added", "Passkey added"),
    ("account.passkey-removed", "Passkey removed"),
];

pub(super) async fn history(
    tx: &mut Tx,
    ctx: &Ctx,
    may: &Permit<user::View>,
    person: &PersonRecord,
) -> store::Result<Vec<Happened>> {
    let acts: Vec<&str> = TOLD.iter().map(|(act, _)| *act).collect();
    let entries = store::people::history(tx, may, person.id, &acts).await?;
    Ok(entries.into_iter().map(|entry| told(ctx, entry)).collect())
}

fn told(ctx: &Ctx, entry: Entry) -> Happened {
    let staff = ctx.access.is_staff();
    let words = TOLD
        .iter()
        .find(|(act, _)| *act == entry.act)
        .map_or("", |(_, words)| *words);
    let role = entry.detail.get("role").and_then(serde_json::Value::as_str);
    let what = match role.filter(|_| staff) {
        Some(role) => format!("{words}: {role}"),
        None => words.to_owned(),
    };
    let colleague = entry.by_company.is_some() && entry.by_company == ctx.access.company;
    let by = match (entry.by, entry.through) {
        (Some(by), Some(through)) if staff => Some(format!("{by} (through {through})")),
        (Some(by), None) if staff || colleague => Some(by),
        // Who it was at the print shop is the print shop's to know.
        (Some(_), _) => Some("The print shop".to_owned()),
        (None, _) => None,
    };
    Happened {
        at: entry.at,
        what,
        by,
    }
}
