//! The permissions that are not probed, each with its reason.

use Permission as P;
use access::Permission;

/// Permissions whose act takes more than one request, and the test that tries it.
pub(crate) const TRIED_ELSEWHERE: &[(Permission, &str)] = &[(
    P::SessionLogin,
    "golden.rs: everybody starts on a page that opens",
)];

/// Permissions that have no screen yet, by what is missing. A line goes when its screen comes.
pub(crate) const WITHOUT_A_SCREEN: &[(&str, &[Permission])] = &[
    ("settings: tax and shipping", &[P::TaxShippingManage]),
    (
        "the catalogue editor",
        &[
            P::ProductPublish,
            P::ProductPriceEdit,
            P::ProductOperatorNotesEdit,
            P::TemplateEdit,
        ],
    ),
    ("order details", &[P::OrderEditDetails]),
    (
        "quotes",
        &[
            P::QuoteRequest,
            P::QuoteView,
            P::QuotePrice,
            P::QuoteAccept,
            P::SupplierEstimate,
        ],
    ),
    ("external approvers", &[P::ApprovalNominateExternal]),
    (
        "stock",
        &[
            P::StockAdjust,
            P::ReplenishmentOrder,
            P::ReplenishmentComplete,
        ],
    ),
    (
        "proofs, production files, output",
        &[
            P::JobPreflight,
            P::JobPrintOutput,
            P::JobReprint,
            P::ProofUpdate,
            P::ProdfileRetrieve,
            P::ProdfileUpdate,
            P::OutputLocationDownload,
            P::OutputSettingsManage,
        ],
    ),
    (
        "the configurator and its keys",
        &[
            P::ApikeyManage,
            P::ConfigManage,
            P::AppletUse,
            P::AppletManage,
            P::IntegrationView,
            P::IntegrationTrigger,
            P::IntegrationManage,
            P::InstanceSettingsManage,
            P::RecipeSave,
            P::RecipeRetrieve,
            P::RecipeLinkOrder,
            P::AnalyticsView,
        ],
    ),
];
