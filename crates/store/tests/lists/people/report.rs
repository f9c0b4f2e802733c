//! The report tells of exactly the customers who are decided on one by one, links to exactly those
//! whose page opens, and knows of no order that was placed elsewhere.

use super::{NOW, Person, World, access, build};
use access::{Permission, rules};
use domain::{
    AccountId, Timestamp, accounts::AccountState, lists::NameCursor, orders::Side,
    people::PeopleFilter, reports::ReportFilter,
};
use rules::reports::Listed;
use store::{
    Tx,
    people::{self, Customer, PersonRecord},
};

/// Reads the whole report page by page, two rows each, and each page back again.
async fn all(
    tx: &mut Tx,
    listed: &Listed<'_>,
    filter: &ReportFilter,
) -> store::Result<Vec<Customer>> {
    let mut rows: Vec<Customer> = Vec::new();
    let mut start: Option<(Side, NameCursor)> = None;
    let mut before: Option<Vec<Customer>> = None;
    loop {
        let from = |start| ReportFilter {
            start,
            ..filter.clone()
        };
        let page = people::customers(tx, listed, &from(start), NOW, 2).await?;
        if let (Some(before), Some(cursor)) = (&before, page.previous) {
            let back = from(Some((Side::Before, cursor)));
            let back = people::customers(tx, listed, &back, NOW, 2).await?;
            assert_eq!(&back.rows, before, "the page before");
        }
        rows.extend(page.rows.clone());
        before = Some(page.rows);
        match page.next {
            Some(next) => start = Some((Side::After, next)),
            None => return Ok(rows),
        }
    }
}

/// Somebody whom the report tells of, by the decisions.
struct Told<'a> {
    record: PersonRecord,
    one: &'a Person,
    opens: bool,
}

pub(super) async fn equals_decisions(tx: &mut Tx, world: &World) -> store::Result<()> {
    let ids = build(tx, world).await?;
    let access = access(&world.actor, &ids);
    let mut told = Vec::new();
    for (id, one) in ids.people.iter().zip(&world.people) {
        let record = people::person(tx, *id, NOW)
            .await?
            .expect("who was written");
        let reached = access
            .decide(Permission::ReportCustomers, &record.object())
            .is_ok();
        let customer = record.state != AccountState::Deleted && !people::works(tx, *id).await?;
        if reached && customer {
            let opens = rules::people::view(&access, &record.facts()).is_ok();
            told.push(Told { record, one, opens });
        }
    }
    told.sort_by(|one, other| {
        (&one.record.name, one.record.id).cmp(&(&other.record.name, other.record.id))
    });
    let Ok(listed) = rules::reports::customers(&access) else {
        assert!(told.is_empty(), "what cannot be listed is not told");
        return Ok(());
    };
    let expected = |passes: &dyn Fn(&Told<'_>) -> bool| {
        let these = told.iter().filter(|one| passes(one));
        these
            .map(|one| {
                let last = one.one.ordered.map(Timestamp);
                (one.record.id, last, one.opens)
            })
            .collect::<Vec<_>>()
    };
    let everybody = ReportFilter::default();
    let day = Timestamp(2);
    let department = ids.departments[0];
    let cases: [(ReportFilter, &dyn Fn(&Told<'_>) -> bool); 6] = [
        (everybody.clone(), &|_| true),
        (
            ReportFilter {
                registered: Some(true),
                ..everybody.clone()
            },
            &|one| one.record.state != AccountState::Inactive,
        ),
        (
            ReportFilter {
                registered: Some(false),
                ..everybody.clone()
            },
            &|one| one.record.state == AccountState::Inactive,
        ),
        (
            ReportFilter {
                ordered_from: Some(day),
                ..everybody.clone()
            },
            &|one| one.one.ordered.is_some_and(|at| at >= day.0),
        ),
        (
            ReportFilter {
                ordered_before: Some(day),
                ..everybody.clone()
            },
            &|one| one.one.ordered.is_some_and(|at| at < day.0),
        ),
        (
            ReportFilter {
                people: PeopleFilter {
                    department: Some(department),
                    ..PeopleFilter::default()
                },
                ..everybody.clone()
            },
            &|one| {
                one.record.member_of.contains(&department)
                    || one.record.manages.contains(&department)
            },
        ),
    ];
    for (filter, passes) in cases {
        let rows = all(tx, &listed, &filter).await?;
        let rows: Vec<(AccountId, Option<Timestamp>, bool)> = rows
            .iter()
            .map(|row| (row.id, row.last_order, row.opens))
            .collect();
        assert_eq!(rows, expected(passes), "{filter:?}");
    }
    Ok(())
}
