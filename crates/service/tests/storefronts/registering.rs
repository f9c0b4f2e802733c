//! Registering, as a storefront lets people: by the passkey of their company, or not at all.

use super::{
    company::Company,
    world::{Outcome, PASSWORD, Tested, World},
};
use access::{Denial, Failure, Role};
use domain::{
    AccountId, Problem,
    accounts::{Register, RegisterField},
    companies::{CompanyField, OnCompany, SetPasskey},
};
use service::{accounts, companies};
use store::sql::sql;

const WORD: &str = "seven brass quoins";

/// From now on a storefront lets people register in this way.
async fn registers_by(world: &World, slug: &str, mode: &str) -> Tested {
    let mut tx = world.db.store.begin().await?;
    sql("update storefronts set registration = $2 where slug = $1")
        .bind(slug)
        .bind(mode)
        .run(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn on(world: &World, company: &Company) -> Outcome<OnCompany> {
    let mut tx = world.db.store.read().await?;
    let record = store::companies::company(&mut tx, company.id).await?;
    Ok(OnCompany {
        company: company.id,
        version: record.ok_or("no company")?.version,
    })
}

async fn set(
    world: &World,
    company: &Company,
    by: AccountId,
    word: &str,
) -> Outcome<Result<(), Failure<CompanyField>>> {
    let ctx = world.as_(by, company.slug).await?;
    let form = SetPasskey {
        company: company.id,
        version: on(world, company).await?.version,
        passkey: word.to_owned(),
    };
    Ok(companies::set_passkey(&world.db.store, &world.passwords, &ctx, &form).await)
}

async fn register(
    world: &World,
    slug: &str,
    (email, company, passkey): (&str, &str, &str),
) -> Outcome<Result<(), Failure<RegisterField>>> {
    let form = Register {
        name: "Dana Reyes".to_owned(),
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
        company: company.to_owned(),
        passkey: passkey.to_owned(),
    };
    let ctx = world.visitor(slug).await?;
    let store = &world.db.store;
    Ok(accounts::register(store, &world.passwords, &ctx, World::HERE, &form).await)
}

async fn manager(world: &World, company: &Company) -> Outcome<AccountId> {
    company
        .person(world, "boss@school.test", &[Role::CompanyManager])
        .await
}

pub(crate) async fn pj_53_a_passkey_makes_a_colleague(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let boss = manager(&world, &school).await?;
    set(&world, &school, boss, WORD).await??;
    registers_by(&world, "printshop", "passkey").await?;
    // However both are written.
    let typed = ("dana@school.test", " school ", "  seven  brass quoins ");
    register(&world, "printshop", typed).await??;
    let link = world.token().await?;
    world.verify("printshop", &link).await??;
    let entered = world
        .sign_in("printshop", World::HERE, "dana@school.test", PASSWORD)
        .await??;
    let ctx = world.as_(entered.account, "printshop").await?;
    assert_eq!(ctx.access.company, Some(school.id));
    let roles: Vec<&str> = ctx
        .access
        .holdings
        .iter()
        .map(|holding| holding.role.name())
        .collect();
    assert_eq!(roles, ["Customer", "Registered"], "and no manager");
    Ok(())
}

pub(crate) async fn a_34_a_wrong_passkey_reads_like_no_company_and_is_not_tried_often(
    world: World,
) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    Company::new(&world, "printshop", "Without").await?;
    let boss = manager(&world, &school).await?;
    set(&world, &school, boss, WORD).await??;
    registers_by(&world, "printshop", "passkey").await?;
    let refused = Err(Failure::field(
        RegisterField::Passkey,
        Problem::CompanyPasskeyRefused,
    ));
    let computed = world.passwords.computed();
    for company in ["School", "Without", "Nobody's"] {
        let typed = ("dana@school.test", company, "eight brass quoins");
        assert_eq!(register(&world, "printshop", typed).await?, refused);
    }
    assert_eq!(world.passwords.computed(), computed + 3, "one hash each");
    let typed = ("dana@school.test", "School", "");
    assert_eq!(
        register(&world, "printshop", typed).await?,
        Err(Failure::field(RegisterField::Passkey, Problem::Missing))
    );
    for _ in 3..10 {
        let typed = ("dana@school.test", "School", "eight brass quoins");
        assert_eq!(register(&world, "printshop", typed).await?, refused);
    }
    let typed = ("dana@school.test", "School", WORD);
    let answer = register(&world, "printshop", typed).await?;
    assert!(matches!(answer, Err(Failure::TooMany { .. })), "{answer:?}");
    assert!(world.mails().await?.is_empty());
    Ok(())
}

pub(crate) async fn a_34_a_link_holds_while_the_passkey_is_the_companys(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let boss = manager(&world, &school).await?;
    set(&world, &school, boss, WORD).await??;
    registers_by(&world, "printshop", "passkey").await?;
    let typed = ("dana@school.test", "School", WORD);
    register(&world, "printshop", typed).await??;
    let link = world.token().await?;
    set(&world, &school, boss, "eight brass quoins").await??;
    let void = Err(Failure::not_found());
    assert_eq!(world.verify("printshop", &link).await?, void);
    // Who is told the new one gets another link, at once.
    let typed = ("dana@school.test", "School", "eight brass quoins");
    register(&world, "printshop", typed).await??;
    let link = world.token().await?;
    let ctx = world.as_(boss, "printshop").await?;
    let store = &world.db.store;
    let form = on(&world, &school).await?;
    companies::remove_passkey(store, &ctx, &form).await?;
    assert_eq!(world.verify("printshop", &link).await?, void);
    // The same word again, kept anew: what was mailed for the old one stays void.
    set(&world, &school, boss, "eight brass quoins").await??;
    assert_eq!(world.verify("printshop", &link).await?, void);
    register(&world, "printshop", typed).await??;
    world.verify("printshop", &world.token().await?).await??;
    Ok(())
}

pub(crate) async fn by_invitation_nobody_registers(world: World) -> Tested {
    registers_by(&world, "market", "invitation").await?;
    let typed = ("dana@acme.test", "", "");
    assert_eq!(
        register(&world, "market", typed).await?,
        Err(Failure::not_found())
    );
    Ok(())
}

pub(crate) async fn a_passkey_is_the_companys_to_set_and_to_take_back(world: World) -> Tested {
    let school = Company::new(&world, "printshop", "School").await?;
    let boss = manager(&world, &school).await?;
    let pupil = school
        .person(&world, "pupil@school.test", &[Role::Customer])
        .await?;
    assert_eq!(
        set(&world, &school, boss, "short").await?,
        Err(Failure::field(
            CompanyField::Passkey,
            Problem::TooShort { least: 8 }
        ))
    );
    assert_eq!(
        set(&world, &school, pupil, WORD).await?,
        Err(Failure::Denied(Denial::NotFound))
    );
    registers_by(&world, "printshop", "passkey").await?;
    let store = &world.db.store;
    let ctx = world.as_(boss, "printshop").await?;
    let page = companies::open(store, &ctx, school.id).await?;
    assert_eq!(page.passkey, Some(false));
    set(&world, &school, boss, WORD).await??;
    let page = companies::open(store, &ctx, school.id).await?;
    assert_eq!(page.passkey, Some(true));
    let form = on(&world, &school).await?;
    companies::remove_passkey(store, &ctx, &form).await?;
    let typed = ("dana@school.test", "School", WORD);
    assert_eq!(
        register(&world, "printshop", typed).await?,
        Err(Failure::field(
            RegisterField::Passkey,
            Problem::CompanyPasskeyRefused
        ))
    );
    assert_eq!(world.audited("company.passkey").await?, 2);
    Ok(())
}
