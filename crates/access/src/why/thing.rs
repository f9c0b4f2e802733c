//! One thing as it is, and the rule of each act on it.

use super::{Class, Denied, why};
use crate::{
    Access, Anchor, Denial, Grounds, Object, Permission, Reach, Role, RoleBook, RoleName, Scope,
    pages,
    rules::{
        addresses, albums, approvals, artwork, cart, cart::AddressFacts, catalogue,
        catalogue::ProductFacts, companies, departments, orders, orders::OrderFacts, people,
        people::PersonFacts, production, production::JobFacts, publication_types, storefronts,
        suppliers,
    },
};
use Permission as P;
use domain::{
    CustomRoleId, StorefrontId,
    orders::OrderState,
    production::{JobAct, JobState},
};

/// The kinds of things that one can ask about one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Order,
    Job,
    Person,
    Company,
    Department,
    Product,
    Storefront,
    /// A company's or a person's.
    Address,
    Album,
    PublicationType,
    Supplier,
    /// A custom one.
    Role,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::Order,
        Self::Job,
        Self::Person,
        Self::Company,
        Self::Department,
        Self::Product,
        Self::Storefront,
        Self::Address,
        Self::Album,
        Self::PublicationType,
        Self::Supplier,
        Self::Role,
    ];

    /// As an address has it, beside the keys of the classes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Order => "this-order",
            Self::Job => "this-job",
            Self::Person => "this-person",
            Self::Company => "this-company",
            Self::Department => "this-department",
            Self::Product => "this-product",
            Self::Storefront => "this-storefront",
            Self::Address => "this-address",
            Self::Album => "this-album",
            Self::PublicationType => "this-publication-type",
            Self::Supplier => "this-supplier",
            Self::Role => "this-role",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// As people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Order => "this order",
            Self::Job => "this job",
            Self::Person => "this person",
            Self::Company => "this company",
            Self::Department => "this department",
            Self::Product => "this product",
            Self::Storefront => "this storefront",
            Self::Address => "this address",
            Self::Album => "this album",
            Self::PublicationType => "this publication type",
            Self::Supplier => "this supplier",
            Self::Role => "this role",
        }
    }

    /// What lets somebody see such a thing.
    #[must_use]
    pub const fn seen_by(self) -> &'static [Permission] {
        match self {
            Self::Order => &[P::OrderView],
            Self::Job => &[P::OrderView, P::ProductionQueue],
            Self::Person => &[P::UserView],
            Self::Company => &[P::CompanyEdit, P::CompanyDelete, P::CompanyCreate],
            Self::Department => &[
                P::DepartmentEdit,
                P::DepartmentDelete,
                P::DepartmentSetManager,
            ],
            Self::Product => &[P::ProductView, P::CatalogBrowse],
            Self::Storefront => &[P::StorefrontSettingsEdit, P::PlatformView],
            Self::Address => &[P::AddressCompanyView, P::AddressPersonalView],
            Self::Album => &[P::AlbumManage],
            Self::PublicationType => &[P::PubtypeManage, P::PubtypeAssignDepartment],
            Self::Supplier => &[P::SupplierManage],
            Self::Role => &[P::RoleEdit, P::RoleAssign, P::RoleCreate],
        }
    }
}

/// One thing, with the facts that its rules ask for.
#[derive(Clone, Copy, Debug)]
pub enum Thing<'a> {
    Order(OrderFacts<'a>),
    Job(JobFacts<'a>),
    Person(PersonFacts<'a>),
    Company {
        object: Object<'a>,
        in_use: bool,
    },
    Department(Object<'a>),
    Product(ProductFacts<'a>),
    Storefront(StorefrontId),
    Address(AddressFacts<'a>),
    /// At this storefront.
    Album(StorefrontId),
    PublicationType(Object<'a>),
    Supplier,
    Role(RoleFacts<'a>),
}

/// The facts about a role that its rules ask for.
#[derive(Clone, Copy, Debug)]
pub struct RoleFacts<'a> {
    pub book: &'a RoleBook,
    pub role: &'a RoleName,
    /// Where it would be given or copied.
    pub at: StorefrontId,
}

impl Thing<'_> {
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Order(_) => Kind::Order,
            Self::Job(_) => Kind::Job,
            Self::Person(_) => Kind::Person,
            Self::Company { .. } => Kind::Company,
            Self::Department(_) => Kind::Department,
            Self::Product(_) => Kind::Product,
            Self::Storefront(_) => Kind::Storefront,
            Self::Address(_) => Kind::Address,
            Self::Album(_) => Kind::Album,
            Self::PublicationType(_) => Kind::PublicationType,
            Self::Supplier => Kind::Supplier,
            Self::Role(_) => Kind::Role,
        }
    }

    /// Whether somebody may see it: who may not is told nothing of it, nor of what others may do to
    /// it. Everybody knows of themselves.
    ///
    /// # Errors
    /// As of the rule of its page.
    pub fn seen_by(&self, access: &Access) -> Result<(), Denial> {
        match self {
            Self::Order(order) => orders::view(access, order).map(drop),
            Self::Job(job) if production::seen(access, job) => Ok(()),
            Self::Job(_) => Err(Denial::NotFound),
            Self::Person(person) if access.owns(&person.object) => Ok(()),
            Self::Person(person) => people::view(access, person).map(drop),
            Self::Company { object, .. } => companies::view(access, object),
            Self::Department(object) => departments::view(access, object),
            Self::Product(product) => catalogue::see(access, product).map(drop),
            Self::Storefront(id) => storefronts::view(access, *id),
            Self::Address(address) => addresses::view(access, address),
            Self::Album(at) => albums::manage(access, *at).map(drop),
            Self::PublicationType(object) => publication_types::view(access, object),
            Self::Supplier => suppliers::manage(access).map(drop),
            Self::Role(RoleFacts { book, role, .. }) => {
                pages::ROLE.needs.met_by(access, false)?;
                book.known_to(access, role)
            }
        }
    }

    /// The deciding grant, or the rule that refuses.
    ///
    /// # Errors
    /// As of the rule of the act. What cannot be seen is refused by what is missing to see it: who
    /// asks sees it, and is told nothing that they do not know.
    pub fn why<'a>(
        &self,
        access: &'a Access,
        permission: Permission,
    ) -> Result<Grounds<'a>, Denied<'a>> {
        if let Self::Product(product) = self
            && matches!(permission, P::CartUse | P::OrderPlace)
            && let Some(at) = product.object.storefront
            && catalogue::order(access, product).is_ok()
        {
            // One orders into one's own cart.
            return why(access, permission, Class::Own, at);
        }
        let object = self.place(access, permission);
        let decided = match self.rule(access, permission) {
            Ok(Some(reach)) => access
                .granted(permission, reach, &object)
                .or_else(|| access.granted(stand_in(permission), reach, &object))
                .ok_or(Denial::Missing(permission)),
            Ok(None) => access.decide(permission, &object),
            Err(Denial::NotFound) => Err(self.unseen(access)),
            Err(why) => Err(why),
        };
        decided.map_err(|why| Denied::of(access, why, &object))
    }

    /// Where it stands.
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        match self {
            Self::Order(order) => order.object,
            Self::Job(job) => job.object,
            Self::Person(person) => person.object,
            Self::Company { object, .. }
            | Self::Department(object)
            | Self::PublicationType(object) => *object,
            Self::Product(product) => product.object,
            Self::Storefront(id) => Object::of_storefront(*id),
            Self::Address(address) => address.object,
            Self::Album(at) => albums::object(*at),
            Self::Supplier => suppliers::SUPPLIER,
            Self::Role(facts) => facts.book.stands(facts.role).unwrap_or(Object::PLATFORM),
        }
    }

    /// Where the act on it is decided.
    fn place<'a>(&'a self, access: &'a Access, permission: Permission) -> Object<'a> {
        match (self, permission) {
            (Self::Role(facts), P::RoleCreate) => Object::of_storefront(facts.at),
            (Self::Role(facts), P::RoleAssign) => beside(access, facts.at),
            _ => self.object(),
        }
    }

    /// What is missing to see it; [`Denial::NotFound`] where it is not a grant.
    fn unseen(&self, access: &Access) -> Denial {
        let object = self.object();
        let lacks = |permission| access.decide(permission, &object).err();
        if let Self::Product(product) = self {
            return match (lacks(P::ProductView), lacks(P::CatalogBrowse)) {
                (Some(why @ Denial::Refused(_)), _) | (Some(why), Some(_)) => why,
                _ if !product.active => lacks(P::ProductViewDisabled).unwrap_or(Denial::NotFound),
                _ => Denial::NotFound,
            };
        }
        if let Self::Address(address) = self {
            return lacks(addresses::seen_by(address)).unwrap_or(Denial::NotFound);
        }
        let mut missing = None;
        for permission in self.kind().seen_by() {
            let Some(why) = lacks(*permission) else {
                return Denial::NotFound;
            };
            missing = missing.or(Some(why));
        }
        missing.unwrap_or(Denial::NotFound)
    }

    /// By which reach the rule of the act lets it through; nothing where the grant alone decides.
    fn rule(&self, access: &Access, permission: Permission) -> Result<Option<Reach>, Denial> {
        match self {
            Self::Order(order) => on_order(access, permission, order),
            Self::Job(job) => on_job(access, permission, job),
            Self::Person(person) => on_person(access, permission, person),
            Self::Company { object, in_use } => on_company(access, permission, object, *in_use),
            Self::Department(object) => on_department(access, permission, object),
            Self::Product(product) => on_product(access, permission, product),
            Self::Storefront(id) => on_storefront(access, permission, *id),
            Self::Address(address) => on_address(access, permission, address),
            Self::Album(at) => match permission {
                P::AlbumManage => Ok(Some(albums::manage(access, *at)?.reach())),
                _ => Ok(None),
            },
            Self::PublicationType(object) => on_publication_type(access, permission, object),
            Self::Supplier => match permission {
                P::SupplierManage => Ok(Some(suppliers::manage(access)?.reach())),
                _ => Ok(None),
            },
            Self::Role(facts) => on_role(access, permission, facts),
        }
    }
}

/// The permission by which some rules also let through.
const fn stand_in(permission: Permission) -> Permission {
    match permission {
        P::UserInvite => P::UserCreate,
        P::ProductView => P::CatalogBrowse,
        P::AddressSelectForOrder => P::AddressCompanyView,
        other => other,
    }
}

impl Permission {
    /// Whether its rule asks for a job: a question about an order is then about each of its jobs.
    #[must_use]
    pub const fn is_on_jobs(self) -> bool {
        matches!(
            self,
            Self::JobSetStatus
                | Self::JobBlockRelease
                | Self::JobAssignSupplier
                | Self::ArtworkDownload
                | Self::ArtworkReplace
                | Self::ProofView
        )
    }

    /// Whether its rule asks for an order as a whole: a question about a job is then about its order.
    #[must_use]
    pub const fn is_on_orders(self) -> bool {
        matches!(
            self,
            Self::OrderHold
                | Self::OrderCancel
                | Self::OrderConfirmReceipt
                | Self::OrderReorder
                | Self::JobEditContent
                | Self::ApprovalDecide
                | Self::ApprovalSelf
        )
    }
}

fn on_order(
    access: &Access,
    permission: Permission,
    order: &OrderFacts<'_>,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::OrderView => orders::view(access, order)?.reach(),
        P::OrderHold if order.state == OrderState::OnHold => {
            orders::release(access, order)?.reach()
        }
        P::OrderHold => orders::hold(access, order)?.reach(),
        P::OrderCancel => orders::cancel(access, order)?.reach(),
        P::OrderConfirmReceipt => orders::confirm_receipt(access, order)?.reach(),
        P::OrderReorder => orders::reorder(access, order)?.reach(),
        P::JobEditContent => orders::edit_content(access, order)?.reach(),
        P::ApprovalDecide => approvals::decide(access, order)?.reach(),
        P::ApprovalSelf if access.owns(&order.object) => approvals::decide(access, order)?.reach(),
        _ => {
            orders::view(access, order).map(drop)?;
            return Ok(None);
        }
    };
    Ok(Some(reach))
}

fn on_job(
    access: &Access,
    permission: Permission,
    job: &JobFacts<'_>,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::JobSetStatus => set_status(access, job)?,
        P::JobBlockRelease if job.state == JobState::Blocked => {
            production::release(access, job)?.reach()
        }
        P::JobBlockRelease => production::block(access, job)?.reach(),
        P::JobAssignSupplier => match production::award(access, job) {
            Ok(permit) => permit.reach(),
            Err(why) => production::take_back(access, job).map_err(|_| why)?.reach(),
        },
        P::ArtworkDownload => artwork::download(access, job)?.reach(),
        P::ArtworkReplace => artwork::replace(access, job)?.reach(),
        P::ProofView => artwork::proof(access, job)?.reach(),
        _ if production::seen(access, job) => return Ok(None),
        _ => return Err(Denial::NotFound),
    };
    Ok(Some(reach))
}

/// Any status that the job can go to now; where there is none, why the act that its state allows is
/// refused, rather than one that it does not.
fn set_status(access: &Access, job: &JobFacts<'_>) -> Result<Reach, Denial> {
    let ask = |act| production::set_status(access, job, act).map(|permit| permit.reach());
    let mut answer = ask(JobAct::Start);
    for act in [
        JobAct::Ship,
        JobAct::Complete,
        JobAct::Produce,
        JobAct::Dispatch,
    ] {
        if answer.is_ok() {
            break;
        }
        let next = ask(act);
        if !matches!(next, Err(Denial::Job(_))) {
            answer = next;
        }
    }
    answer
}

fn on_person(
    access: &Access,
    permission: Permission,
    person: &PersonFacts<'_>,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::UserView => people::view(access, person)?.reach(),
        P::UserEdit => people::edit(access, person)?.reach(),
        P::UserImport => people::import_changes(access, person, &[])?.reach(),
        P::UserSetDepartment => people::set_departments(access, person, &[])?.reach(),
        P::UserInvite => people::invite(access, person)?.reach(),
        P::UserSuspend => people::suspend(access, person)?.reach(),
        P::UserReactivate => people::reactivate(access, person)?.reach(),
        P::UserDelete => people::delete(access, person)?.reach(),
        P::SessionImpersonate => people::log_in_as(access, person)?.reach(),
        P::ApprovalConfigure => approvals::designate(access, person, &[])?.reach(),
        P::RoleAssign => {
            // What is the same for every role: that they are seen, and have access.
            let any = RoleName::BuiltIn(Role::Customer);
            let book = RoleBook::default();
            match people::assign(access, &book, person, &any, &Anchor::Platform) {
                Err(why @ (Denial::NotFound | Denial::Account(_))) => return Err(why),
                _ => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(reach))
}

fn on_company(
    access: &Access,
    permission: Permission,
    company: &Object<'_>,
    in_use: bool,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::CompanyEdit => companies::edit(access, company)?.reach(),
        P::CompanyDelete => companies::delete(access, company, in_use)?.reach(),
        P::BudgetManage => companies::keep_codes(access, company)?.reach(),
        _ => return Ok(None),
    };
    Ok(Some(reach))
}

fn on_department(
    access: &Access,
    permission: Permission,
    department: &Object<'_>,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::DepartmentEdit => departments::edit(access, department)?.reach(),
        P::DepartmentDelete => departments::delete(access, department, None)?.reach(),
        P::DepartmentSetManager => departments::dismiss(access, department)?.reach(),
        _ => return Ok(None),
    };
    Ok(Some(reach))
}

fn on_product(
    access: &Access,
    permission: Permission,
    product: &ProductFacts<'_>,
) -> Result<Option<Reach>, Denial> {
    let seen = catalogue::see(access, product)?.reach();
    match permission {
        P::ProductView => Ok(Some(seen)),
        P::ProductManage => Ok(Some(catalogue::limit(access, product)?.reach())),
        // What is switched off is ordered by nobody.
        P::CartUse | P::OrderPlace => {
            catalogue::order(access, product).map(drop)?;
            Ok(None)
        }
        _ => Ok(None),
    }
}

fn on_storefront(
    access: &Access,
    permission: Permission,
    storefront: StorefrontId,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::StorefrontSettingsEdit => storefronts::edit(access, storefront)?.reach(),
        P::WebdesignManage => storefronts::look(access, storefront)?.reach(),
        _ => return Ok(None),
    };
    Ok(Some(reach))
}

fn on_address(
    access: &Access,
    permission: Permission,
    address: &AddressFacts<'_>,
) -> Result<Option<Reach>, Denial> {
    if permission == P::AddressSelectForOrder {
        // Who may not lacks the grant: an address that is offered need not be seen in the list.
        return Ok(cart::deliver_to(access, address)
            .ok()
            .map(|permit| permit.reach()));
    }
    addresses::view(access, address)?;
    let reach = match (permission, address.personal) {
        // A company's and a person's have permissions of their own.
        (P::AddressCompanyView | P::AddressCompanyManage, true)
        | (P::AddressPersonalView | P::AddressPersonalEdit | P::AddressPersonalAddDelete, false) => {
            return Err(Denial::NotFound);
        }
        (P::AddressCompanyManage | P::AddressPersonalEdit, _) => {
            addresses::correct(access, address)?.reach()
        }
        (P::AddressPersonalAddDelete, _) => addresses::remove(access, address)?.reach(),
        (P::AddressCompanyAssignDepartment, _) => {
            addresses::assign_departments(access, address, &[], false)?.reach()
        }
        _ => return Ok(None),
    };
    Ok(Some(reach))
}

fn on_publication_type(
    access: &Access,
    permission: Permission,
    folder: &Object<'_>,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::PubtypeManage => publication_types::rename(access, folder)?.reach(),
        P::PubtypeAssignDepartment => {
            publication_types::assign(access, folder, &[], false)?.reach()
        }
        _ => return Ok(None),
    };
    Ok(Some(reach))
}

fn on_role(
    access: &Access,
    permission: Permission,
    RoleFacts { book, role, at }: &RoleFacts<'_>,
) -> Result<Option<Reach>, Denial> {
    let reach = match permission {
        P::RoleEdit => book.may_edit(access, role)?.reach(),
        P::RoleCreate => {
            let mut copied = (*book).clone();
            let made = copied.copy(access, role, CustomRoleId(0), String::new(), Some(*at));
            made?.reach()
        }
        P::RoleAssign => {
            let anchor = Anchor::Storefronts(vec![*at]);
            let to = beside(access, *at);
            book.may_assign(access, role, &to, &anchor)?.reach()
        }
        _ => return Ok(None),
    };
    Ok(Some(reach))
}

/// Where somebody stands who sits where the actor does: the people whom they would give a role to first.
fn beside(access: &Access, at: StorefrontId) -> Object<'_> {
    let departments = if access.manages.is_empty() {
        access.member_of.as_slice()
    } else {
        access.manages.as_slice()
    };
    Object {
        company: Scope::These(access.company.as_slice()),
        departments: Scope::These(departments),
        ..Object::of_storefront(at)
    }
}
