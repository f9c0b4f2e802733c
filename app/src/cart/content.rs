//! Changing the content of a job until somebody approves it: a form for the order page.

use crate::{Act, Done, Uploaded, cart::wrong, go};
use access::{Failure, pages};
use domain::{
    JobId, OrderNumber,
    artwork::{MEGABYTES_MOST, megabytes},
    cart::{ContentField, EditContent as Form},
    paths,
};
use leptos::prelude::*;
use ui::{Button, Disclosure, FileField, FormActs, Hidden, PostForm, TextField};

/// The form for one job of an order that still waits. Drawn where `rules::orders::edit_content` lets
/// it through.
#[component]
pub fn EditContent(
    number: OrderNumber,
    /// The version of the order.
    version: i64,
    job: JobId,
    /// What the job is called: "Flyers".
    product: String,
    /// As it is now.
    reference: String,
    /// The name of its file, where it has one.
    #[prop(optional_no_strip)]
    file_name: Option<String>,
    /// It is an image of an album, which stays as it was chosen.
    #[prop(optional)]
    image: bool,
) -> impl IntoView {
    let at = crate::at();
    let failed = at.as_ref().and_then(|at| {
        let mine = at.typed().value("job") == Some(&job.to_string());
        at.failed(pages::EDIT_CONTENT.path)
            .filter(|_| mine)
            .cloned()
    });
    let typed = failed
        .as_ref()
        .and_then(|_| at.as_ref()?.typed().value("reference").map(str::to_owned));
    let problem = |field: ContentField| {
        failed
            .as_ref()
            .and_then(|failed| failed.problem(field.name()))
    };
    let (reference_error, file_error) = (
        problem(ContentField::Reference),
        problem(ContentField::Artwork),
    );
    let kept = file_name.map(|name| format!("{name}. It stays unless you choose another."));
    let limit = at.map_or(MEGABYTES_MOST, |at| {
        megabytes(at.shop.settings.largest_upload)
    });
    let open = failed.is_some();
    let file = (!image).then(|| {
        view! {
            <FileField
                label="Artwork"
                name=ContentField::Artwork.name()
                accept="application/pdf,.pdf"
                kept
                hint=format!("A PDF of at most {limit} MB.")
                error=file_error
                id=format!("artwork-{job}")
            />
        }
    });
    view! {
        <Disclosure summary="Change content" open>
            <PostForm action=pages::EDIT_CONTENT.path multipart=true id=format!("content-{job}") wrong=wrong(failed.as_ref())>
                <Hidden name="number" value=number.0.to_string()/>
                <Hidden name="version" value=version.to_string()/>
                <Hidden name="job" value=job.to_string()/>
                <TextField
                    label="Reference"
                    name=ContentField::Reference.name()
                    value=typed.unwrap_or(reference)
                    max_length=120
                    error=reference_error
                    id=format!("reference-{job}")
                />
                {file}
                <FormActs><Button label="Save content" about=format!("of {product}")/></FormActs>
            </PostForm>
        </Disclosure>
    }
}

pub(super) async fn run(
    act: Act,
    form: Form,
    file: Uploaded,
) -> Result<Done, Failure<ContentField>> {
    let counted = act.shop.cart.count_file(&act, &file).await;
    counted.map_err(Failure::in_form)?;
    act.shop.cart.edit_content(&act.ctx, &form, file).await?;
    Ok(go(paths::Order(form.number)).saying("The content is changed."))
}
