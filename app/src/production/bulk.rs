//! Several jobs at once: the bar, and what became of each.

use super::back_to;
use crate::{Act, Done};
use access::Failure;
use domain::production::{
    JobAct,
    forms::{Bulk, BulkAct, Field},
    list::Happened,
};
use islands::bulk::Tickable;
use leptos::prelude::*;
use ui::{BulkBar, Button, Hidden, TextField, Words};

pub(super) async fn run(act: Act, form: Bulk) -> Result<Done, Failure<Field>> {
    let all = act.shop.production.bulk(&act.ctx, &form).await?;
    let verb = BulkAct::ALL
        .into_iter()
        .find(|one| one.key() == form.act)
        .map_or("changed", done);
    Ok(back_to(&form.back).saying(sentence(verb, &all)))
}

/// `2 jobs started. Q-10042-1 was left: The job is shipping by now.`
fn sentence(verb: &str, all: &[Happened]) -> String {
    let count = all.iter().filter(|one| one.refused.is_none()).count();
    let mut sentence = match count {
        0 => format!("No job was {verb}."),
        1 => format!("1 job {verb}."),
        more => format!("{more} jobs {verb}."),
    };
    for one in all {
        if let Some(why) = &one.refused {
            let number = one.number.as_deref().unwrap_or("A job");
            sentence.push_str(&format!(" {number} was left: {why}"));
        }
    }
    sentence
}

const fn done(act: BulkAct) -> &'static str {
    match act {
        BulkAct::Block => "blocked",
        BulkAct::Release => "released",
        BulkAct::Status(JobAct::Ship) => "shipped",
        BulkAct::Status(JobAct::Complete) => "completed",
        BulkAct::Status(_) => "started",
    }
}

const fn label(act: BulkAct) -> &'static str {
    match act {
        BulkAct::Block => "Block selected",
        BulkAct::Release => "Release selected",
        BulkAct::Status(JobAct::Ship) => "Ship selected",
        BulkAct::Status(JobAct::Complete) => "Complete selected",
        BulkAct::Status(_) => "Start selected",
    }
}

/// The id of the bar, which ticked rows name as their form.
pub(super) const BAR: &str = "jobs-at-once";

/// The acts that somebody may do at all here; each on what is ticked.
pub(super) fn bar(offered: Vec<BulkAct>, rows: Vec<Tickable>) -> AnyView {
    let at = crate::at();
    let back = at.as_ref().map(crate::At::here).unwrap_or_default();
    let failed = at.as_ref().and_then(|at| at.failed("/fn/production/bulk"));
    let error = failed.and_then(|failed| failed.problem("reason"));
    let reason = at
        .as_ref()
        .and_then(|at| failed.and_then(|_| at.typed().value("reason").map(str::to_owned)));
    let blocks = offered.contains(&BulkAct::Block);
    let buttons = offered
        .into_iter()
        .map(|act| view! { <Button label=label(act) name="act" value=act.key()/> })
        .collect_view();
    view! {
        <BulkBar id=BAR action="/fn/production/bulk" label="Acts on selected jobs">
            <Hidden name="back" value=back/>
            {buttons}
            {blocks.then(|| view! {
                <TextField label="Reason for a block" name="reason" value=Words::from(reason) error=Words::from(error) id="bulk-reason"/>
            })}
        </BulkBar>
        <islands::bulk::BulkChoice form=BAR.to_owned() rows=rows/>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::JobId;

    #[test]
    fn the_answer_names_each_job_that_was_left() {
        let all = [
            Happened {
                job: JobId(1),
                number: Some("Q-1-1".to_owned()),
                refused: None,
            },
            Happened {
                job: JobId(2),
                number: Some("Q-2-1".to_owned()),
                refused: Some("The job is shipping by now.".to_owned()),
            },
        ];
        assert_eq!(
            sentence("started", &all),
            "1 job started. Q-2-1 was left: The job is shipping by now."
        );
    }
}
