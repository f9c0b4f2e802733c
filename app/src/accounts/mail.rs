//! The mail of the demo: what people would find in their boxes.

use crate::{At, Shop, View, page};
use access::{Failure, pages};
use axum::Router;
use domain::{
    Timestamp,
    mail::{Line, Posted, lines},
    paths,
};
use leptos::prelude::*;
use ui::{Card, Column, Crumb, EmptyState, Fact, Facts, Link, Moment, PageHeader, Row, Table};

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .merge(page(&pages::MAIL, list))
        .merge(page(&pages::MAIL_MESSAGE, message))
}

async fn list(at: At) -> Result<View, Failure> {
    let mails = at.shop.accounts.mails().await?;
    let now = at.ctx.now;
    Ok(View::new(pages::MAIL.heading, move || listed(mails, now)))
}

fn listed(mails: Vec<Posted>, now: Timestamp) -> AnyView {
    let head = view! { <PageHeader title=pages::MAIL.heading lead="What people would find in their boxes."/> };
    if mails.is_empty() {
        return view! {
            {head}
            <EmptyState title="No mail yet" words="Register, ask for a new password, or place an order that waits for approval."/>
        }
        .into_any();
    }
    let columns = vec![
        Column::new("Subject"),
        Column::new("To"),
        Column::new("Written"),
        Column::new("State"),
    ];
    let rows = mails
        .into_iter()
        .map(|mail| {
            let href = paths::MailMessage(mail.id.to_string()).to_string();
            let written = mail.written;
            Row::new()
                .cell(view! { <Link href=href label=mail.subject/> })
                .words(format!("{} <{}>", mail.to_name, mail.to_address))
                .cell(view! { <Moment iso=written.iso() words=written.ago(now) exact=written.to_string()/> })
                .words(if mail.sent.is_some() { "Sent" } else { "Waiting" })
        })
        .collect::<Vec<_>>();
    view! {
        {head}
        <Table caption="Messages" columns rows/>
    }
    .into_any()
}

async fn message(at: At) -> Result<View, Failure> {
    let mail = at.shop.accounts.mail(at.param("id")?).await?;
    Ok(View::new(mail.subject.clone(), move || shown(&mail)))
}

fn shown(mail: &Posted) -> impl IntoView + use<> {
    let crumbs = vec![
        Crumb::new(pages::MAIL.heading, paths::Mail.to_string()),
        Crumb::here(mail.subject.clone()),
    ];
    let facts = vec![
        Fact::new("To", format!("{} <{}>", mail.to_name, mail.to_address)),
        Fact::new("Written", mail.written.to_string()),
    ];
    let body = lines(&mail.body)
        .map(|line| match line {
            Line::Words(words) => format!("{words}\n").into_any(),
            Line::Link(link) => {
                view! { <Link href=link.to_owned() label=link.to_owned()/> "\n" }.into_any()
            }
        })
        .collect_view();
    view! {
        <PageHeader title=mail.subject.clone() crumbs/>
        <Card>
            <Facts facts/>
            <div class="message-body">{body}</div>
        </Card>
    }
}
