//! What pieces promise about their HTML.

#![cfg(feature = "ssr")]

use leptos::prelude::*;
use ui::*;

fn html(draw: impl FnOnce() -> AnyView) -> String {
    // Without the empty comments that mark places for the browser's side.
    Owner::new().with(|| draw().to_html().replace("<!>", ""))
}

#[test]
fn a_text_area_keeps_what_was_typed_inside_of_itself() {
    let attack = "</textarea><script>alert(1)</script> & \"quotes\"";
    let html =
        html(|| view! { <TextArea label="Reason" name="form[reason]" value=attack/> }.into_any());
    assert!(!html.contains("<script"), "{html}");
    assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    assert!(
        html.contains(
            "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;"
        ),
        "{html}"
    );
}

#[test]
fn a_text_area_keeps_its_first_empty_line() {
    let html =
        html(|| view! { <TextArea label="Note" name="note" value="\nsecond line"/> }.into_any());
    // The browser drops the first of the two.
    assert!(html.contains(">\n\nsecond line</textarea>"), "{html}");
}

#[test]
fn what_is_typed_into_attributes_and_text_is_escaped() {
    let attack = "\"><script>alert(1)</script>";
    let html = html(|| {
        view! {
            <TextField label=attack name="name" value=attack hint=attack error=attack/>
            <Select label="Size" name="size" choices=vec![Choice::new(attack, attack)]/>
            <StatusPill word=attack tone=Tone::Done shape=Shape::Tick/>
            <ColumnChart title=attack across="Day" up="Orders"
                bars=vec![Bar { label: attack.into(), value: 3, words: attack.into() }]/>
            <Table caption=attack columns=vec![Column::new(attack)] rows=vec![Row::new().words(attack).pick(attack, attack)]/>
        }
        .into_any()
    });
    assert!(!html.contains("<script"), "{html}");
}

#[test]
fn a_field_is_tied_to_its_label_its_hint_and_its_error() {
    let html = html(|| {
        view! {
            <TextField label="Email" name="form[email]" kind=TextKind::Email value="dana@corporate"
                hint="We write to it." error="An address has a dot after the @."
                required=true autocomplete="email"/>
        }
        .into_any()
    });
    for part in [
        r#"<label for="form-email" class="field-label">Email</label>"#,
        r#"type="email""#,
        r#"id="form-email""#,
        r#"name="form[email]""#,
        r#"value="dana@corporate""#,
        r#"aria-invalid="true""#,
        r#"aria-describedby="form-email-error form-email-hint""#,
        r#"<p id="form-email-error" class="field-error">"#,
        r#"<p id="form-email-hint" class="field-hint">"#,
        r#"autocomplete="email""#,
        " required",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[test]
fn a_password_is_never_sent_back() {
    let html = html(|| {
        view! { <TextField label="Password" name="password" kind=TextKind::Password value="secret"/> }
            .into_any()
    });
    assert!(!html.contains("secret"), "{html}");
}

#[test]
fn no_error_paints_no_field_red() {
    let nothing: Option<String> = None;
    let html = html(|| {
        view! {
            <TextField label="Name" name="name" error=nothing/>
            <TextField label="Town" name="town" error=String::new()/>
        }
        .into_any()
    });
    assert!(!html.contains("aria-invalid"), "{html}");
    assert!(!html.contains("field-error"), "{html}");
}

#[test]
fn a_refused_button_says_why() {
    let html = html(|| {
        view! { <Button label="Approve" refused="Somebody else decides about your own order."/> }
            .into_any()
    });
    assert!(html.contains(" disabled"), "{html}");
    assert!(
        html.contains(r#"aria-describedby="Approve-refused""#),
        "{html}"
    );
    assert!(
        html.contains(r#"<small id="Approve-refused">Somebody else"#),
        "{html}"
    );
}

#[test]
fn a_panel_opens_without_script() {
    let html = html(|| {
        view! {
            <Button label="Reject" opens="reject"/>
            <Dialog id="reject" title="Reject order 1042">"Reason"</Dialog>
        }
        .into_any()
    });
    assert!(html.contains(r#"type="button""#), "{html}");
    assert!(html.contains(r#"popovertarget="reject""#), "{html}");
    assert!(html.contains(r#"popover="auto""#), "{html}");
}

#[test]
fn a_table_names_its_cells_for_phones_and_its_order_for_ears() {
    let html = html(|| {
        let columns = vec![
            Column::new("Number").sort("/orders?sort=number", None),
            Column::new("Placed").sort("/orders?sort=placed", Some(Sorted::Down)),
            Column::new("Total").numeric(),
            Column::unseen("Acts"),
        ];
        let rows = vec![
            Row::new()
                .pick("7", "Select order 1042")
                .words("1042")
                .words("yesterday")
                .words("84.00 €")
                .cell(view! { <Link href="/orders/1042" label="Open" about="order 1042"/> })
                .detail("Jobs of 1042", view! { <p>"Flyers"</p> }),
        ];
        view! { <Table caption="Orders" columns rows pick_name="orders" pick_form="bulk"/> }
            .into_any()
    });
    for part in [
        r#"aria-sort="descending""#,
        r#"<td data-label="Total" data-numeric="">84.00 €</td>"#,
        r#"aria-label="Select order 1042""#,
        r#"form="bulk""#,
        r#"aria-label="Open order 1042""#,
        r#"colspan="6""#,
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains(r#"data-label="Acts""#), "{html}");
}

#[test]
fn a_cell_without_words_is_empty() {
    let html = html(|| {
        let rows = vec![Row::new().words("Ben Ito").words("")];
        let columns = vec![Column::new("Name"), Column::new("Company")];
        view! { <Table caption="People" columns rows/> }.into_any()
    });
    assert!(!html.contains("> </td>"), "{html}");
}

#[test]
fn a_cell_lists_words_and_one_without_any_is_empty() {
    let html = html(|| {
        let roles = vec!["Customer".to_owned(), "Approver".to_owned()];
        let rows = vec![Row::new().list(roles).list(Vec::new())];
        let columns = vec![Column::new("Roles"), Column::new("Departments")];
        view! { <Table caption="People" columns rows/> }.into_any()
    });
    assert!(
        html.contains("<li>Customer</li><li>Approver</li>"),
        "{html}"
    );
    assert_eq!(html.matches("<ul").count(), 1, "{html}");
}

#[test]
fn the_filters_of_a_list_are_unfolded_where_one_is_on() {
    let draw = |chips: Vec<Chip>| {
        html(move || {
            view! { <FilterBar action="/orders" label="Filter orders" chips><SearchField label="Search"/></FilterBar> }.into_any()
        })
    };
    assert!(!draw(Vec::new()).contains("<details open"));
    assert!(draw(vec![Chip::new("Search: fair", "/orders")]).contains("<details open"));
}

#[test]
fn the_error_summary_leads_to_the_fields() {
    let html = html(|| {
        let wrong = vec![
            Wrong::field("form[email]", "Email is missing."),
            Wrong::whole("The order changed meanwhile."),
        ];
        view! { <PostForm action="/fn/people/add" wrong>"…"</PostForm> }.into_any()
    });
    assert!(
        html.contains(r##"<a href="#form-email">Email is missing.</a>"##),
        "{html}"
    );
    assert!(
        html.contains("<li>The order changed meanwhile.</li>"),
        "{html}"
    );
    assert!(html.contains(r#"role="alert""#), "{html}");
}

#[test]
fn a_frame_marks_the_page_one_is_on_and_those_below_it() {
    let draw = |here: &'static str| {
        html(move || {
            let nav = vec![
                NavItem::new("Shop", "/"),
                NavItem::new("Orders", "/orders").count(3).urgent(),
            ];
            view! { <ShopFrame storefront="Acme" here nav>"…"</ShopFrame> }.into_any()
        })
    };
    let current = r#"href="/orders" aria-current="page""#;
    assert!(draw("/orders").contains(current));
    assert!(draw("/orders/1042").contains(current));
    assert!(!draw("/orders-archive").contains(current));
    assert!(!draw("/cart").contains("aria-current"));
}

#[test]
fn a_logo_is_named_after_its_storefront_and_says_its_size() {
    let logo = || Picture::new("/logo/ab.png", "", 400, 100);
    let image = r#"<img src="/logo/ab.png" alt="Acme" width="400" height="100""#;
    for html in [
        html(move || {
            view! { <ShopFrame storefront="Acme" logo=logo() here="/">"…"</ShopFrame> }.into_any()
        }),
        html(move || {
            view! { <WorkFrame storefront="Acme" logo=logo() here="/" groups=vec![]>"…"</WorkFrame> }
                .into_any()
        }),
    ] {
        assert_eq!(html.matches(image).count(), 1, "{html}");
    }
}
