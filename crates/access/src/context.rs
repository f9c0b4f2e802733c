//! What every act below HTTP is given first; nothing below asks who is signed in.

use crate::{Access, Pack};
use domain::{
    StorefrontId, Timestamp,
    money::Currency,
    storefronts::{Announced, Logo, Look, RegistrationMode},
};
use serde::{Deserialize, Serialize};

/// The storefront that a request is at, as far as everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storefront {
    pub id: StorefrontId,
    pub slug: String,
    pub name: String,
    /// Open to people without an account.
    pub public: bool,
    /// The pack that its customers' roles come from.
    pub pack: Pack,
    pub currency: Currency,
    /// Orders wait for approval, unless who places them may approve their own.
    pub approval: bool,
    /// How somebody comes to an account there.
    pub registration: RegistrationMode,
    /// The packs whose staff work there: roles of others do not start there.
    pub staff_packs: Vec<Pack>,
    /// Its colours, where they are not those that come with the program.
    pub look: Option<Look>,
    /// What stands in the place of its name above its pages, if anything does.
    pub logo: Option<Logo>,
    /// What the platform says here, as everywhere.
    pub announced: Announced,
}

impl Storefront {
    /// What there is where no storefront has been made yet; its id is nobody's.
    #[must_use]
    pub fn none_yet() -> Self {
        Self {
            id: StorefrontId(0),
            slug: String::new(),
            name: "Quoin".to_owned(),
            public: false,
            pack: Pack::Storefront,
            currency: Currency::default(),
            approval: true,
            registration: RegistrationMode::Invitation,
            staff_packs: Vec::new(),
            look: None,
            logo: None,
            announced: Announced::default(),
        }
    }
}

/// A role that somebody previews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previewing {
    /// Its name.
    pub role: String,
    /// Something that it grants is left out, because it is beyond the previewer.
    pub partly: bool,
}

/// One request: who asks, where, and when. Made once, at the door.
#[derive(Clone, Debug)]
pub struct Ctx {
    pub access: Access,
    /// The name of who asks, for the frame of a page and for records; empty for a visitor.
    pub name: String,
    /// The name of the administrator who is logged in as them, if one is.
    pub acting_name: Option<String>,
    /// The role in which the storefront is looked at, while its grants stand in `access` for the
    /// actor's own. Nothing is written then: the door refuses it.
    pub previewing: Option<Previewing>,
    pub at: Storefront,
    pub now: Timestamp,
    /// The address by which this request has reached the storefront, without a slash at its end. Its
    /// host name may be one that the storefront's own people have added and control.
    pub base_url: String,
    /// The bare address of the platform, without a slash at its end: whoever is nobody's customer is
    /// led nowhere else.
    pub platform_url: String,
}
