//! "Why can I?" and "Why can't I?": of oneself, and of somebody whom the reader may see; about a class
//! of things, or about one that the reader may see too.

use super::things::{self, Found};
use crate::{
    administrators::{self, Going},
    people::Places,
};
use access::{
    About, Access, Answer, Asked, Basis, Class, Ctx, Denial, Denied, Dormant, Failure, Grounds,
    Matter, Permission, Remedies, Remedy, RoleBook, RoleId, RoleName, Side, Storefront, Told,
    Unmet, line, pages, permission::user, table,
};
use domain::{AccountId, StorefrontId, orders::Audience, roles::WhyQuery};
use store::{
    Store, Tx,
    accounts::access_of,
    people::{self, PersonRecord},
    roles::Whom,
    storefronts,
};

/// The most accounts of one email that are answered for.
const MOST: u32 = 20;

/// The most answers to one question: so many of one email, about so many things of one name.
const ANSWERS: usize = 20;

/// The most people who are named as those who could change it.
const NAMED: usize = 5;

/// The most holders of roles who are asked whether they could.
const CANDIDATES: usize = 50;

/// The decision; nothing where nothing is asked yet, of nobody the reader may see, or about nothing
/// that they may see.
///
/// Everybody asks about themselves. About others, and which roles and people could change it, asks who
/// has roles in hand.
///
/// # Errors
/// Not for the reader.
pub async fn why(store: &Store, ctx: &Ctx, query: &WhyQuery) -> Result<Option<Answer>, Failure> {
    pages::WHY.needs.met_by(&ctx.access, false)?;
    let about_roles = pages::ROLES.needs.met_by(&ctx.access, false);
    let about_others = !query.person.trim().is_empty();
    if about_others {
        about_roles?;
    }
    let (Some(permission), Some(about)) = (
        Permission::from_key(&query.permission),
        About::from_key(&query.of),
    ) else {
        return Ok(None);
    };
    let mut tx = store.read().await?;
    let asked = if about_others {
        others(&mut tx, ctx, query).await?
    } else {
        oneself(&mut tx, ctx).await?
    };
    let book = match about_roles {
        Ok(()) => Some(store::roles::book(&mut tx).await?),
        Err(_) => None,
    };
    let found = match about {
        About::Class(_) => Vec::new(),
        About::One(kind) => {
            things::seen(&mut tx, ctx, kind, query.which.trim(), permission).await?
        }
    };
    let subjects: Vec<Subject<'_>> = match about {
        About::Class(class) => vec![Subject::Class(class)],
        About::One(_) => found.iter().map(Subject::One).collect(),
    };
    let mut told = Vec::new();
    for one in &asked {
        let room = ANSWERS.saturating_sub(told.len());
        if room == 0 || subjects.is_empty() {
            break;
        }
        let places = Places::of(&mut tx, &one.record).await?;
        let whose = (one, &places);
        for subject in subjects.iter().take(room) {
            told.push(tell(&mut tx, ctx, book.as_ref(), whose, permission, *subject).await?);
        }
    }
    if told.is_empty() {
        return Ok(None);
    }
    let granting = book.map(|book| {
        let mut lines = table(&book, &ctx.at, &ctx.access);
        lines.retain(|line| !line.allows.of(permission).is_empty());
        lines
    });
    Ok(Some(Answer {
        permission,
        about,
        told,
        granting: granting.unwrap_or_default(),
    }))
}

/// Somebody whom a question is about.
struct Somebody {
    /// By which name the answer speaks of them; nothing for oneself.
    name: Option<String>,
    access: Access,
    record: PersonRecord,
    /// Whose customer they are.
    home: Option<StorefrontId>,
}

/// What is asked about.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Class(Class),
    One(&'a Found),
}

async fn oneself(tx: &mut Tx, ctx: &Ctx) -> Result<Vec<Somebody>, Failure> {
    let me = ctx.access.account().ok_or(Denial::SignIn)?;
    let record = people::person(tx, me, ctx.now).await?;
    let somebody = record.map(|record| Somebody {
        name: None,
        access: ctx.access.clone(),
        record,
        home: None,
    });
    Ok(somebody.into_iter().collect())
}

/// Those whom it is about, as far as the reader may see them. Several of one email are told apart by
/// where they belong.
async fn others(tx: &mut Tx, ctx: &Ctx, query: &WhyQuery) -> Result<Vec<Somebody>, Failure> {
    let visible = match ctx.access.visible::<user::View>() {
        Ok(visible) => visible,
        Err(Denial::Missing(_) | Denial::Refused(_)) => return Ok(Vec::new()),
        Err(why) => return Err(why.into()),
    };
    let email = query.person.trim().to_lowercase();
    let whom = query.account().map_or(Whom::Email(&email), Whom::Account);
    let found = store::roles::asked_about(tx, &visible, whom, MOST).await?;
    let several = found.len() > 1;
    let mut asked = Vec::new();
    for (id, place) in found {
        let known = access_of(tx, id, None, ctx.now).await?;
        let record = people::person(tx, id, ctx.now).await?;
        let Some(((access, person), record)) = known.zip(record) else {
            continue;
        };
        let name = match place.filter(|_| several) {
            Some(place) => format!("{} ({place})", person.name),
            None => person.name,
        };
        asked.push(Somebody {
            name: Some(name),
            access,
            record,
            home: person.storefront,
        });
    }
    Ok(asked)
}

async fn tell(
    tx: &mut Tx,
    ctx: &Ctx,
    book: Option<&RoleBook>,
    (one, places): (&Somebody, &Places),
    permission: Permission,
    subject: Subject<'_>,
) -> Result<Told, Failure> {
    let (there, of_platform) = match subject {
        Subject::One(found) => {
            let there = found.thing().object().storefront;
            (there, there.is_none())
        }
        Subject::Class(class) => (None, class == Class::Platform),
    };
    // A customer's own things are where they are a customer.
    let at = storefront(tx, ctx, one.home.or(there)).await?;
    let (matter, thing) = match subject {
        Subject::Class(class) => (Matter::Class(class, at.id), None),
        Subject::One(found) => (Matter::Thing(found.thing()), Some(found.words())),
    };
    let mut verdict = matter.why(&one.access, permission);
    if verdict.is_ok()
        && let Some(why) = nobody_left(tx, &one.access, permission, subject).await?
    {
        verdict = Err(Denied { why, by: None });
    }
    let remedies = match book {
        Some(book) => {
            let asked = Asked {
                access: &one.access,
                person: one.record.facts(),
                at: &at,
                permission,
            };
            let remedy = asked.remedy(book, &ctx.access, &matter, &verdict);
            let people = who_could(tx, ctx, book, &asked, &remedy, one.record.id).await?;
            Some(remedies(book, &remedy, people))
        }
        None => None,
    };
    // That somebody also works for the print shop or a supplier is not told to customers.
    let hides = one.name.is_some() && !ctx.access.is_staff();
    let dormant = match verdict {
        Ok(_) => None,
        Err(_) => dormant(tx, ctx, one, permission, &matter).await?,
    };
    let basis = |grounds: Grounds<'_>| {
        let hidden = hides && grounds.role.side() != Side::Customer;
        Basis {
            role: (!hidden).then(|| grounds.role.clone()),
            reach: grounds.reach,
            place: if hidden {
                String::new()
            } else {
                places.words(grounds.anchor)
            },
        }
    };
    Ok(Told {
        person: one.name.clone(),
        thing,
        of_platform,
        standing: one.access.standing,
        verdict: match verdict {
            Ok(grounds) => Ok(basis(grounds)),
            Err(denied) => Err(Unmet {
                why: as_read_by(denied.why, ctx.access.audience()),
                by: denied.by.map(basis),
            }),
        },
        dormant: dormant.filter(|one| !hides || one.role.side() == Side::Customer),
        remedies,
    })
}

/// That no administrator would remain, which only those who are there can tell.
async fn nobody_left(
    tx: &mut Tx,
    by: &Access,
    permission: Permission,
    subject: Subject<'_>,
) -> store::Result<Option<Denial>> {
    let (Subject::One(Found::Person(person)), Permission::UserSuspend | Permission::UserDelete) =
        (subject, permission)
    else {
        return Ok(None);
    };
    let going = Going {
        account: person.id,
        holdings: &person.holdings,
        assignment: None,
    };
    administrators::in_the_way(tx, by, going).await
}

/// A role of theirs that would be enough and is not in force.
async fn dormant(
    tx: &mut Tx,
    ctx: &Ctx,
    one: &Somebody,
    permission: Permission,
    matter: &Matter<'_>,
) -> Result<Option<Dormant>, Failure> {
    for held in people::held(tx, &one.record).await? {
        let ended = held.ends.is_some_and(|end| end <= ctx.now);
        if !ended && one.record.holdings.contains(&held.holding) {
            continue;
        }
        let role = held.holding.role.clone();
        let with = one.access.clone().holding(held.holding);
        if matter.why(&with, permission).is_ok() {
            return Ok(Some(Dormant { role, ended }));
        }
    }
    Ok(None)
}

async fn storefront(tx: &mut Tx, ctx: &Ctx, id: Option<StorefrontId>) -> store::Result<Storefront> {
    let other = match id.filter(|id| *id != ctx.at.id) {
        Some(id) => storefronts::by_id(tx, id).await?,
        None => None,
    };
    Ok(other.unwrap_or_else(|| ctx.at.clone()))
}

/// A refusal by a state, in the word that the reader may read.
const fn as_read_by(why: Denial, reader: Audience) -> Denial {
    match why {
        Denial::Order(state) => Denial::Order(state.seen_by(reader)),
        Denial::Job(state) => Denial::Job(state.seen_by(reader)),
        why => why,
    }
}

fn remedies(book: &RoleBook, remedy: &Remedy, (people, more): (Vec<String>, bool)) -> Remedies {
    let named = |roles: &[RoleName]| -> Vec<(RoleId, String)> {
        let lines = roles.iter().filter_map(|role| line(book, role));
        lines.map(|line| (line.id, line.full_name())).collect()
    };
    Remedies {
        enough: named(&remedy.enough),
        by: named(&remedy.by),
        people,
        more,
        editors: named(&remedy.editors),
    }
}

/// The people by name who could change it, of those the reader may see; and whether there are more, or
/// so many that not all of them were asked.
async fn who_could(
    tx: &mut Tx,
    ctx: &Ctx,
    book: &RoleBook,
    asked: &Asked<'_>,
    remedy: &Remedy,
    person: AccountId,
) -> Result<(Vec<String>, bool), Failure> {
    let mut could = Vec::new();
    let Ok(visible) = ctx.access.visible::<user::View>() else {
        return Ok((could, false));
    };
    let mut tried = vec![person];
    for role in &remedy.by {
        let of_role = (role.id(), ctx.now);
        let holders = store::roles::named(tx, &visible, of_role, &None, MOST).await?;
        for holder in holders.rows {
            if tried.contains(&holder.id) {
                continue;
            }
            if tried.len() > CANDIDATES || could.len() == NAMED {
                return Ok((could, true));
            }
            tried.push(holder.id);
            let known = access_of(tx, holder.id, None, ctx.now).await?;
            if known.is_some_and(|(access, _)| remedy.is_for(asked, book, &access)) {
                could.push(holder.name);
            }
        }
    }
    Ok((could, false))
}
