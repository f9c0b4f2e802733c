//! What people do to their own account, and as whom an administrator may help.

use super::seen;
use crate::{
    Access, Denial, Holding, Object, Pack, Permission, Permit, Reach, Role, Side, Standing,
    Storefront,
    permission::{account, session},
};
use domain::{AccountId, StorefrontId, mail::Topic, storefronts::RegistrationMode};

/// Choosing a new password for one's own account. Not while an administrator is logged in as its
/// owner, who may mend the profile then and nothing that opens the account.
///
/// # Errors
/// Not granted, or logged in as somebody else.
pub fn change_password(
    access: &Access,
    account: &Object<'_>,
) -> Result<Permit<session::ResetPassword>, Denial> {
    access.permit(account)
}

/// Logging in as a person who holds `theirs`: never as an administrator, whoever asks, and never
/// further than one reaches oneself. Who does not reach the platform helps customers only.
///
/// # Errors
/// Not seen, not granted, logged in as somebody already, an administrator, or somebody who also
/// works elsewhere.
pub fn impersonate(
    access: &Access,
    person: &Object<'_>,
    theirs: &[Holding],
) -> Result<Permit<session::Impersonate>, Denial> {
    seen(access, person, &[Permission::UserView])?;
    let permit = access.permit(person)?;
    let anywhere = permit.reach() == Reach::Platform;
    let within = |anchor| {
        let mut mine = access.terms(Permission::SessionImpersonate);
        mine.any(|term| term.holding.anchor.contains(anchor))
    };
    if access.owns(person) || theirs.iter().any(|holding| holding.allows.administer()) {
        return Err(Denial::Administrator);
    }
    for holding in theirs {
        if !within(&holding.anchor) || !(anywhere || holding.role.side() == Side::Customer) {
            return Err(Denial::Missing(Permission::SessionImpersonate));
        }
    }
    Ok(permit)
}

/// Signing in, once it is shown that the account is one's own.
///
/// # Errors
/// Suspended, not verified, or a role that does not sign in with a password.
pub fn sign_in(access: &Access, account: &Object<'_>) -> Result<Permit<session::Login>, Denial> {
    access.permit(account)
}

/// Setting up one's own second factor, renewing its codes, switching it off: whoever signs in, also
/// where nothing else opens before. Not while an administrator is logged in as its owner. Answers
/// whose it is.
///
/// # Errors
/// Not signed in, or logged in as somebody else.
pub const fn second_factor(access: &Access) -> Result<AccountId, Denial> {
    match (access.account(), access.standing) {
        (Some(_), Standing::Active | Standing::Unprotected) if access.acting.is_some() => {
            Err(Denial::WhileActing)
        }
        (Some(id), Standing::Active | Standing::Unprotected) => Ok(id),
        _ => Err(Denial::SignIn),
    }
}

/// Adding, naming and removing one's own passkeys: whoever is signed in, once what is asked of them is
/// met. Not while an administrator is logged in as their owner. Answers whose they are.
///
/// # Errors
/// Not signed in, logged in as somebody else, or a second factor is asked for first.
pub const fn passkeys(access: &Access) -> Result<AccountId, Denial> {
    match (second_factor(access), access.standing) {
        (Ok(_), Standing::Unprotected) => Err(Denial::SecondFactor),
        (answer, _) => answer,
    }
}

/// The storefronts that somebody works for, whose wish for a second factor binds them; nothing in
/// place of all of them.
#[must_use]
pub fn works_at(access: &Access) -> Option<Vec<StorefrontId>> {
    let mut these = Vec::new();
    let roles = access.holdings.iter();
    for holding in roles.filter(|holding| holding.role.side() == Side::Staff) {
        these.extend_from_slice(holding.anchor.storefronts()?);
    }
    Some(these)
}

/// Changing one's own name and telephone number.
///
/// # Errors
/// Not granted.
pub fn edit_profile(
    access: &Access,
    account: &Object<'_>,
) -> Result<Permit<account::EditOwn>, Denial> {
    access.permit(account)
}

/// Whether a person gets such mails at all, and has a choice to make.
#[must_use]
pub fn gets(access: &Access, topic: Topic) -> bool {
    match topic {
        Topic::ApprovalAsked => {
            !access.is_staff() && access.terms(Permission::ApprovalDecide).next().is_some()
        }
        Topic::OrderPlaced
        | Topic::OrderDecided
        | Topic::OrderCancelled
        | Topic::OrderShipped
        | Topic::MessageWritten => access.holds(Permission::OrderPlace).is_ok(),
        Topic::JobSent => access.is_supplier(),
    }
}

/// Whether a person signs in at this storefront's own address: its customers, the staff who work
/// there, and suppliers, who are of no storefront. Everybody signs in at the bare address.
#[must_use]
pub fn at_home(access: &Access, home: Option<StorefrontId>, at: StorefrontId) -> bool {
    home == Some(at)
        || access
            .holdings
            .iter()
            .any(|holding| match holding.role.side() {
                Side::Staff | Side::Partner => holding
                    .anchor
                    .storefronts()
                    .is_none_or(|these| these.contains(&at)),
                Side::Customer | Side::Machine => false,
            })
}

/// Who may open an account at a storefront by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registration {
    /// People and companies.
    Anybody,
    /// A storefront of clients: without a company there is nothing to see.
    Companies,
    /// People of the companies that are there, who know their company's passkey.
    WithPasskey,
}

/// What registering asks for at a storefront.
///
/// # Errors
/// [`Denial::NotFound`] where people are invited, and where customers come through the API only.
pub const fn registration(at: &Storefront) -> Result<Registration, Denial> {
    match (at.registration, at.pack, at.public) {
        (RegistrationMode::Invitation, _, _) | (_, Pack::Configurator, _) => Err(Denial::NotFound),
        (RegistrationMode::Passkey, _, _) => Ok(Registration::WithPasskey),
        (RegistrationMode::Open, Pack::Storefront, _)
        | (RegistrationMode::Open, Pack::Printshop, true) => Ok(Registration::Anybody),
        (RegistrationMode::Open, Pack::Corporate, _)
        | (RegistrationMode::Open, Pack::Printshop, false) => Ok(Registration::Companies),
    }
}

/// As what somebody has registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// For themselves.
    Alone,
    /// With a company that was founded thereby.
    Founder,
    /// As one of the people of a company.
    Colleague,
}

/// The roles of who has registered there, the first being theirs for good.
#[must_use]
pub const fn roles_of_registered(at: &Storefront, as_: Registered) -> &'static [Role] {
    match (at.pack, as_) {
        (Pack::Storefront | Pack::Configurator, _) => &[Role::Registered],
        // Somebody must let the next colleague in; the designation stands on top.
        (Pack::Corporate, Registered::Founder) => &[Role::EndUser, Role::SeniorManager],
        (Pack::Corporate, _) => &[Role::EndUser],
        (Pack::Printshop, Registered::Alone) if at.public => &[Role::PublicCustomer],
        (Pack::Printshop, _) => &[Role::Customer],
    }
}
