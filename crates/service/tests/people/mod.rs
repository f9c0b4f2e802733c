//! People, on both engines: who sees whom, who writes whom down, who does what to whose account, and
//! who gives and takes roles.

mod acting;
mod adding;
mod addresses;
mod approvers;
mod factors;
mod reach;
mod reporting;
mod roles;
mod seeing;
mod suspending;

use crate::{company, world};

stories! {
    seeing::each_role_lists_whom_it_reaches;
    seeing::inf_11_people_of_another_storefront_are_not_found;
    seeing::staff_are_seen_where_they_work_and_nowhere_else;
    seeing::the_filters_of_the_list_are_those_of_the_address;
    seeing::inf_08_people_are_filtered_by_being_registered_or_not;
    seeing::a_manager_reads_neither_staff_roles_nor_who_helped;
    adding::pj_13_a_senior_manager_adds_and_invites_and_a_department_manager_does_not;
    adding::pj_16_a_record_without_access_gets_no_mail_and_no_sign_in;
    adding::pj_30_who_gets_no_access_gets_no_role_of_their_own;
    adding::a_form_that_is_sent_twice_is_one_person_of_one_storefront;
    adding::pj_02_an_invitation_works_once_and_not_for_ever;
    adding::psm_16_a_department_manager_adds_people_to_their_departments_only;
    adding::companies_of_others_are_no_choice_known_or_not;
    adding::an_address_in_use_is_a_fault_of_its_field;
    adding::a_storefront_admin_adds_staff_who_are_nobodys_customers;
    addresses::a_customer_may_have_an_account_with_each_company;
    addresses::the_question_why_is_about_one_account_or_each_of_an_address;
    addresses::an_address_of_staff_is_nobody_elses;
    addresses::who_begins_to_work_here_shares_no_address;
    approvers::inf_22_an_approver_shares_a_department_with_whom_they_approve_for;
    approvers::inf_22_three_approve_for_one_department_and_for_one_person;
    approvers::inf_16_an_approver_is_linked_to_products_that_they_see;
    approvers::inf_16_products_are_linked_by_who_settles_all_their_departments;
    approvers::who_approves_is_said_by_who_settles_approval_and_within_reach;
    suspending::pj_22_a_suspension_ends_every_session_at_once;
    suspending::pj_23_reactivating_gives_everything_back;
    suspending::a_11_a_suspension_by_the_print_shop_is_lifted_by_the_print_shop;
    suspending::a_35_a_deleted_person_leaves_a_tombstone;
    suspending::nobody_suspends_or_deletes_themselves;
    suspending::one_platform_administrator_remains;
    suspending::what_the_print_shop_does_to_a_companys_people_is_theirs_to_read;
    factors::who_has_lost_it_comes_in_by_the_password_again;
    factors::it_is_reset_by_who_has_the_account_in_hand_alone;
    reach::a_stale_page_changes_nothing;
    reach::nobody_gets_hold_of_an_account_above_theirs_to_give;
    reach::psm_17_a_department_manager_edits_people_of_their_departments;
    reach::psm_16_departments_are_set_where_one_manages;
    reach::a_changed_address_makes_old_links_worthless_and_is_told_to_the_old_one;
    roles::pj_31_who_is_demoted_is_the_end_user_of_before;
    roles::psm_19_a_company_manager_hands_out_five_roles;
    roles::inf_09_a_role_acts_on_the_next_request_and_its_withdrawal_too;
    roles::a_role_ends_after_its_last_day;
    roles::nobody_gives_a_role_beyond_their_own_anchor;
    roles::a_role_starts_where_it_makes_sense;
    roles::staff_are_limited_to_companies_where_their_role_can_be;
    roles::one_role_starts_at_several_storefronts_or_departments;
    reporting::inf_08_customers_are_reported_registered_or_not;
    reporting::a_report_reaches_no_further_than_its_reader;
    reporting::customers_are_found_by_their_last_order;
    reporting::the_report_is_a_file_without_formulas;
    reporting::psm_34_orders_of_a_period_are_summed_by_company_department_and_product;
    acting::pj_06_an_admin_logs_in_as_anybody_but_an_administrator;
    acting::records_show_both_people;
    acting::roles_are_neither_given_nor_taken_meanwhile;
    acting::neither_an_address_nor_a_passkey_is_changed_meanwhile;
}
