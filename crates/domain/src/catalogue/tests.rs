use super::*;
use proptest::prelude::*;

fn flyers() -> Configuration {
    let choice = |name: &str, once, each| Choice {
        name: name.to_owned(),
        once,
        each,
    };
    Configuration {
        options: vec![
            ProductOption {
                name: "Paper".to_owned(),
                choices: vec![choice("Gloss", 0, 0), choice("Uncoated", 0, 1_250)],
            },
            ProductOption {
                name: "Finish".to_owned(),
                choices: vec![choice("Rounded", 1_500, 0), choice("Square", 0, 0)],
            },
        ],
        quantities: Quantities {
            least: 100,
            most: 10_000,
            step: 50,
        },
        prices: PriceTable {
            setup: 1_000,
            breaks: vec![
                Break {
                    from: 100,
                    each: 16_800,
                },
                Break {
                    from: 1_000,
                    each: 8_400,
                },
            ],
        },
    }
}

fn chosen(option: &str, choice: &str) -> Chosen {
    Chosen {
        option: option.to_owned(),
        choice: choice.to_owned(),
    }
}

#[test]
fn setup_and_choices_are_charged_once_and_pieces_by_their_break() {
    let price = flyers().price(100, &[chosen("Paper", "Uncoated")], Currency::Eur);
    // 10.00 set-up, 15.00 rounded corners, 100 pieces at 18.05 cents.
    assert_eq!(
        price.map(|price| price.total.minor),
        Ok(1_000 + 1_500 + 1_805)
    );
    let price = flyers().price(1_000, &[chosen("Finish", "Square")], Currency::Eur);
    assert_eq!(
        price.map(|price| price.total.to_string()),
        Ok("€94.00".to_owned())
    );
}

#[test]
fn what_is_not_offered_has_no_price() {
    let refused = flyers().price(100, &[chosen("Paper", "Velvet")], Currency::Eur);
    assert_eq!(refused, Err(NoPrice::Option("Paper".to_owned())));
    let refused = flyers().price(100, &[chosen("Scent", "Rose")], Currency::Eur);
    assert_eq!(refused, Err(NoPrice::Option("Scent".to_owned())));
    let refused = flyers().price(120, &[], Currency::Eur);
    assert_eq!(
        refused,
        Err(NoPrice::Quantity(Problem::NotAMultiple { of: 50 }))
    );
}

#[test]
fn the_shelf_names_the_cheapest_way_in() {
    let from = flyers().from_price(Currency::Eur);
    assert_eq!(from.map(|price| price.total.minor), Some(1_000 + 1_680));
}

#[test]
fn breaks_say_what_they_save() {
    let breaks = flyers().break_prices(450, &[], Currency::Eur);
    let told: Vec<_> = breaks
        .iter()
        .map(|one| (one.from, one.saving, one.current))
        .collect();
    // 41.8 and 10.9 cents a piece: the 25.00 that are charged once spread over more of them.
    assert_eq!(told, [(100, 0, true), (1_000, 73, false)]);
}

#[test]
fn a_piece_bears_its_share_of_what_is_charged_once() {
    let price = flyers().price(100, &[], Currency::Eur);
    assert_eq!(
        price.map(|price| (price.total.to_string(), price.each_words())),
        Ok(("€41.80".to_owned(), "€0.418".to_owned()))
    );
}

#[test]
fn a_piece_costs_parts_of_a_cent() {
    let words = |each| {
        Price {
            total: Money::zero(Currency::Eur),
            each,
        }
        .each_words()
    };
    assert_eq!(words(16_800), "€0.168");
    assert_eq!(words(100_000), "€1.00");
    assert_eq!(words(123_456_780), "€1,234.57");
    assert_eq!(words(99_999), "€1.00");
    assert_eq!(words(8_952), "€0.0895");
    assert_eq!(words(5), "€0.00005");
    assert_eq!(words(-16_800), "−€0.168");
}

#[test]
fn choices_no_longer_offered_give_way_to_the_first() {
    let kept = flyers().choices_or_first(&[chosen("Paper", "Velvet"), chosen("Finish", "Square")]);
    assert_eq!(kept, [chosen("Paper", "Gloss"), chosen("Finish", "Square")]);
}

prop_compose! {
    fn configurations()(
        setup in 0_i64..100_000,
        each in prop::collection::vec(0_i64..500_000, 1..5),
        options in prop::collection::vec(prop::collection::vec((0_i64..10_000, -1_000_i64..50_000), 1..4), 0..4),
    ) -> Configuration {
        let breaks = each.into_iter().zip([1, 10, 100, 1_000]).map(|(each, from)| Break { from, each });
        let options = options.into_iter().enumerate().map(|(place, choices)| ProductOption {
            name: format!("option {place}"),
            choices: choices
                .into_iter()
                .enumerate()
                .map(|(at, (once, each))| Choice { name: format!("choice {at}"), once, each })
                .collect(),
        });
        Configuration {
            options: options.collect(),
            quantities: Quantities::default(),
            prices: PriceTable { setup, breaks: breaks.collect() },
        }
    }
}

proptest! {
    /// Rounded once: never further than half a minor unit from the exact sum.
    #[test]
    fn a_price_is_the_sum_of_its_parts(configuration in configurations(), quantity in 1_u32..1_000_000) {
        let picked: Vec<&Choice> = configuration.options.iter().filter_map(|option| option.choices.last()).collect();
        let chosen: Vec<Chosen> = configuration
            .options
            .iter()
            .zip(&picked)
            .map(|(option, choice)| chosen(&option.name, &choice.name))
            .collect();
        let price = configuration.price(quantity, &chosen, Currency::Eur);
        let each = i128::from(configuration.prices.each(quantity))
            + picked.iter().map(|choice| i128::from(choice.each)).sum::<i128>();
        let once = i128::from(configuration.prices.setup)
            + picked.iter().map(|choice| i128::from(choice.once)).sum::<i128>();
        let exact = once * 1_000 + each * i128::from(quantity);
        let price = price.map(|price| i128::from(price.total.minor) * 1_000);
        prop_assert!(price.is_ok_and(|price| (price - exact).abs() <= 500));
    }

    #[test]
    fn the_order_of_choices_changes_nothing(configuration in configurations(), quantity in 1_u32..10_000) {
        let mut chosen = configuration.first_choices();
        let price = configuration.price(quantity, &chosen, Currency::Eur);
        chosen.reverse();
        prop_assert_eq!(&configuration.price(quantity, &chosen, Currency::Eur), &price);
        prop_assert_eq!(&configuration.price(quantity, &[], Currency::Eur), &price);
    }

    #[test]
    fn nobody_pays_less_than_the_shelf_says(configuration in configurations(), quantity in 1_u32..2) {
        let from = configuration.from_price(Currency::Eur).map(|price| price.total.minor);
        let first = configuration.price(quantity, &[], Currency::Eur).map(|price| price.total.minor);
        prop_assert!(from <= first.ok());
    }

    /// Whatever an administrator typed in, nothing overflows.
    #[test]
    fn amounts_beyond_what_fits_are_refused(setup: i64, each: i64, once: i64, more: i64, quantity: u32) {
        let configuration = Configuration {
            options: vec![ProductOption {
                name: "Paper".to_owned(),
                choices: vec![Choice { name: "Gloss".to_owned(), once, each: more }],
            }],
            quantities: Quantities { least: 0, most: u32::MAX, step: 0 },
            prices: PriceTable { setup, breaks: vec![Break { from: 1, each }] },
        };
        let exact = i128::from(setup) + i128::from(once)
            + (i128::from(quantity) * (i128::from(each) + i128::from(more)) + 500).div_euclid(1_000);
        match configuration.price(quantity, &[], Currency::Eur) {
            Ok(price) => prop_assert_eq!(i128::from(price.total.minor), exact),
            Err(why) => prop_assert_eq!(why, NoPrice::Beyond),
        }
        let _ = configuration.from_price(Currency::Eur);
        let _ = configuration.break_prices(quantity, &[], Currency::Eur);
    }

    #[test]
    fn every_quantity_that_passes_is_within_reach(least in 1_u32..1_000, more in 0_u32..1_000, step in 1_u32..50, quantity in 0_u32..3_000) {
        let quantities = Quantities { least, most: least + more, step };
        let passes = quantity >= least && quantity <= least + more && quantity % step == 0;
        prop_assert_eq!(quantities.check(quantity).is_ok(), passes);
    }
}
