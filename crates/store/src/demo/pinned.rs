//! Orders that must be there, whatever chance says: something to approve for each manager, something
//! on each supplier's list, something to confirm for each customer.

use super::tale::Aim;

/// An order of a person (by address), so many days old, that stands at something now.
#[derive(Debug)]
pub(super) struct Pin {
    pub(super) storefront: &'static str,
    pub(super) who: &'static str,
    pub(super) aim: Aim,
    pub(super) days: i64,
}

const fn pin(storefront: &'static str, who: &'static str, aim: Aim, days: i64) -> Pin {
    Pin {
        storefront,
        who,
        aim,
        days,
    }
}

pub(super) const PINS: &[Pin] = &[
    // Marketing's queue, and that of two other departments.
    pin("corporate", "end-user@corporate.test", Aim::Waits, 0),
    pin("corporate", "end-user@corporate.test", Aim::Waits, 1),
    pin("corporate", "end-user@corporate.test", Aim::Waits, 2),
    pin(
        "corporate",
        "thijs.de.graaf@brightwater.example",
        Aim::Waits,
        1,
    ),
    pin("corporate", "eva.mulder@brightwater.example", Aim::Waits, 3),
    pin("corporate", "end-user-2@corporate.test", Aim::Waits, 1),
    pin(
        "corporate",
        "hanna.brouwer@brightwater.example",
        Aim::Waits,
        2,
    ),
    pin("corporate", "end-user-3@corporate.test", Aim::Waits, 1),
    // Editorial's, for the power user.
    pin("printshop", "customer@printshop.test", Aim::Waits, 0),
    pin("printshop", "customer@printshop.test", Aim::Waits, 1),
    pin("printshop", "rosalind.webb@foxglove.example", Aim::Waits, 1),
    pin("printshop", "theo.marsh@foxglove.example", Aim::Waits, 2),
    pin("printshop", "sophie.grant@foxglove.example", Aim::Waits, 2),
    pin("printshop", "customer@printshop.test", Aim::Held, 3),
    pin("storefront", "registered@storefront.test", Aim::Waits, 1),
    pin("storefront", "aino.makela@lindgren.example", Aim::Waits, 2),
    // Northgate Bindery's list.
    pin("corporate", "end-user@corporate.test", Aim::WithSupplier, 6),
    pin(
        "corporate",
        "end-user-2@corporate.test",
        Aim::WithSupplier,
        5,
    ),
    pin(
        "corporate",
        "end-user-3@corporate.test",
        Aim::WithSupplier,
        9,
    ),
    pin(
        "storefront",
        "registered@storefront.test",
        Aim::WithSupplier,
        4,
    ),
    pin(
        "printshop",
        "customer-plus@printshop.test",
        Aim::WithSupplier,
        5,
    ),
    pin(
        "corporate",
        "koen.bos@brightwater.example",
        Aim::Produced,
        7,
    ),
    pin("market", "public-customer@printshop.test", Aim::Produced, 6),
    // On their way, for Confirm receipt.
    pin("corporate", "end-user@corporate.test", Aim::Shipping, 8),
    pin("corporate", "end-user@corporate.test", Aim::Shipping, 11),
    pin("corporate", "end-user-2@corporate.test", Aim::Shipping, 9),
    pin("corporate", "end-user-3@corporate.test", Aim::Shipping, 10),
    pin("printshop", "customer@printshop.test", Aim::Shipping, 7),
    pin("printshop", "customer@printshop.test", Aim::Shipping, 12),
    pin(
        "printshop",
        "customer-plus@printshop.test",
        Aim::Shipping,
        8,
    ),
    pin("printshop", "power-user@printshop.test", Aim::Shipping, 9),
    pin("storefront", "registered@storefront.test", Aim::Shipping, 8),
    pin(
        "storefront",
        "registered@storefront.test",
        Aim::Shipping,
        10,
    ),
    pin("market", "public-customer@printshop.test", Aim::Shipping, 7),
    // The floor's day.
    pin("storefront", "registered@storefront.test", Aim::Blocked, 3),
    pin("storefront", "leena.koskinen@mail.example", Aim::Blocked, 9),
    pin("corporate", "end-user@corporate.test", Aim::Blocked, 4),
    pin(
        "corporate",
        "samir.haddad@brightwater.example",
        Aim::Blocked,
        8,
    ),
    pin("market", "amelie.roux@mail.example", Aim::Blocked, 2),
    pin("printshop", "customer@printshop.test", Aim::Blocked, 3),
    pin("storefront", "astrid.dahl@mail.example", Aim::Ready, 1),
    pin("storefront", "registered@storefront.test", Aim::Ready, 2),
    pin("corporate", "end-user@corporate.test", Aim::Ready, 1),
    pin(
        "corporate",
        "pieter.schouten@brightwater.example",
        Aim::Ready,
        2,
    ),
    pin("corporate", "end-user-3@corporate.test", Aim::Ready, 2),
    pin("printshop", "power-user@printshop.test", Aim::Ready, 1),
    pin("printshop", "niamh.byrne@foxglove.example", Aim::Ready, 2),
    pin("market", "public-customer@printshop.test", Aim::Ready, 1),
    pin(
        "storefront",
        "matti.laine@mail.example",
        Aim::InProduction,
        3,
    ),
    pin(
        "storefront",
        "jonas.ek@lindgren.example",
        Aim::InProduction,
        12,
    ),
    pin("corporate", "end-user@corporate.test", Aim::InProduction, 4),
    pin(
        "corporate",
        "iris.peters@brightwater.example",
        Aim::InProduction,
        14,
    ),
    pin(
        "corporate",
        "end-user-2@corporate.test",
        Aim::InProduction,
        5,
    ),
    pin("printshop", "customer@printshop.test", Aim::InProduction, 4),
    pin(
        "printshop",
        "callum.reid@foxglove.example",
        Aim::InProduction,
        11,
    ),
    pin("market", "katrin.vogel@mail.example", Aim::InProduction, 3),
];
