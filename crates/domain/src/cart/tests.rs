use super::*;
use crate::{
    Timestamp,
    catalogue::{
        Choice, Configuration, Datum, PersonData, PrintedField, ProductOption, filled_in,
        options_of,
    },
};
use proptest::prelude::*;

fn filled() -> AddToCart {
    AddToCart {
        product: "flyers".to_owned(),
        options: vec!["Paper".to_owned()],
        chosen: vec!["Gloss".to_owned()],
        quantity: "1 000".to_owned(),
        reference: "Spring".to_owned(),
        ..AddToCart::default()
    }
}

fn flyers() -> Configuration {
    let gloss = Choice {
        name: "Gloss".to_owned(),
        once: 0,
        each: 1_000,
    };
    Configuration {
        options: vec![ProductOption {
            name: "Paper".to_owned(),
            choices: vec![gloss],
        }],
        ..Configuration::default()
    }
}

#[test]
fn a_form_is_checked_as_a_whole() {
    let form = AddToCart {
        quantity: "many".to_owned(),
        chosen: vec!["Velvet".to_owned()],
        ..filled()
    };
    let faulty = form.check_for(&flyers(), Currency::Eur, ArtworkNeed::Required, false);
    let faulty = faulty.err().unwrap_or_default();
    assert!(faulty.contains(&(AddField::Quantity, Problem::NotANumber)));
    assert!(faulty.contains(&(AddField::Option(0), Problem::NotOffered)));
    assert!(faulty.contains(&(AddField::Artwork, Problem::Missing)));
}

fn card() -> Vec<PrintedField> {
    let field = |label: &str, required, source| PrintedField {
        label: label.to_owned(),
        required,
        most: 12,
        source,
    };
    vec![
        field("Name", true, Some(Datum::Name)),
        field("Motto", false, None),
    ]
}

#[test]
fn what_is_filled_in_is_kept_by_its_label() {
    let mut filling = Filling::default();
    filling.set("print-0", "Motto");
    filling.set("printed-0", " Print  well ");
    let data = PersonData {
        name: "Ada".to_owned(),
        ..PersonData::default()
    };
    filling.take(&card(), &data);
    let kept = filled_in(&card(), &filling).unwrap_or_default();
    let pairs: Vec<_> = kept
        .iter()
        .map(|one| (one.option.as_str(), one.choice.as_str()))
        .collect();
    assert_eq!(pairs, [("Name", "Ada"), ("Motto", "Print well")]);
    assert_eq!(options_of(&card(), &kept), Ok(Vec::new()));
    assert_eq!(options_of(&card(), &[]), Err("Name".to_owned()));
}

#[test]
fn what_does_not_fit_is_told_by_the_place_of_its_field() {
    let mut filling = Filling::default();
    for (name, value) in [("print-0", "Motto"), ("printed-0", "Print very well")] {
        filling.set(name, value);
    }
    let faulty = filled_in(&card(), &filling);
    let expected = vec![
        (AddField::Printed(0), Problem::Missing),
        (AddField::Printed(1), Problem::TooLong { most: 12 }),
    ];
    assert_eq!(faulty, Err(expected));
}

#[test]
fn a_filled_form_has_a_price() {
    let priced = filled().check_for(&flyers(), Currency::Eur, ArtworkNeed::Optional, false);
    assert_eq!(
        priced.map(|(quantity, price)| (quantity, price.total.minor)),
        Ok((1_000, 1_000))
    );
}

#[test]
fn an_order_takes_working_days() {
    let day = |text: &str| Timestamp::from_date(text).unwrap_or(Timestamp(0));
    // 20 November 2026 is a Friday.
    assert_eq!(due(day("2026-11-20"), 1).date(), "2026-11-23");
    assert_eq!(due(day("2026-11-20"), 5).date(), "2026-11-27");
    assert_eq!(due(day("2026-11-21"), 1).date(), "2026-11-23");
    assert_eq!(due(day("2026-11-21"), 0).date(), "2026-11-23");
    assert_eq!(due(day("2026-11-18"), 0).date(), "2026-11-18");
}

#[test]
fn a_guest_gives_a_name_and_an_email() {
    let form = PlaceOrder {
        once: "0a".repeat(16),
        deliver_to: NEW_ADDRESS.to_owned(),
        recipient: "Ada".to_owned(),
        line1: "1 Mill Lane".to_owned(),
        postcode: "CB1".to_owned(),
        city: "Cambridge".to_owned(),
        country: "United Kingdom".to_owned(),
        ..PlaceOrder::default()
    };
    assert_eq!(form.check(false), Ok(()));
    let faulty = form.check(true).err().unwrap_or_default();
    let fields: Vec<_> = faulty.into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, [PlaceField::Name, PlaceField::Email]);
}

proptest! {
    /// What was typed comes back as it was, whatever it was.
    #[test]
    fn a_form_is_read_as_it_is_written(
        options in prop::collection::vec(".*", 0..12),
        quantity in ".*",
        reference in ".*",
    ) {
        let form = AddToCart { chosen: options.clone(), options, quantity, reference, ..filled() };
        let mut read = AddToCart::default();
        for (name, value) in form.fields() {
            read.set(&name, value);
        }
        prop_assert_eq!(read, form);
    }

    #[test]
    fn nothing_that_is_typed_breaks_a_form(name in ".*", value in ".*", quantity in ".*") {
        let mut form = filled();
        form.set(&name, value);
        form.quantity = quantity;
        let _ = form.check_for(&flyers(), Currency::Eur, ArtworkNeed::Required, true);
    }

    #[test]
    fn what_was_shown_reads_back(lines in prop::collection::vec((any::<i64>(), any::<i64>()), 1..5)) {
        let shown = Shown(lines);
        prop_assert_eq!(shown.to_string().parse(), Ok(shown));
    }

    #[test]
    fn nothing_is_due_on_a_weekend_or_before_it_is_ordered(at in 0_i64..4_000_000_000_000, days in 0_u32..60) {
        let due = due(Timestamp(at), days);
        let weekday = (due.0.div_euclid(Timestamp::DAY) + 3).rem_euclid(7);
        prop_assert!(weekday <= 4);
        prop_assert!(due.0.div_euclid(Timestamp::DAY) >= at.div_euclid(Timestamp::DAY) + i64::from(days));
    }
}
