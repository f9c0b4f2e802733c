//! Importing people.

use super::{
    company::{Company, opened, platform, staff},
    file::{begin, brought, import, look},
    world::{Outcome, Tested, World},
};
use access::{Denial, Failure, Permission, Role};
use domain::{
    AccountId, Problem,
    accounts::AccountState,
    imports::{BeginField, Counts, ImportMode, ImportState, Verdict},
};
use store::sql::sql;

/// Whom a storefront has under an address.
async fn known_as(world: &World, email: &str) -> Outcome<AccountId> {
    let mut tx = world.db.store.read().await?;
    let id = sql("select id from accounts where email = $1")
        .bind(email)
        .int(&mut tx)
        .await?;
    Ok(AccountId(id))
}

async fn count(world: &World) -> Outcome<i64> {
    let mut tx = world.db.store.read().await?;
    Ok(sql("select count(*) from accounts").int(&mut tx).await?)
}

pub(crate) async fn pj_16_an_import_writes_people_down_without_access_and_mails_nobody(
    world: World,
) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let here = format!("storefront-{}", acme.at);
    let file = "Email;Name;Telephone;Company;Department\n\
                DANA@acme.test;Dana Reyes;+49 30 1;acme;Sales; Marketing\n\
                robin@acme.test;=Robin;;Acme;\"sales; marketing\"\n";
    let id = brought(&world, admin, ("people", &here), file).await?;
    let sheet = look(&world, admin, id).await?;
    assert_eq!(sheet.state, ImportState::Ready);
    let preview = sheet.preview.ok_or("a preview")?;
    assert_eq!(preview.counts.new, 2);
    assert_eq!(preview.rows[0].what, "DANA@acme.test");
    assert_eq!(world.audited("user.create").await?, 0, "only looked at");

    let sheet = import(&world, admin, ("people", &here), file, ImportMode::All).await?;
    assert_eq!(sheet.state, ImportState::Done);
    assert_eq!(sheet.outcome.counts.new, 2);
    let dana = known_as(&world, "dana@acme.test").await?;
    let robin = known_as(&world, "robin@acme.test").await?;
    let sheet = opened(&world, admin, "corporate", dana).await??;
    assert_eq!(sheet.state, AccountState::Inactive);
    assert_eq!(sheet.phone, "+49 30 1");
    assert_eq!(sheet.company.as_deref(), Some("Acme"));
    assert_eq!(sheet.member_of, ["Sales"]);
    let roles: Vec<&str> = sheet.roles.iter().map(|one| one.role.as_str()).collect();
    assert_eq!(roles, ["End User"], "what every customer has, and no more");
    assert_eq!(sheet.history[0].what, "Added");
    let sheet = opened(&world, admin, "corporate", robin).await??;
    assert_eq!(sheet.name, "=Robin", "text, whatever it looks like");
    assert_eq!(sheet.member_of, ["Marketing", "Sales"]);
    assert!(world.mails().await?.is_empty());
    assert_eq!(world.audited("user.create").await?, 2);
    assert_eq!(world.audited("user.import").await?, 1);
    let mut tx = world.db.store.read().await?;
    let verdict = store::audit::verify(&mut tx).await?;
    assert!(
        matches!(verdict, store::audit::Verdict::Whole { .. }),
        "{verdict:?}"
    );
    Ok(())
}

pub(crate) async fn pj_54_the_same_file_again_changes_nothing(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let into = format!("company-{}", acme.id);
    let place = ("people", &*into);
    let file = "Email,Name,Department\ndana@acme.test,Dana Reyes,Sales\nrobin@acme.test,Robin,\n";
    import(&world, admin, place, file, ImportMode::All).await?;
    let before = count(&world).await?;
    let id = brought(&world, admin, place, file).await?;
    let preview = look(&world, admin, id).await?.preview.ok_or("a preview")?;
    let unchanged = Counts {
        unchanged: 2,
        ..Counts::default()
    };
    assert_eq!(preview.counts, unchanged);
    let sheet = import(&world, admin, place, file, ImportMode::Good).await?;
    assert_eq!(sheet.outcome.counts, unchanged);
    assert_eq!(count(&world).await?, before);
    assert_eq!(world.audited("user.create").await?, 2);
    assert_eq!(world.audited("user.edit").await?, 0);
    Ok(())
}

pub(crate) async fn pj_54_who_is_there_is_changed_and_keeps_their_email(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let dana = acme
        .member(&world, "dana@acme.test", &[Role::EndUser], acme.sales)
        .await?;
    let into = format!("company-{}", acme.id);
    let file = "Email,Name,Phone,Department\nDana@Acme.test,Dana Smith,,Marketing\n";
    let id = brought(&world, admin, ("people", &into), file).await?;
    let preview = look(&world, admin, id).await?.preview.ok_or("a preview")?;
    assert_eq!(preview.rows[0].verdict, Verdict::Changed);
    assert_eq!(
        preview.rows[0].notes,
        [
            "Name: Dana Reyes becomes Dana Smith",
            "Department: Sales becomes Marketing"
        ]
    );
    import(&world, admin, ("people", &into), file, ImportMode::All).await?;
    let sheet = opened(&world, admin, "corporate", dana).await??;
    assert_eq!(sheet.name, "Dana Smith");
    assert_eq!(sheet.email.as_deref(), Some("dana@acme.test"));
    assert_eq!(sheet.member_of, ["Marketing"]);
    assert_eq!(
        sheet.state,
        AccountState::Active,
        "nothing but what is said"
    );
    assert_eq!(world.audited("user.edit").await?, 1);
    assert_eq!(world.audited("user.set-departments").await?, 1);

    // The same address at another company is somebody else.
    let mill = Company::new(&world, "corporate", "Mill").await?;
    let into = format!("company-{}", mill.id);
    let sheet = import(&world, admin, ("people", &into), file, ImportMode::All).await?;
    assert_eq!(sheet.outcome.counts.new, 1);
    assert_eq!(
        opened(&world, admin, "corporate", dana)
            .await??
            .company
            .as_deref(),
        Some("Acme")
    );
    assert!(world.mails().await?.is_empty());
    Ok(())
}

pub(crate) async fn each_row_is_within_the_importers_reach(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let school = Company::new(&world, "printshop", "School").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    let senior = acme.senior(&world, "senior@acme.test").await?;
    let file = "Email,Name,Company,Department\n\
                a@acme.test,Anna,School,\n\
                b@acme.test,Ben,Acme,Archive\n\
                c@acme.test,Cora,Acme,Sales\n\
                C@acme.test,Cora,Acme,Sales\n\
                d@acme,Dora,Acme,\n";
    // A place out of reach is one that is not there.
    let not_offered = Err(Failure::field(BeginField::Into, Problem::NotOffered));
    for into in [
        format!("company-{}", school.id),
        format!("storefront-{}", school.at),
    ] {
        let begun = begin(&world, junior, ("people", &into), file).await?;
        assert_eq!(begun, not_offered);
    }
    let here = format!("storefront-{}", acme.at);
    assert_eq!(
        begin(&world, senior, ("people", &here), file).await?,
        Err(Failure::Denied(Denial::Missing(Permission::UserImport)))
    );
    let id = brought(&world, junior, ("people", &here), file).await?;
    let preview = look(&world, junior, id).await?.preview.ok_or("a preview")?;
    let notes: Vec<&str> = preview
        .rows
        .iter()
        .map(|row| row.notes.first().map_or("", String::as_str))
        .collect();
    assert_eq!(
        notes,
        [
            "There is no company called \u{201c}School\u{201d} where you import.",
            "The company has no department called \u{201c}Archive\u{201d}. Departments are imported first.",
            "",
            "The same as line 4.",
            "Email: This is not an email address. Example: name@company.com",
        ]
    );
    assert_eq!(preview.counts.faulty, 4);
    Ok(())
}

pub(crate) async fn nobody_above_the_importer_is_changed(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let junior = staff(&world, "junior@quoin.test", Role::JuniorAdmin, "corporate").await?;
    acme.person(&world, "both@acme.test", &[Role::EndUser, Role::Admin])
        .await?;
    let into = format!("company-{}", acme.id);
    let file = "Email,Name\nboth@acme.test,Somebody Else\n";
    let place = ("people", &*into);
    let sheet = import(&world, junior, place, file, ImportMode::Good).await?;
    assert_eq!(sheet.outcome.counts.faulty, 1);
    assert_eq!(
        sheet.outcome.left,
        [(2, "This is not yours to import or to change.".to_owned())]
    );
    assert_eq!(world.audited("user.edit").await?, 0);
    Ok(())
}

pub(crate) async fn an_import_is_ones_own(world: World) -> Tested {
    let acme = Company::new(&world, "corporate", "Acme").await?;
    let admin = platform(&world, "admin@quoin.test", Role::Admin).await?;
    let other = platform(&world, "other@quoin.test", Role::Admin).await?;
    let into = format!("company-{}", acme.id);
    let file = "Email,Name\ndana@acme.test,Dana Reyes\n";
    let id = brought(&world, admin, ("people", &into), file).await?;
    let ctx = world.as_(other, "corporate").await?;
    let query = domain::imports::ImportQuery::default();
    let under_way = service::imports::UnderWay::default();
    let opened = service::imports::open(&world.db.store, &under_way, &ctx, id, &query).await;
    assert_eq!(opened, Err(Failure::not_found()));
    let page = service::imports::page(&world.db.store, &ctx).await?;
    assert!(page.latest.is_empty());
    Ok(())
}
