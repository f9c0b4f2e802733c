//! What was written about an order, and what happened to it.

use super::status::look;
use crate::At;
use access::pages;
use domain::{
    Timestamp,
    orders::{Entry, Head, MESSAGE_MOST, MessageShown},
};
use leptos::prelude::*;
use ui::{
    Button, Card, Choice, Event, FormActs, Glyph, Hidden, PostForm, Select, TextArea, Timeline,
    Wrong,
};

pub(super) fn story(at: &At, head: &Head) -> AnyView {
    let now = at.ctx.now;
    let events: Vec<Event> = head
        .timeline
        .iter()
        .map(|entry| event(entry, now))
        .collect();
    view! {
        <Card title="Timeline"><Timeline events/></Card>
        {messages(at, head)}
    }
    .into_any()
}

fn event(entry: &Entry, now: Timestamp) -> Event {
    let what = match &entry.job {
        Some(job) => format!("{}: {job}", entry.sentence),
        None => entry.sentence.clone(),
    };
    let event = Event::new(what, entry.at.iso(), entry.at.ago(now))
        .exact(entry.at.to_string())
        .who(entry.who.clone());
    match entry.state.map(look) {
        Some((tone, shape)) => event.mark(tone, shape),
        None => event,
    }
}

fn messages(at: &At, head: &Head) -> AnyView {
    let now = at.ctx.now;
    let written = head
        .messages
        .iter()
        .map(|message| shown(message, now))
        .collect_view();
    let list = (!head.messages.is_empty())
        .then(|| view! { <ul class="messages" aria-label="Messages">{written}</ul> });
    let form = form(at, head);
    view! { <Card title="Messages">{list} {form}</Card> }.into_any()
}

fn shown(message: &MessageShown, now: Timestamp) -> AnyView {
    let to = message
        .to
        .clone()
        .map(|to| view! { <span class="muted">" " {to}</span> });
    view! {
        <li class="message">
            <p class="message-head"><strong>{message.who.clone()}</strong> {to} " " {super::status::ago(message.at, now)}</p>
            <p class="message-body">{message.body.clone()}</p>
        </li>
    }
    .into_any()
}

fn form(at: &At, head: &Head) -> AnyView {
    let (once, number) = (head.once.clone(), head.number.0.to_string());
    let failed = at.failed(pages::ORDER_MESSAGE.path);
    let value = failed.and(at.typed().value("body")).map(str::to_owned);
    let error = failed.and_then(|failed| failed.problem("body"));
    let wrong: Vec<Wrong> = error
        .clone()
        .map(|problem| Wrong::field("body", problem))
        .into_iter()
        .collect();
    let chosen = at.typed().value("to").map(str::to_owned);
    // Who writes to one party only has nothing to choose.
    let whom = match head.write_to.as_slice() {
        to @ [_, _, ..] => {
            let choices = to
                .iter()
                .map(|one| Choice::new(one.key.clone(), one.name.clone()))
                .collect::<Vec<_>>();
            view! { <Select label="To" name="to" choices value=chosen/> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <PostForm action=pages::ORDER_MESSAGE.path label="Write a message" wrong>
            <Hidden name="once" value=once/>
            <Hidden name="order" value=number/>
            {whom}
            <TextArea label="Message" name="body" value error max_length=MESSAGE_MOST required=true/>
            <FormActs><Button label="Send message" glyph=Glyph::Message/></FormActs>
        </PostForm>
    }
    .into_any()
}
