//! Departments, companies, addresses and suppliers, on both engines: who has them in hand, what is done
//! to them, and what everybody else notices of it.

mod addresses;
mod codes;
mod companies;
mod departments;
mod managers;
mod products;
mod publication_types;
mod suppliers;

use crate::{company, world};

stories! {
    departments::psm_20_a_company_manager_makes_departments_and_a_department_manager_does_not;
    departments::psm_17_a_department_manager_renames_theirs_and_a_stale_page_changes_nothing;
    departments::each_lists_the_departments_in_their_hands;
    departments::a_department_in_use_goes_into_another_one;
    departments::what_somebody_may_do_does_not_go_along;
    managers::pj_37_an_admin_appoints_a_manager_and_dismisses_them;
    managers::a_manager_of_the_company_appoints_nobody;
    addresses::pj_26_a_senior_manager_keeps_company_addresses_and_assigns_none;
    addresses::pj_27_a_senior_manager_corrects_personal_addresses_and_the_owner_is_told;
    addresses::a_storefront_can_hide_homes_from_who_manages_people;
    addresses::pj_34_a_department_manager_corrects_where_they_manage;
    addresses::ones_own_addresses_are_ones_own;
    addresses::the_print_shop_adds_and_removes_for_anybody;
    addresses::a_stale_page_changes_no_address;
    addresses::what_is_deleted_leaves_no_home_behind;
    companies::a_company_is_made_and_edited_where_one_may;
    companies::a_34_a_company_of_almost_the_same_name_is_marked_for_who_makes_them;
    companies::a_company_out_of_use_keeps_its_people_out_and_loses_nothing;
    companies::only_a_company_that_nothing_hangs_on_is_deleted;
    codes::pj_55_the_print_shop_keeps_the_codes_of_a_company;
    publication_types::psm_21_a_company_manager_decides_which_department_sees_a_folder;
    publication_types::a_folder_goes_when_it_is_empty_and_is_found_by_its_company_alone;
    products::pj_15_an_admin_says_which_departments_see_a_product;
    products::nobody_limits_a_product_beyond_their_reach_or_from_a_stale_page;
    suppliers::pj_11_only_who_runs_the_platform_adds_suppliers;
    suppliers::pj_49_somebody_is_invited_and_out_of_use_is_out_at_once;
    suppliers::pj_50_a_product_has_a_usual_supplier;
}
