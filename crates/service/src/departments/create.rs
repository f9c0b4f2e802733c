//! Making a department.

use super::{record, standing, taken_name};
use access::{Ctx, Failure, rules};
use domain::{
    DepartmentId, Problem,
    departments::{CreateDepartment, DepartmentField},
};
use store::{Store, departments, people};

/// Makes a department; gives its id. The first one of a company ends its being one department itself:
/// from then on people reach what is of theirs.
///
/// # Errors
/// Faulty fields, a name that the company has already, or not granted there.
pub async fn create(
    store: &Store,
    ctx: &Ctx,
    form: &CreateDepartment,
) -> Result<DepartmentId, Failure<DepartmentField>> {
    form.check()?;
    let not_offered = || Failure::field(DepartmentField::Company, Problem::NotOffered);
    let own = ctx.access.company.filter(|_| !ctx.access.is_staff());
    let id = form
        .company()
        .or(own)
        .ok_or(Failure::field(DepartmentField::Company, Problem::Missing))?;
    let mut tx = store.begin().await?;
    let company = people::company(&mut tx, id)
        .await?
        .ok_or_else(not_offered)?;
    let may = match rules::departments::create(&ctx.access, &standing(&company, &[id])) {
        Ok(may) => may,
        // Where somebody makes departments, a company that is not theirs is one that is not there.
        Err(_)
            if ctx
                .access
                .holds(access::Permission::DepartmentCreate)
                .is_ok() =>
        {
            return Err(not_offered());
        }
        Err(why) => return Err(why.into()),
    };
    let name = form.name();
    let made = departments::create(&mut tx, &may, id, &name).await;
    let department = made.map_err(taken_name)?.ok_or_else(not_offered)?;
    let detail = serde_json::json!({ "company": id.0, "name": name });
    record(&mut tx, ctx, "department.create", department, detail).await?;
    tx.commit().await?;
    Ok(department)
}
