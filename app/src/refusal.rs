//! Refusals: what stands where a page cannot, who could change that, and the way to ask why.

use crate::{At, View};
use access::{Class, Denial, Failure, Permission, pages};
use axum::response::Response;
use domain::roles::WhyQuery;
use leptos::prelude::*;
use ui::{EmptyState, Link, LinkButton, Notice, PageHeader, Tone};

/// The words under which everybody asks about themselves.
const WHY_NOT: &str = "Why can't I?";

/// Goes beside the answer to what was refused, for who writes refusals down.
#[derive(Clone, Copy, Debug)]
pub struct Refused(pub Denial);

impl Refused {
    /// The answer to a failure, and beside it why, where that is a refusal.
    #[must_use]
    pub fn beside<F>(failure: &Failure<F>, mut answer: Response) -> Response {
        if let Failure::Denied(why) = failure {
            answer.extensions_mut().insert(Self(*why));
        }
        answer
    }
}

/// The page that stands where another cannot. What cannot be seen is told nothing of.
pub(crate) fn page(at: &At, failure: &Failure) -> View {
    let title = match failure.status() {
        404 => "Not found",
        401 | 403 => "Not allowed",
        409 => "Changed meanwhile",
        503 => "Not available",
        _ => "Something went wrong",
    };
    let denial = match failure {
        Failure::Denied(why) => Some(*why),
        _ => None,
    };
    let permission = denial.and_then(Denial::permission);
    let takes = permission.map(|permission| format!("What it takes: {}", permission.about()));
    let class = permission.and_then(|permission| nearest(at, permission));
    let lift = denial.map(|why| lift(at, why, class)).unwrap_or_default();
    let words = [failure.to_string(), takes.unwrap_or_default(), lift].join(" ");
    let why = permission.and_then(|permission| why_address(at, permission));
    let support = at.ctx.at.announced.support.clone();
    View::new(title, move || {
        let why = why.map(|href| view! { <LinkButton href label=WHY_NOT/> });
        let support = support.map(|address| {
            let (href, label) = (format!("mailto:{address}"), format!("Ask {address}"));
            view! { <LinkButton href label/> }
        });
        view! {
            <PageHeader title=title/>
            <EmptyState title="What you can do" words=words.trim().to_owned()>
                {why}
                <LinkButton href="/" label="Go to the start"/>
                {support}
            </EmptyState>
        }
    })
}

/// After an act of the page before was refused: who could lift it, and the way to ask why. Which rule it
/// was, the page says itself.
pub(crate) fn of_act(at: &At) -> Option<AnyView> {
    let why = at.typed().failed.as_ref()?.denial?;
    let permission = why.permission();
    let class = permission.and_then(|permission| nearest(at, permission));
    let lift = lift(at, why, class);
    let href = permission.and_then(|permission| why_address(at, permission));
    if lift.is_empty() && href.is_none() {
        return None;
    }
    let lift = (!lift.is_empty()).then(|| view! { <p>{lift}</p> });
    let link = href.map(|href| {
        view! {
            <p>
                <Link href label=WHY_NOT/>
            </p>
        }
    });
    let notice = view! {
        <Notice tone=Tone::Attention title="That was refused, and nothing was changed.">
            {lift}
            {link}
        </Notice>
    };
    Some(notice.into_any())
}

/// Who could lift it; nothing where nobody could. What is the platform's is not for a storefront's
/// administrators to give.
pub(crate) fn lift(at: &At, why: Denial, class: Option<Class>) -> String {
    let whose = match class {
        Some(Class::Platform) => "the platform",
        _ => &*at.ctx.at.name,
    };
    match why {
        Denial::Missing(_) | Denial::Refused(_) => {
            format!("The administrators of {whose} can change what your roles allow.")
        }
        other => other.who_could_lift().unwrap_or_default().to_owned(),
    }
}

/// The question that somebody asks about themselves who was refused this. None where they may do it to
/// everything: then it was not for want of the permission.
fn why_address(at: &At, permission: Permission) -> Option<String> {
    pages::WHY.needs.met_by(&at.ctx.access, false).ok()?;
    let query = WhyQuery {
        person: String::new(),
        permission: permission.key().to_owned(),
        of: nearest(at, permission)?.key().to_owned(),
    };
    Some(query.address())
}

/// Of what is nearest to them that they may not: the question whose answer is the refusal.
fn nearest(at: &At, permission: Permission) -> Option<Class> {
    Class::ALL
        .into_iter()
        .find(|class| access::why(&at.ctx.access, permission, *class, at.ctx.at.id).is_err())
}
