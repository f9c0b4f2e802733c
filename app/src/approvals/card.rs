//! Deciding on one order, on its page.

use crate::At;
use access::pages;
use domain::{
    JobId,
    approvals::REASON_MOST,
    orders::{Head, OrderAct},
};
use leptos::prelude::*;
use ui::{
    Button, Card, Check, FieldGroup, FormActs, Hidden, Notice, PostForm, TextArea, Tone, Weight,
    Wrong,
};

/// The form, where the reader may decide; the reason where the reader may not for being who they
/// are; nothing else.
pub(crate) fn decide_card(at: &At, head: &Head, jobs: &[(JobId, String)]) -> AnyView {
    if !head.acts.contains(&OrderAct::Approve) {
        let why = head
            .refused
            .iter()
            .find(|one| one.in_place)
            .map(|one| one.why.clone());
        let refused = why.map(|why| {
            view! {
                <Card title="Approval">
                    <Notice tone=Tone::Info><p>{why}</p></Notice>
                </Card>
            }
        });
        return refused.into_any();
    }
    let failed = at.failed(pages::DECIDE.path);
    let error = failed.and_then(|failed| failed.problem("reason"));
    let wrong: Vec<Wrong> = error
        .clone()
        .map(|problem| Wrong::field("reason", problem))
        .into_iter()
        .collect();
    let value = failed.and(at.typed().value("reason")).map(str::to_owned);
    let ticked = at.typed().values("leave_out").to_vec();
    let leave_out = (jobs.len() > 1).then(|| {
        let boxes = jobs
            .iter()
            .map(|(id, product)| {
                let value = id.to_string();
                let checked = ticked.contains(&value);
                view! { <Check label=format!("Leave out {product}") name="leave_out" value checked id=format!("leave-out-{id}")/> }
            })
            .collect_view();
        view! {
            <FieldGroup legend="Approve in part" hint="What is left out is rejected, and the total is worked out again.">
                {boxes}
            </FieldGroup>
        }
    });
    let (order, version) = (head.number.0.to_string(), head.version.to_string());
    view! {
        <Card title="Approval" tone=Tone::Attention>
            <PostForm action=pages::DECIDE.path id="decide" label="Decide" wrong>
                <Hidden name="order" value=order/>
                <Hidden name="version" value=version/>
                {leave_out}
                <TextArea
                    label="Reason"
                    name="reason"
                    value
                    error
                    rows=2
                    max_length=REASON_MOST
                    hint="Needed to reject or to leave something out. Who ordered reads it."
                />
                <FormActs>
                    <Button label="Reject" weight=Weight::Danger name="decision" value="reject"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}
