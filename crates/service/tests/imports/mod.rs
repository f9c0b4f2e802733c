//! Importing, on both engines: what a file would do, what it does, for whom, and what it leaves alone.

mod addresses;
mod people;
mod running;

use crate::{company, file, world};

stories! {
    people::pj_16_an_import_writes_people_down_without_access_and_mails_nobody;
    people::pj_54_the_same_file_again_changes_nothing;
    people::pj_54_who_is_there_is_changed_and_keeps_their_email;
    people::each_row_is_within_the_importers_reach;
    people::nobody_above_the_importer_is_changed;
    people::an_import_is_ones_own;
    addresses::pj_54_departments_are_known_by_name_and_addresses_by_number;
    running::all_or_nothing_is_nothing_where_one_row_is_faulty;
    running::the_good_rows_are_imported_without_the_others;
    running::columns_are_said_and_a_form_that_is_sent_twice_is_one_import;
    running::so_many_files_an_hour_are_brought_by_one_person;
    running::an_import_ends_with_the_right_to_it;
    running::what_a_server_leaves_another_one_finishes;
    running::an_import_whose_number_comes_again_is_another_one;
    running::who_waits_for_all_rows_sees_them_counted;
    running::ten_thousand_rows_are_one_act;
}
