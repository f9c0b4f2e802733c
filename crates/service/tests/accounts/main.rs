//! Accounts, on both engines: registering, verifying, signing in, passwords, sessions, limits, and
//! what an account's access is made of.
#![expect(
    clippy::indexing_slicing,
    reason = "a test that cannot be arranged has failed, and says where"
)]

mod lies;
mod loading;
mod mail;
mod passkeys;
mod passwords;
mod protected;
mod registering;
mod second_factor;
mod sessions;
mod several;
mod signing_in;
mod world;

use world::{Tested, World};

/// Runs a story in a fresh world on each engine.
macro_rules! stories {
    ($( $module:ident :: $story:ident ; )+) => { $(
        #[tokio::test]
        async fn $story() -> Tested {
            for database in testkit::databases().await {
                let engine = database.engine;
                let world = World::new(database).await?;
                $module::$story(world).await.map_err(|error| format!("on {engine}: {error}"))?;
            }
            Ok(())
        }
    )+ };
}

stories! {
    registering::an_address_is_confirmed_before_the_first_sign_in;
    registering::looking_at_the_link_consumes_nothing_and_following_it_works_once;
    registering::a_link_is_too_old_after_three_days;
    registering::each_pack_has_its_first_roles;
    registering::who_founds_a_corporate_company_manages_it;
    registering::a_company_that_exists_is_joined_by_invitation_only;
    registering::a_known_address_reads_the_same_and_its_owner_is_told;
    registering::registering_again_before_confirming_corrects_what_was_typed;
    registering::registering_twice_at_once_mails_one_link_that_works;
    registering::a_storefront_without_people_takes_nobody;
    registering::what_a_registration_makes_is_written_down_as_the_new_accounts;
    signing_in::the_right_password_leads_to_the_page_asked_for_or_the_start;
    signing_in::every_refusal_is_the_same_and_costs_a_hash;
    signing_in::customers_sign_in_at_their_own_storefront_or_the_bare_address;
    signing_in::staff_sign_in_where_they_work;
    signing_in::too_many_wrong_passwords_are_stopped_and_right_ones_are_not;
    signing_in::who_signs_in_and_who_is_refused_is_written_down;
    signing_in::who_is_kept_out_is_named_in_the_audit_trail_alone;
    several::one_address_with_several_accounts_is_one_sign_in_and_a_choice;
    several::it_takes_one_hash_however_many_accounts_there_are;
    several::only_the_accounts_of_that_password_are_offered;
    several::a_choice_stands_for_minutes_and_for_the_password_that_was_shown;
    several::forgetting_asks_for_each_account_by_name;
    several::who_works_here_is_no_customer_and_reads_the_same;
    several::a_link_is_worthless_once_its_address_is_that_of_staff;
    second_factor::it_is_set_up_by_a_code_and_asked_for_after_the_password;
    second_factor::a_code_works_once_and_for_a_minute;
    second_factor::of_one_code_at_two_doors_one_opens;
    second_factor::a_recovery_code_works_once_and_its_owner_is_told;
    second_factor::too_many_codes_are_stopped_at_any_door;
    second_factor::a_door_stands_open_for_minutes_and_for_the_password_that_was_shown;
    second_factor::what_changes_it_takes_both_factors;
    protected::it_is_its_owners_alone_and_opens_with_the_key_alone;
    protected::staff_are_asked_for_one_where_they_work;
    passkeys::one_is_added_with_the_password_and_opens_the_account;
    passkeys::adding_one_takes_all_that_the_account_has;
    passkeys::what_is_signed_is_asked_for_once_and_lately;
    passkeys::an_answer_is_taken_of_the_browser_that_was_asked;
    passkeys::a_passkey_is_of_one_account;
    passkeys::every_refusal_is_the_same;
    passkeys::it_works_at_the_host_it_was_made_at;
    passkeys::it_is_two_factors_at_once;
    passkeys::a_password_alone_sets_up_nothing_beside_it;
    passkeys::they_are_their_owners_alone;
    passkeys::too_many_tries_are_stopped;
    lies::what_is_said_wrongly_adds_none;
    lies::what_is_said_wrongly_opens_nothing;
    sessions::a_suspended_account_is_refused_on_its_next_request;
    sessions::an_administrator_who_is_suspended_no_longer_acts_as_anybody;
    sessions::sessions_end_when_idle_and_after_a_month;
    sessions::an_ended_session_is_not_brought_back_by_a_late_request;
    sessions::a_person_sees_and_ends_their_own_sessions_only;
    passwords::a_reset_works_once_ends_all_sessions_and_tells_the_owner;
    passwords::a_reset_link_is_too_old_after_half_an_hour;
    passwords::nothing_is_sent_to_who_has_no_access;
    passwords::a_storefronts_own_host_is_in_the_mails_of_its_customers_alone;
    passwords::changing_it_takes_the_old_one_and_ends_the_other_sessions;
    passwords::an_administrator_behind_an_account_cannot_change_its_password;
    passwords::mails_are_limited_and_the_answer_stays_the_same;
    passwords::what_is_asked_for_twice_within_a_minute_is_mailed_once;
    passwords::a_profile_keeps_what_somebody_else_changed_meanwhile;
    mail::a_message_is_claimed_by_one_server;
    mail::a_temporary_failure_is_tried_again_and_a_final_one_is_not;
    mail::a_message_of_a_server_that_died_is_sent_by_another;
    mail::what_opens_an_account_goes_whatever_was_chosen;
    loading::every_anchor_is_read_as_it_was_written;
    loading::custom_roles_bring_their_grants_and_refusals;
    loading::what_has_ended_does_not_count;
    loading::registered_carries_grants_for_customers_of_its_pack_only;
    loading::departments_locations_and_suppliers_come_along;
    loading::visitors_hold_the_role_of_the_pack;
    loading::nobody_is_without_a_role;
    loading::storefronts_are_found_by_slug_own_host_and_id;
}
