//! What can be done to a job, drawn beside it; nothing is offered that would be refused.

use domain::{
    paths,
    production::{JobAct, list::JobOnOrder},
};
use leptos::prelude::*;
use ui::{Button, Choice, Dialog, FileField, FormActs, Glyph, Hidden, Line, LinkButton, PostForm, Select, TextField, Weight};

/// The acts on one job of the order page, for every audience: by the same rules as the writes.
#[component]
pub fn JobActs(job: JobOnOrder) -> impl IntoView {
    let id = job.id;
    let known = Known { job: id.to_string(), version: job.version.to_string(), on_order: true };
    let download = (job.can.download && job.has_artwork).then(|| {
        view! {
            <LinkButton href=paths::Artwork(id).to_string() label="Download artwork" glyph=Glyph::Download download=true/>
        }
    });
    let award = job.can.act(JobAct::Award).then(|| send_to_supplier(&known, &job));
    let take_back = job.can.act(JobAct::TakeBack).then(|| {
        plain(&known, "/fn/production/take-back", "Take back", Glyph::Back)
    });
    let status = [
        (JobAct::Start, "Start production"),
        (JobAct::Ship, "Mark as shipped"),
        (JobAct::Complete, "Mark as completed"),
        (JobAct::Produce, "Mark as produced"),
        (JobAct::Dispatch, "Mark as dispatched"),
    ]
    .into_iter()
    .filter(|(act, _)| job.can.act(*act))
    .map(|(act, label)| set_status(&known, act, label))
    .collect_view();
    let block = job.can.act(JobAct::Block).then(|| block(&known));
    let release = job.can.act(JobAct::Release).then(|| plain(&known, "/fn/production/release", "Release", Glyph::Check));
    let replace = job.can.replace.then(|| replace(&known));
    view! {
        <Line>{download} {status} {block} {release} {replace} {take_back}</Line>
        {award}
    }
}

/// The job as it was shown.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) job: String,
    pub(super) version: String,
    /// The form is on the order page and leads back to it.
    pub(super) on_order: bool,
}

impl Known {
    fn fields(&self) -> AnyView {
        let on_order = self.on_order.to_string();
        view! {
            <Hidden name="job" value=self.job.clone()/>
            <Hidden name="version" value=self.version.clone()/>
            <Hidden name="on_order" value=on_order/>
        }
        .into_any()
    }
}

/// An act that needs nothing but a press.
pub(super) fn plain(known: &Known, action: &'static str, label: &'static str, glyph: Glyph) -> AnyView {
    let fields = known.fields();
    view! {
        <PostForm action inline=true>
            {fields}
            <Button label glyph/>
        </PostForm>
    }
    .into_any()
}

fn set_status(known: &Known, act: JobAct, label: &'static str) -> AnyView {
    let fields = known.fields();
    view! {
        <PostForm action="/fn/production/set-status" inline=true>
            {fields}
            <Hidden name="status" value=act.key()/>
            <Button label weight=Weight::Primary/>
        </PostForm>
    }
    .into_any()
}

fn send_to_supplier(known: &Known, job: &JobOnOrder) -> AnyView {
    let fields = known.fields();
    let choices = job.suppliers.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect::<Vec<_>>();
    let usual = job.usual_supplier.map(|id| id.to_string());
    let id = format!("supplier-{}", known.job);
    view! {
        <PostForm action="/fn/production/award" inline=true>
            {fields}
            <Select label="Supplier" name="supplier" choices value=usual id required=true/>
            <Button label="Send to supplier" glyph=Glyph::Truck/>
        </PostForm>
    }
    .into_any()
}

/// Blocking asks for the reason, which who has to mend the file reads.
pub(super) fn block(known: &Known) -> AnyView {
    let fields = known.fields();
    let panel = format!("block-{}", known.job);
    let field = format!("block-reason-{}", known.job);
    view! {
        <Button label="Block" glyph=Glyph::Stop opens=panel.clone()/>
        <Dialog id=panel title="Block this job">
            <PostForm action="/fn/production/block">
                {fields}
                <TextField label="Reason" name="reason" id=field required=true hint="What must be mended before it is printed."/>
                <FormActs><Button label="Block" weight=Weight::Danger/></FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

pub(super) fn replace(known: &Known) -> AnyView {
    let fields = known.fields();
    let panel = format!("replace-{}", known.job);
    let field = format!("replace-file-{}", known.job);
    view! {
        <Button label="Upload artwork" glyph=Glyph::Upload opens=panel.clone()/>
        <Dialog id=panel title="Upload a corrected artwork">
            <PostForm action="/fn/production/replace-artwork" multipart=true>
                {fields}
                <FileField
                    label="Artwork"
                    name="artwork"
                    id=field
                    accept="application/pdf"
                    required=true
                    hint="A PDF. The old version is kept."
                />
                <FormActs><Button label="Upload artwork" weight=Weight::Primary/></FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}
