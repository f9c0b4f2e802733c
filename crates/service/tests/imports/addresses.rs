//! Importing departments and addresses.

use super::{
    company::{Company, platform},
    file::{brought, import, look},
    world::{Tested, World},
};
use access::Role;
use domain::imports::{ImportMode, Verdict};

pub(crate) async fn pj_54_departments_are_known_by_name_and_addresses_by_number(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let into = format!("company-{}", acme.id);
    let departments = ("departments", &*into);
    let file = "Department\nSales\nArchive\n";
    let sheet = import(&world, admin, departments, file, ImportMode::All).await?;
    assert_eq!(sheet.outcome.counts.new, 1);
    assert_eq!(sheet.outcome.counts.unchanged, 1);
    assert_eq!(world.audited("department.create").await?, 1);
    let sheet = import(
        &world,
        admin,
        departments,
        "Department\nARCHIVE\n",
        ImportMode::All,
    )
    .await?;
    assert_eq!(sheet.outcome.counts.unchanged, 1);

    let addresses = ("addresses", &*into);
    let heading = "Address number,Name of the address,Recipient,Street,Postcode,City,Country";
    let file =
        format!("{heading}\n,Front desk,Acme,1 Mill Lane,CB1 2AB,Cambridge,United Kingdom\n");
    let sheet = import(&world, admin, addresses, &file, ImportMode::All).await?;
    assert_eq!(sheet.outcome.counts.new, 1);
    // Without a number it is known by its name.
    let sheet = import(&world, admin, addresses, &file, ImportMode::All).await?;
    assert_eq!(sheet.outcome.counts.unchanged, 1);
    assert_eq!(world.audited("address.add").await?, 1);

    let mut tx = world.db.store.read().await?;
    let known = store::addresses::known(&mut tx, &[acme.id]).await?;
    drop(tx);
    assert_eq!(known.len(), 1);
    let number = known[0].id;
    let file = format!(
        "{heading}\n{number},Reception,Acme,2 Mill Lane,CB1 2AB,Cambridge,United Kingdom\n\
         999999,Nowhere,Acme,2 Mill Lane,CB1 2AB,Cambridge,United Kingdom\n"
    );
    let id = brought(&world, admin, addresses, &file).await?;
    let preview = look(&world, admin, id).await?.preview.ok_or("a preview")?;
    assert_eq!(preview.rows[0].verdict, Verdict::Changed);
    assert_eq!(
        preview.rows[0].notes,
        [
            "Name of the address: Front desk becomes Reception",
            "Street and number: 1 Mill Lane becomes 2 Mill Lane"
        ]
    );
    assert_eq!(
        preview.rows[1].notes,
        ["There is no address of this number where you import."]
    );
    import(&world, admin, addresses, &file, ImportMode::Good).await?;
    let mut tx = world.db.store.read().await?;
    let known = store::addresses::known(&mut tx, &[acme.id]).await?;
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].label, "Reception");
    assert_eq!(known[0].delivery.line1, "2 Mill Lane");
    assert_eq!(world.audited("address.correct").await?, 1);
    Ok(())
}
