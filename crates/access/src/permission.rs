//! The permissions: the only place where one is named.
//!
//! A permission is a resource and an action. The enum is closed: adding a row here does not compile
//! until every place that matches on it has decided. Each row also makes a marker type
//! (`permission::order::View`), by which functions state what they need: a `Permit<order::View>` is
//! not a `Permit<order::Cancel>`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A permission as a type. Implemented by the markers of this module and by nothing else.
pub trait Capability: sealed::Sealed + fmt::Debug + Send + Sync + 'static {
    const PERMISSION: Permission;
}

mod sealed {
    pub trait Sealed {}
}

/// What the screens and the documentation sort permissions by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Group {
    Access,
    People,
    Organisation,
    Catalogue,
    Ordering,
    Quotes,
    Approval,
    Stock,
    Production,
    Insight,
}

impl Group {
    pub const ALL: [Self; 10] = [
        Self::Access,
        Self::People,
        Self::Organisation,
        Self::Catalogue,
        Self::Ordering,
        Self::Quotes,
        Self::Approval,
        Self::Stock,
        Self::Production,
        Self::Insight,
    ];

    /// As people read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Access => "Access",
            Self::People => "People",
            Self::Organisation => "Organisation",
            Self::Catalogue => "Catalogue",
            Self::Ordering => "Ordering",
            Self::Quotes => "Quotes",
            Self::Approval => "Approval",
            Self::Stock => "Stock",
            Self::Production => "Production",
            Self::Insight => "Insight",
        }
    }

    /// As addresses have it.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|one| one.word().eq_ignore_ascii_case(key))
    }
}

macro_rules! permissions {
    ($( $group:ident { $( $name:ident = $key:literal, $about:literal; )+ } )+) => {
        /// What somebody may do, without how far: that is a [`Reach`](crate::Reach).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Permission { $( $( #[doc = $about] $name, )+ )+ }

        impl Permission {
            pub const ALL: &'static [Self] = &[ $( $( Self::$name, )+ )+ ];

            /// The name by which roles.csv, the API and the audit trail know it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $( $( Self::$name => $key, )+ )+ }
            }

            #[must_use]
            pub const fn group(self) -> Group {
                match self { $( $( Self::$name => Group::$group, )+ )+ }
            }

            /// A sentence for people who run a shop.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $( $( Self::$name => $about, )+ )+ }
            }
        }
    };
}

/// The marker types, one module a resource.
macro_rules! markers {
    ($( $resource:ident { $( $action:ident = $name:ident ),+ $(,)? } )+) => { $(
        #[doc = concat!("Permissions on `", stringify!($resource), "`.")]
        pub mod $resource { $(
            #[doc = concat!("[`Permission::", stringify!($name), "`](super::Permission::", stringify!($name), ") as a type.")]
            #[derive(Debug)]
            pub enum $action {}
            impl super::sealed::Sealed for $action {}
            impl super::Capability for $action {
                const PERMISSION: super::Permission = super::Permission::$name;
            }
        )+ }
    )+ };
}

permissions! {
    Access {
        SessionLogin = "session.login", "Sign in with credentials (account state must be active).";
        SessionResetPassword = "session.reset_password", "Self-service password recovery.";
        SessionImpersonate = "session.impersonate", "Act as another user; never as an administrator; always logged.";
        AccountEditOwn = "account.edit_own", "See and change one's own profile.";
        AdminAccess = "admin.access", "Enter the back office: the staff frame and its dashboard (each page still needs its own grant).";
        PlatformView = "platform.view", "Open the platform level.";
        StorefrontSwitch = "storefront.switch", "Change the storefront one works in.";
    }
    People {
        UserView = "user.view", "List and open users.";
        UserCreate = "user.create", "Create a user record (active or inactive).";
        UserInvite = "user.invite", "Send the invitation that makes an inactive user active.";
        UserEdit = "user.edit", "Change another user's data.";
        UserDelete = "user.delete", "Delete a user.";
        UserSuspend = "user.suspend", "Suspend a user.";
        UserReactivate = "user.reactivate", "Lift a suspension.";
        UserImport = "user.import", "Bulk create/update of users, departments, addresses.";
        UserSetDepartment = "user.set_department", "Put a user into / take out of departments.";
        RoleAssign = "role.assign", "Give/take roles, limited by the giver's assignable set.";
        RoleCreate = "role.create", "Create custom roles.";
        RoleEdit = "role.edit", "Change a role's grants.";
        AdminAccountCreate = "admin_account.create", "Create administrators.";
        ApikeyManage = "apikey.manage", "Create, scope, revoke API keys.";
        SupplierManage = "supplier.manage", "Create, invite, deactivate suppliers.";
    }
    Organisation {
        StorefrontCreate = "storefront.create", "Create a storefront.";
        StorefrontSettingsEdit = "storefront.settings.edit", "Change a storefront's settings.";
        SystemSettingsEdit = "system.settings.edit", "Change installation-wide settings.";
        CompanyCreate = "company.create", "Create a client company.";
        CompanyEdit = "company.edit", "Change a company's settings.";
        CompanyDelete = "company.delete", "Delete a company.";
        DepartmentCreate = "department.create", "Create a department.";
        DepartmentEdit = "department.edit", "Change a department.";
        DepartmentDelete = "department.delete", "Delete a department.";
        DepartmentSetManager = "department.set_manager", "Appoint a department's managers.";
        AddressCompanyView = "address.company.view", "See company addresses.";
        AddressCompanyManage = "address.company.manage", "Add, change, delete company addresses.";
        AddressCompanyAssignDepartment = "address.company.assign_department", "Attach a company address to a department.";
        AddressPersonalView = "address.personal.view", "See users' personal addresses.";
        AddressPersonalEdit = "address.personal.edit", "Change users' personal addresses.";
        AddressPersonalAddDelete = "address.personal.add_delete", "Add or delete other users' personal addresses.";
        BudgetManage = "budget.manage", "Budgets, cost centres, accounting codes.";
    }
    Catalogue {
        CatalogBrowse = "catalog.browse", "Move through the public catalogue.";
        ProductView = "product.view", "See orderable products (after visibility rules).";
        ProductViewDisabled = "product.view_disabled", "See disabled products for testing.";
        ProductManage = "product.manage", "Create, change, enable, delete products/documents.";
        ProductPublish = "product.publish", "Publish a design-tool document as a product.";
        ProductPriceEdit = "product.price.edit", "Change prices.";
        ProductOperatorNotesEdit = "product.operator_notes.edit", "Write instructions for the operator.";
        PubtypeManage = "pubtype.manage", "Create, change, delete product folders (publication types).";
        PubtypeAssignDepartment = "pubtype.assign_department", "Decide which department sees a folder.";
        TemplateEdit = "template.edit", "Change a product's input form (fields, rules, defaults).";
        AlbumManage = "album.manage", "Image albums and their content.";
        ConfigView = "config.view", "Read product configuration (blueprints).";
        ConfigManage = "config.manage", "Change product configuration.";
        AppletUse = "applet.use", "See and use instance applets.";
        AppletManage = "applet.manage", "Install/configure applets.";
        IntegrationView = "integration.view", "See data integrations.";
        IntegrationTrigger = "integration.trigger", "Run a data integration.";
        IntegrationManage = "integration.manage", "Create/change data integrations.";
        InstanceSettingsManage = "instance_settings.manage", "Recipe settings, attribute mapping and the like.";
        RecipeSave = "recipe.save", "Save a finished design.";
        RecipeRetrieve = "recipe.retrieve", "Read a saved design.";
    }
    Ordering {
        RecipeLinkOrder = "recipe.link_order", "Attach an order number to a recipe.";
        CartUse = "cart.use", "Basket.";
        OrderPlace = "order.place", "Create and order print jobs.";
        OrderPlaceOnBehalf = "order.place_on_behalf", "Order for another person.";
        AddressSelectForOrder = "address.select_for_order", "Pick an address of the scope while ordering.";
        TemplateLoadUserData = "template.load_user_data", "Fill a template with another person's data.";
        OrderView = "order.view", "Open orders/jobs.";
        OrderOverview = "order.overview", "List of orders/jobs.";
        OrderSearch = "order.search", "Search orders/jobs.";
        OrderReorder = "order.reorder", "Repeat a former job.";
        JobEditContent = "job.edit_content", "Change a job's content before it is frozen.";
        OrderEditDetails = "order.edit_details", "Change order data (reference, delivery, details).";
        OrderHold = "order.hold", "Put on hold / release from hold.";
        OrderConfirmReceipt = "order.confirm_receipt", "Shipping -> completed.";
        OrderCancel = "order.cancel", "Cancel an order (a customer's own only until it is approved).";
    }
    Quotes {
        QuoteRequest = "quote.request", "Ask for a price.";
        QuoteView = "quote.view", "See quotes.";
        QuotePrice = "quote.price", "Set the price of a quote.";
        QuoteAccept = "quote.accept", "Accept or decline a priced quote.";
        SupplierEstimate = "supplier.estimate", "Give an estimate when invited.";
    }
    Approval {
        ApprovalSelf = "approval.self", "Approve one's own jobs.";
        ApprovalDecide = "approval.decide", "Approve/reject jobs of the scope.";
        ApprovalNominateExternal = "approval.nominate_external", "Name a person by email as approver.";
        ApprovalConfigure = "approval.configure", "Modes, rules, allowed domains.";
    }
    Stock {
        StockAdjust = "stock.adjust", "Change stock quantity directly.";
        ReplenishmentOrder = "replenishment.order", "Order replenishment of a stock product.";
        ReplenishmentComplete = "replenishment.complete", "Mark a replenishment job as received.";
    }
    Production {
        ProductionQueue = "production.queue", "Open the production job list (Shared Print Operations).";
        JobSetStatus = "job.set_status", "Move a job along production statuses.";
        JobBlockRelease = "job.block_release", "Block / release before output.";
        ArtworkDownload = "artwork.download", "Download artwork.";
        ArtworkReplace = "artwork.replace", "Upload a corrected artwork.";
        JobPreflight = "job.preflight", "Run preflight.";
        JobPrintOutput = "job.print_output", "Print, print to file, send to output folder.";
        JobReprint = "job.reprint", "Re-print a part.";
        JobAssignSupplier = "job.assign_supplier", "Award a job to a supplier.";
        ProofView = "proof.view", "Fetch proofs.";
        ProofUpdate = "proof.update", "Replace proofs.";
        ProdfileRetrieve = "prodfile.retrieve", "Fetch production files.";
        ProdfileUpdate = "prodfile.update", "Replace production files.";
        OutputLocationDownload = "output_location.download", "Fetch outputs of a print location (sync agent).";
        OutputSettingsManage = "output.settings.manage", "Printers, output folders, job options, hot folders.";
    }
    Insight {
        ReportCustomers = "report.customers", "Customer reports and searches.";
        ReportOrdersExport = "report.orders.export", "Export order reports.";
        AnalyticsView = "analytics.view", "Dashboards.";
        TaxShippingManage = "tax_shipping.manage", "Tax and shipping rates.";
        WebdesignManage = "webdesign.manage", "Look of a storefront/company, terms and conditions.";
    }
}

markers! {
    session { Login = SessionLogin, ResetPassword = SessionResetPassword, Impersonate = SessionImpersonate }
    account { EditOwn = AccountEditOwn }
    admin { Access = AdminAccess }
    platform { View = PlatformView }
    storefront { Switch = StorefrontSwitch, Create = StorefrontCreate }
    user { View = UserView, Create = UserCreate, Invite = UserInvite, Edit = UserEdit, Delete = UserDelete, Suspend = UserSuspend, Reactivate = UserReactivate, Import = UserImport, SetDepartment = UserSetDepartment }
    role { Assign = RoleAssign, Create = RoleCreate, Edit = RoleEdit }
    admin_account { Create = AdminAccountCreate }
    apikey { Manage = ApikeyManage }
    supplier { Manage = SupplierManage, Estimate = SupplierEstimate }
    storefront_settings { Edit = StorefrontSettingsEdit }
    system_settings { Edit = SystemSettingsEdit }
    company { Create = CompanyCreate, Edit = CompanyEdit, Delete = CompanyDelete }
    department { Create = DepartmentCreate, Edit = DepartmentEdit, Delete = DepartmentDelete, SetManager = DepartmentSetManager }
    address_company { View = AddressCompanyView, Manage = AddressCompanyManage, AssignDepartment = AddressCompanyAssignDepartment }
    address_personal { View = AddressPersonalView, Edit = AddressPersonalEdit, AddDelete = AddressPersonalAddDelete }
    budget { Manage = BudgetManage }
    catalog { Browse = CatalogBrowse }
    product { View = ProductView, ViewDisabled = ProductViewDisabled, Manage = ProductManage, Publish = ProductPublish }
    product_price { Edit = ProductPriceEdit }
    product_operator_notes { Edit = ProductOperatorNotesEdit }
    pubtype { Manage = PubtypeManage, AssignDepartment = PubtypeAssignDepartment }
    template { Edit = TemplateEdit, LoadUserData = TemplateLoadUserData }
    album { Manage = AlbumManage }
    config { View = ConfigView, Manage = ConfigManage }
    applet { Use = AppletUse, Manage = AppletManage }
    integration { View = IntegrationView, Trigger = IntegrationTrigger, Manage = IntegrationManage }
    instance_settings { Manage = InstanceSettingsManage }
    recipe { Save = RecipeSave, Retrieve = RecipeRetrieve, LinkOrder = RecipeLinkOrder }
    cart { Use = CartUse }
    order { Place = OrderPlace, PlaceOnBehalf = OrderPlaceOnBehalf, View = OrderView, Overview = OrderOverview, Search = OrderSearch, Reorder = OrderReorder, EditDetails = OrderEditDetails, Hold = OrderHold, ConfirmReceipt = OrderConfirmReceipt, Cancel = OrderCancel }
    address { SelectForOrder = AddressSelectForOrder }
    job { EditContent = JobEditContent, SetStatus = JobSetStatus, BlockRelease = JobBlockRelease, Preflight = JobPreflight, PrintOutput = JobPrintOutput, Reprint = JobReprint, AssignSupplier = JobAssignSupplier }
    quote { Request = QuoteRequest, View = QuoteView, Price = QuotePrice, Accept = QuoteAccept }
    approval { Itself = ApprovalSelf, Decide = ApprovalDecide, NominateExternal = ApprovalNominateExternal, Configure = ApprovalConfigure }
    stock { Adjust = StockAdjust }
    replenishment { Order = ReplenishmentOrder, Complete = ReplenishmentComplete }
    production { Queue = ProductionQueue }
    artwork { Download = ArtworkDownload, Replace = ArtworkReplace }
    proof { View = ProofView, Update = ProofUpdate }
    prodfile { Retrieve = ProdfileRetrieve, Update = ProdfileUpdate }
    output_location { Download = OutputLocationDownload }
    output_settings { Manage = OutputSettingsManage }
    report { Customers = ReportCustomers }
    report_orders { Export = ReportOrdersExport }
    analytics { View = AnalyticsView }
    tax_shipping { Manage = TaxShippingManage }
    webdesign { Manage = WebdesignManage }
}

impl Permission {
    /// How many there are; the size of a role's table of grants.
    pub const COUNT: usize = Self::ALL.len();

    /// Its place in such a table.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.key() == key)
    }
}

impl fmt::Debug for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl Serialize for Permission {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| serde::de::Error::custom("unknown permission"))
    }
}
