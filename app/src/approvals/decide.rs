//! The form that decides: the same on Approvals and on the order.

use crate::{Act, At, Done, Named, go};
use access::{Failure, pages};
use domain::{
    OrderNumber,
    approvals::{ApprovalState, Decide, DecideField},
    paths,
};
use leptos::prelude::*;
use ui::{Button, Dialog, FormActs, Glyph, Hidden, Line, PostForm, TextArea, Weight, Wrong};

impl Named for DecideField {
    fn name(self) -> &'static str {
        Self::name(self)
    }
}

pub(super) async fn run(act: Act, form: Decide) -> Result<Done, Failure<DecideField>> {
    let number = form.number();
    let words = match act.shop.approvals.decide(&act.ctx, &form).await? {
        ApprovalState::Rejected => "is rejected, and who ordered it is told why.",
        ApprovalState::PartlyApproved => "is approved, without the jobs that you left out.",
        _ => "is approved and goes into production.",
    };
    // Back to the list, for the next one; the order itself is a click away in the sentence's number.
    let to = if form.from_list() { paths::Approvals.to_string() } else { paths::Order(number).to_string() };
    Ok(go(to).saying(format!("{number} {words}")))
}

/// *Approve* and *Reject*, with room for the reason. What failed before is told where it was pressed.
pub(crate) fn panel(at: &At, number: OrderNumber, version: i64, from_list: bool) -> AnyView {
    let failed = at
        .failed(pages::DECIDE.path)
        .filter(|_| at.typed().value("order").and_then(|text| text.parse().ok()) == Some(number.0));
    let reason_problem = failed.and_then(|failed| failed.problem(DecideField::Reason.name()));
    let wrong = failed.map(|failed| Wrong::whole(failed.message.clone())).into_iter().collect::<Vec<_>>();
    let typed = failed.and_then(|_| at.typed().value(DecideField::Reason.name())).map(str::to_owned);
    let open = failed.is_some() && (reason_problem.is_some() || typed.as_ref().is_some_and(|text| !text.is_empty()));
    let whole = if open { Vec::new() } else { wrong.clone() };
    let inside = if open { wrong } else { Vec::new() };
    let dialog = format!("reject-{}", number.0);
    let opens = dialog.clone();
    let reason = format!("reason-{}", number.0);
    let about = format!("order {number}");
    let about_too = about.clone();
    let (order, shown, list) = (number.0.to_string(), version.to_string(), from_list.to_string());
    let (order_too, shown_too, list_too) = (order.clone(), shown.clone(), list.clone());
    view! {
        <Line>
            <PostForm action=pages::DECIDE.path inline=true wrong=whole>
                <Hidden name="order" value=order/>
                <Hidden name="version" value=shown/>
                <Hidden name="list" value=list/>
                <Hidden name="decision" value="approve"/>
                <Button label="Approve" weight=Weight::Primary glyph=Glyph::Check about/>
            </PostForm>
            <Button label="Reject" opens about=about_too/>
        </Line>
        <Dialog id=dialog title=format!("Reject {number}") open>
            <PostForm action=pages::DECIDE.path wrong=inside>
                <Hidden name="order" value=order_too/>
                <Hidden name="version" value=shown_too/>
                <Hidden name="list" value=list_too/>
                <Hidden name="decision" value="reject"/>
                <TextArea
                    label="Reason"
                    name="reason"
                    id=reason
                    value=typed
                    error=reason_problem
                    required=true
                    hint="Who ordered it reads this."
                />
                <FormActs><Button label="Reject" weight=Weight::Danger/></FormActs>
            </PostForm>
        </Dialog>
    }
    .into_any()
}
