//! What the reader may do to a job: links and forms, drawn from what the rules answered. The same on
//! the floor's rows and on the order page, for staff and for a supplier.

use crate::At;
use domain::{
    JobId, SupplierId, paths,
    production::{
        JobAct, JobState,
        list::{Can, FloorJob, JobOnOrder},
    },
};
use leptos::prelude::*;
use ui::{
    Button, Choice, Dialog, FileField, FormActs, Glyph, Hidden, LinkButton, PostForm, Select,
    TextArea, Weight, Words, Wrong,
};

/// The acts on one job of the order page. `JobOnOrder` comes from `shop.production.on_order`.
#[component]
pub fn JobActs(job: JobOnOrder) -> impl IntoView {
    let of = Of {
        id: job.id,
        version: job.version,
        number: job.number,
        on_row: false,
    };
    let award = job
        .can
        .act(JobAct::Award)
        .then(|| award(&of, job.state, &job.suppliers, job.usual_supplier));
    let take_back = job
        .can
        .act(JobAct::TakeBack)
        .then(|| simple(&of, "/fn/production/take-back", "Take back"));
    view! {
        {common(&of, &job.can)}
        {award}
        {take_back}
    }
}

/// The acts in a row of the floor: in one line, those with a sign of their own by it alone.
pub(super) fn row_acts(job: &FloorJob) -> AnyView {
    let of = Of {
        id: job.id,
        version: job.version,
        number: job.number(),
        on_row: true,
    };
    common(&of, &job.can)
}

/// Which job the forms are of.
struct Of {
    id: JobId,
    version: i64,
    number: String,
    /// In a row there are many of them: their names say which.
    on_row: bool,
}

impl Of {
    /// What is added to the accessible name of a button.
    fn about(&self) -> Option<String> {
        self.on_row.then(|| format!("job {}", self.number))
    }

    fn hidden(&self) -> AnyView {
        let back = crate::at().map(|at| at.here()).unwrap_or_default();
        view! {
            <Hidden name="job" value=self.id.to_string()/>
            <Hidden name="version" value=self.version.to_string()/>
            <Hidden name="back" value=back/>
        }
        .into_any()
    }

    /// What was typed into this job's form at an endpoint, if it failed just now.
    fn failed(&self, endpoint: &str) -> Option<(At, crate::Failed)> {
        let at = crate::at()?;
        let failed = at.failed(endpoint)?.clone();
        let mine = at.typed().value("job") == Some(&self.id.to_string());
        // Denials stand on top of the page; a panel is opened again for a faulty field only.
        (mine && !failed.fields.is_empty()).then_some((at, failed))
    }
}

fn common(of: &Of, can: &Can) -> AnyView {
    let download = can.download.then(|| {
        let href = paths::Artwork(of.id).to_string();
        view! { <LinkButton href label="Download artwork" glyph=Glyph::Download icon_only=of.on_row about=of.about() download=true/> }
    });
    let replace = can.replace.then(|| replace(of));
    let block = can.act(JobAct::Block).then(|| block(of));
    let release = can
        .act(JobAct::Release)
        .then(|| simple(of, "/fn/production/release", "Release"));
    let marks = [
        (JobAct::Produce, "Mark as produced"),
        (JobAct::Dispatch, "Mark as dispatched"),
    ]
    .into_iter()
    .filter(|(act, _)| can.act(*act))
    .map(|(act, label)| mark(of, act, label))
    .collect_view();
    let steps: Vec<Choice> = JobAct::STATUSES
        .into_iter()
        .filter(|(act, _)| can.act(*act))
        .map(|(act, to)| Choice::new(act.key(), to.word()))
        .collect();
    let status = (!steps.is_empty()).then(|| set_status(of, steps));
    view! {
        {download}
        {replace}
        {block}
        {release}
        {marks}
        {status}
    }
    .into_any()
}

/// A form without anything to fill in.
fn simple(of: &Of, action: &'static str, label: &'static str) -> AnyView {
    let (hidden, about) = (of.hidden(), of.about());
    view! {
        <PostForm action=action inline=true>
            {hidden}
            <Button label=label about=about/>
        </PostForm>
    }
    .into_any()
}

fn mark(of: &Of, act: JobAct, label: &'static str) -> AnyView {
    let (hidden, about) = (of.hidden(), of.about());
    view! {
        <PostForm action="/fn/production/set-status" inline=true>
            {hidden}
            <Hidden name="status" value=act.key()/>
            <Button label=label about=about/>
        </PostForm>
    }
    .into_any()
}

fn set_status(of: &Of, steps: Vec<Choice>) -> AnyView {
    let (hidden, about) = (of.hidden(), of.about());
    let id = format!("status-{}", of.id);
    let named = format!("New status of job {}", of.number);
    view! {
        <PostForm action="/fn/production/set-status" inline=true>
            {hidden}
            <Select label=named name="status" choices=steps label_hidden=true id=id/>
            <Button label="Set status" about=about/>
        </PostForm>
    }
    .into_any()
}

fn block(of: &Of) -> AnyView {
    const ACTION: &str = "/fn/production/block";
    let (hidden, about) = (of.hidden(), of.about());
    let id = format!("block-{}", of.id);
    let field = format!("reason-{}", of.id);
    let title = format!("Block job {}", of.number);
    let failed = of.failed(ACTION);
    let open = failed.is_some();
    let reason = failed
        .as_ref()
        .and_then(|(at, _)| at.typed().value("reason").map(str::to_owned));
    let error = failed.and_then(|(_, failed)| failed.problem("reason"));
    view! {
        <Button label="Block" opens=id.clone() glyph=of.on_row.then_some(Glyph::Stop) icon_only=of.on_row about=about/>
        <Dialog id=id.clone() title=title open=open>
            <PostForm action=ACTION>
                {hidden}
                <TextArea
                    label="Reason"
                    name="reason"
                    value=Words::from(reason)
                    error=Words::from(error)
                    hint="The customer reads it."
                    required=true
                    max_length=500
                    id=field
                />
                <FormActs>
                    <Button label="Block" weight=Weight::Danger/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

fn replace(of: &Of) -> AnyView {
    const ACTION: &str = "/fn/production/replace-artwork";
    let (hidden, about) = (of.hidden(), of.about());
    let id = format!("replace-{}", of.id);
    let field = format!("artwork-{}", of.id);
    let title = format!("Upload artwork for job {}", of.number);
    let failed = of.failed(ACTION);
    let open = failed.is_some();
    let error = failed.and_then(|(_, failed)| failed.problem("artwork"));
    view! {
        <Button label="Upload artwork" opens=id.clone() glyph=Glyph::Upload icon_only=of.on_row about=about/>
        <Dialog id=id.clone() title=title open=open>
            <PostForm action=ACTION multipart=true>
                {hidden}
                <FileField
                    label="Artwork"
                    name="artwork"
                    accept="application/pdf,.pdf"
                    error=Words::from(error)
                    hint="A PDF with 3 mm of bleed. The file it has now is kept."
                    required=true
                    id=field
                />
                <FormActs>
                    <Button label="Upload artwork" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

fn award(
    of: &Of,
    state: JobState,
    suppliers: &[(SupplierId, String)],
    usual: Option<SupplierId>,
) -> AnyView {
    const ACTION: &str = "/fn/production/award";
    let (hidden, about) = (of.hidden(), of.about());
    let id = format!("award-{}", of.id);
    let field = format!("supplier-{}", of.id);
    let title = format!("Send job {} to a supplier", of.number);
    let failed = of.failed(ACTION);
    let open = failed.is_some();
    let chosen = usual
        .filter(|usual| suppliers.iter().any(|(id, _)| id == usual))
        .map(|id| id.to_string());
    let error = failed.and_then(|(_, failed)| failed.problem("supplier"));
    let choices: Vec<Choice> = suppliers
        .iter()
        .map(|(id, name)| {
            let note = if Some(*id) == usual {
                Words::from("makes this as a rule")
            } else {
                Words::default()
            };
            Choice::new(id.to_string(), name.clone()).note(note)
        })
        .collect();
    let again = (state == JobState::WithSupplier)
        .then_some("The supplier that has it now is told to stop.");
    view! {
        <Button label="Send to supplier" opens=id.clone() glyph=Glyph::Truck about=about/>
        <Dialog id=id.clone() title=title open=open>
            <PostForm action=ACTION>
                {hidden}
                <Select
                    label="Supplier"
                    name="supplier"
                    choices=choices
                    value=Words::from(chosen)
                    error=Words::from(error)
                    hint=Words::from(again)
                    required=true
                    id=field
                />
                <FormActs>
                    <Button label="Send to supplier" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

/// The sentence on top of the page, where a form of this area was refused as a whole.
pub(super) fn refused(at: &At) -> Vec<Wrong> {
    let failed = at
        .typed()
        .failed
        .as_ref()
        .filter(|failed| failed.endpoint.starts_with("/fn/production/"));
    failed
        .map(|failed| Wrong::whole(failed.message.clone()))
        .into_iter()
        .collect()
}
