//! The twelve invariants of access, each through the running server, on both engines.
//!
//! What another test shows through HTTP already is not shown again here:
//!
//! | invariant | shown by |
//! |---|---|
//! | 1 default deny | `rights`; the router and the page table name the same: `golden`; a route without a row: `server/src/http/door.rs` |
//! | 2 nobody escalates | `escalation`, `taking` |
//! | 3 log in as | `acting`; never as an administrator, the banner and its end: `people` |
//! | 4 one platform administrator remains | `rights`; their role is locked: `roles` |
//! | 5 four eyes | `matrix`, by `approval.decide` and `approval.self` |
//! | 6 at the very next request | `rights`; suspension and roles: `people`; a role's grants: `roles` |
//! | 7 links that work once | `secrets`; confirming an email: `accounts` |
//! | 8 no price for suppliers, no supplier for clients | `secrets` |
//! | 9 seeing is not acting | `rights` |
//! | 10 roles that are held | `rights`; made, changed and restored: `roles` |
//! | 11 a role takes nothing away | `rights`; anchors: `narrowing`, `crates/access/tests/properties.rs` |
//! | 12 non-interference | `interference` |

mod acting;
mod escalation;
mod interference;
mod narrowing;
mod rights;
mod secrets;
mod taking;

use crate::{
    table,
    yard::{self, Yard},
};

/// Runs a story in a fresh yard on each engine.
macro_rules! stories {
    ($( $(#[doc = $doc:literal])* $module:ident :: $story:ident ; )+) => { $(
        $(#[doc = $doc])*
        #[tokio::test]
        async fn $story() {
            for database in testkit::databases().await {
                eprintln!("on {}", database.engine);
                $module::$story(&Yard::new(database).await).await;
            }
        }
    )+ };
}

stories! {
    /// PSM-03, PSM-33: whoever tries whatever.
    escalation::nobody_escalates;
    taking::nobody_takes_over;
    taking::who_holds_a_custom_role_gives_no_more_than_they_hold;
    acting::what_is_blocked_while_logged_in_as_somebody;
    acting::what_is_done_meanwhile_shows_both_people;
    acting::who_is_suspended_is_out_of_the_other_account_too;
    acting::a_junior_administrator_helps_customers_of_their_storefronts_only;
    rights::what_is_in_no_table_is_found_by_nobody;
    narrowing::a_role_reaches_no_further_than_where_it_starts;
    narrowing::a_company_without_departments_is_one_department;
    /// CUS-04
    rights::one_platform_administrator_remains;
    rights::a_department_is_changed_at_the_very_next_request;
    rights::who_is_deleted_or_whose_company_is_out_of_use_is_out;
    rights::a_role_that_is_held_goes_when_its_holders_get_another;
    rights::a_role_takes_nothing_away_but_what_it_refuses;
    /// INF-31
    rights::seeing_is_not_acting;
    secrets::a_link_works_once_and_is_kept_as_a_hash;
    /// PJ-49
    secrets::a_supplier_reads_no_price_and_a_client_no_supplier;
    /// INF-11, INF-32: a role is of a storefront.
    interference::what_happens_at_one_storefront_changes_no_byte_at_another;
    interference::nor_the_other_way_round;
}
