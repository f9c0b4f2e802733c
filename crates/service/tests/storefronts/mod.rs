//! Storefronts and administrators, on both engines: who runs which storefront, what is set there and
//! what follows from it, how an installation is begun, and that one administrator remains.

mod administrators;
mod at_once;
mod beginning;
mod logo;
mod packs;
mod registering;
mod running;

use crate::{company, file, world};

stories! {
    running::inf_13_each_lists_the_storefronts_that_are_theirs;
    running::a_storefront_is_made_by_who_runs_the_platform;
    running::inf_11_settings_are_changed_where_one_administers;
    running::a_host_name_leads_to_one_storefront_at_once;
    running::colours_that_cannot_be_read_are_refused;
    logo::a_logo_stands_there_until_another_one_or_none_does;
    logo::a_logo_is_a_picture_from_who_changes_the_look;
    running::staff_are_asked_for_a_second_factor_from_the_next_request;
    running::pj_04_who_runs_the_platform_tells_everybody_something_until_a_day;
    packs::a_pack_goes_when_nobody_holds_a_role_of_it;
    packs::the_customers_pack_stays_while_there_are_customers;
    registering::pj_53_a_passkey_makes_a_colleague;
    registering::a_34_a_wrong_passkey_reads_like_no_company_and_is_not_tried_often;
    registering::a_34_a_link_holds_while_the_passkey_is_the_companys;
    registering::by_invitation_nobody_registers;
    registering::a_passkey_is_the_companys_to_set_and_to_take_back;
    beginning::pj_04_the_first_administrator_shows_the_token;
    beginning::of_two_at_once_one_begins;
    administrators::pj_04_administrators_are_made_by_administrators_only;
    administrators::cus_04_of_two_who_take_each_others_role_at_once_one_stays;
    administrators::cus_04_the_last_administrator_of_an_instance_stays;
    administrators::the_last_one_is_refused_nothing_by_a_custom_role;
    administrators::the_last_one_is_not_shut_out_with_a_company;
    at_once::who_acts_does_not_wait_for_who_changes_them;
    at_once::a_company_that_somebody_comes_into_meanwhile_stays;
    at_once::who_registers_does_so_as_it_is_set_by_then;
    at_once::who_follows_the_link_has_the_role_of_the_pack_by_then;
    at_once::who_is_imported_has_the_role_of_the_pack_by_then;
    at_once::of_importing_and_switching_the_pack_neither_leaves_a_role_of_the_other_pack;
}
