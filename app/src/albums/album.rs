//! One album: its settings, its images, and what is done to them.

use super::{SHARED, pill};
use crate::{
    At, View,
    accounts::Drawn,
    panel::{self, failed},
};
use access::{
    Failure,
    pages::{self, Endpoint},
};
use domain::{
    AlbumId,
    albums::{AlbumField, AlbumImage, AlbumPage, ImagesQuery, MEGAPIXELS_MOST, NAME_MOST, Target},
    artwork::megabytes,
    paths,
};
use leptos::prelude::*;
use ui::{
    Button, Card, Check, Crumb, Disclosure, EmptyState, FieldGroup, FileField, FormActs, Hidden,
    PageHeader, Pager, Picture, PostForm, Shelf, Stack, TextField, Thumbnail, Weight, WithAside,
    Wrong,
};

/// The field of every form here.
const NAME: &str = AlbumField::Name.name();

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: AlbumId = at.param("id")?;
    let query: ImagesQuery = at.query();
    let page = at.shop.albums.open(&at.ctx, id, &query).await?;
    Ok(View::new(page.row.name.clone(), move || drawn(&at, &page)))
}

fn drawn(at: &At, page: &AlbumPage) -> AnyView {
    let failed = failed(at, &forms(at, page));
    let crumbs = vec![
        Crumb::new(pages::ALBUMS.heading, paths::Albums.to_string()),
        Crumb::here(page.row.name.clone()),
    ];
    let (title, pill) = (page.row.name.clone(), pill(&page.row));
    let buttons = buttons(page);
    let (add, edit) = (add(at, page), edit(at, page));
    let aside = view! { <Stack>{add} {edit}</Stack> }.into_any();
    let images = images(at, page);
    view! {
        <PageHeader title crumbs pill=move || pill>{buttons}</PageHeader>
        {failed}
        <WithAside aside=move || aside>{images}</WithAside>
    }
    .into_any()
}

/// The forms that say themselves why they failed: an image that is gone has none any more.
fn forms(at: &At, page: &AlbumPage) -> Vec<&'static Endpoint> {
    let mut forms = vec![&pages::EDIT_ALBUM, &pages::ADD_IMAGE];
    if page.images.rows.iter().any(|one| is_about(at, one)) {
        forms.push(&pages::RENAME_IMAGE);
    }
    forms
}

/// Whether the form that failed is that of this image.
fn is_about(at: &At, image: &AlbumImage) -> bool {
    at.typed().value("image") == Some(&*image.id.to_string())
}

fn as_shown(page: &AlbumPage) -> AnyView {
    panel::as_shown("album", page.row.id, page.version)
}

fn buttons(page: &AlbumPage) -> AnyView {
    let button = |path: &'static str, label: &'static str, weight: Weight| {
        let on = as_shown(page);
        view! {
            <PostForm action=path inline=true>
                {on}
                <Button label weight/>
            </PostForm>
        }
    };
    let empty =
        (page.row.images > 0).then(|| button(pages::EMPTY_ALBUM.path, "Empty", Weight::Quiet));
    let delete = button(pages::DELETE_ALBUM.path, "Delete", Weight::Danger);
    view! { {empty} {delete} }.into_any()
}

fn edit(at: &At, page: &AlbumPage) -> AnyView {
    let form = Drawn::of(at, &pages::EDIT_ALBUM);
    let (value, error) = (form.value(NAME, &page.row.name), form.problem(NAME));
    let wrong = form.wrong();
    let shared = form.ticked("shared", "true", page.row.shared);
    let roles = boxes(&form, AlbumField::Roles, ROLES, &page.roles);
    let products = boxes(&form, AlbumField::Products, PRODUCTS, &page.products);
    let categories = boxes(&form, AlbumField::Categories, CATEGORIES, &page.categories);
    let unseen = unseen(page);
    let (on, action) = (as_shown(page), form.action);
    view! {
        <Card title="Settings">
            <PostForm action wrong label="Settings">
                {on}
                <TextField label="Name" name=NAME value error required=true max_length=NAME_MOST/>
                <Check label="Shared" name="shared" checked=shared hint=SHARED/>
                {roles}
                {products}
                {categories}
                {unseen}
                <FormActs>
                    <Button label="Save"/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

/// A legend, and what ticking below it means.
type Legend = (&'static str, &'static str);

const ROLES: Legend = (
    "Only for some roles",
    "Where any is ticked, whoever holds none of them does not choose from it.",
);
const PRODUCTS: Legend = (
    "Only for some products",
    "Where any product or category is ticked, no other product offers it.",
);
const CATEGORIES: Legend = (
    "Only for some categories",
    "Every product of a category that is ticked offers it, where it asks for an image.",
);

/// A box for each of what an album can be shared with alone.
fn boxes(form: &Drawn, field: AlbumField, (legend, hint): Legend, all: &[Target]) -> AnyView {
    let name = field.name();
    let boxes = all
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let (label, value) = (one.named.name.clone(), one.named.value.clone());
            let checked = form.ticked(name, &value, one.chosen);
            let id = format!("{name}-{at}");
            view! { <Check label name value checked id/> }
        })
        .collect_view();
    let group = (!all.is_empty()).then(|| view! { <FieldGroup legend hint>{boxes}</FieldGroup> });
    let problem = form
        .problem(name)
        .map(|words| view! { <p class="field-error" id=name>{words}</p> });
    view! { {group} {problem} }.into_any()
}

/// What stays as it is whatever is ticked.
fn unseen(page: &AlbumPage) -> Option<AnyView> {
    let words = match page.unseen {
        0 => return None,
        1 => "It is shared with one more product or category, which you do not see.".to_owned(),
        more => {
            format!("It is shared with {more} more products and categories, which you do not see.")
        }
    };
    Some(view! { <p class="muted">{words}</p> }.into_any())
}

/// What went wrong with a form whose name has an id of its own, since the page has several.
fn wrong(form: &Drawn, id: &str) -> Vec<Wrong> {
    match form.problem(NAME) {
        Some(problem) => vec![Wrong::field(id.to_owned(), problem)],
        None => form.wrong(),
    }
}

fn add(at: &At, page: &AlbumPage) -> AnyView {
    const ID: &str = "image-name";
    let form = Drawn::of(at, &pages::ADD_IMAGE);
    let (wrong, action) = (wrong(&form, ID), form.action);
    let (value, error) = (form.value(NAME, ""), form.problem(NAME));
    let refused = form.problem(AlbumField::Image.name());
    let album = page.row.id.to_string();
    let hint = format!(
        "A PNG or JPEG of at most {} MB and {MEGAPIXELS_MOST} megapixels.",
        megabytes(at.shop.settings.largest_upload)
    );
    view! {
        <Card title="Add an image">
            <PostForm action wrong multipart=true label="Add an image">
                <Hidden name="album" value=album/>
                <FileField
                    label="Image"
                    name=AlbumField::Image.name()
                    accept="image/png,image/jpeg"
                    hint
                    error=refused
                    required=true
                />
                <TextField
                    label="Name"
                    name=NAME
                    value
                    error
                    max_length=NAME_MOST
                    hint="As customers read it; otherwise that of the file."
                    id=ID
                />
                <FormActs>
                    <Button label="Add" weight=Weight::Primary/>
                </FormActs>
            </PostForm>
        </Card>
    }
    .into_any()
}

fn images(at: &At, page: &AlbumPage) -> AnyView {
    if page.images.rows.is_empty() {
        return view! {
            <EmptyState title="No images yet" words="What you add stands here."/>
        }
        .into_any();
    }
    let album = page.row.id;
    let next = page.images.next.as_ref();
    let next = next.map(|cursor| ImagesQuery::after(album, cursor));
    let previous = page.images.previous.as_ref();
    let previous = previous.map(|cursor| ImagesQuery::before(album, cursor));
    let cards = page
        .images
        .rows
        .iter()
        .map(|image| card(at, image))
        .collect_view();
    view! {
        <Shelf small=true>{cards}</Shelf>
        <Pager previous next/>
    }
    .into_any()
}

fn card(at: &At, image: &AlbumImage) -> AnyView {
    let (width, height) = image.thumbnail;
    let src = paths::AlbumImage(image.id).to_string();
    let picture = Picture::new(src, image.name.clone(), width, height);
    let (id, title, size) = (
        format!("image-{}", image.id),
        image.name.clone(),
        image.size.clone(),
    );
    let (rename, delete) = (rename(at, image), delete(image));
    view! {
        <Card title id>
            <Stack>
                <Thumbnail picture large=true/>
                <p class="muted">{size}</p>
                {rename}
                {delete}
            </Stack>
        </Card>
    }
    .into_any()
}

fn image_as_shown(image: &AlbumImage) -> AnyView {
    panel::as_shown("image", image.id, image.version)
}

fn rename(at: &At, image: &AlbumImage) -> AnyView {
    let form = Drawn::of(at, &pages::RENAME_IMAGE);
    let id = format!("name-{}", image.id);
    let mine = is_about(at, image);
    let (value, error, wrong) = if mine {
        (
            form.value(NAME, &image.name),
            form.problem(NAME),
            wrong(&form, &id),
        )
    } else {
        (image.name.clone(), None, Vec::new())
    };
    let open = !wrong.is_empty();
    let (on, action, about) = (image_as_shown(image), form.action, image.name.clone());
    let label = format!("Rename {about}");
    view! {
        <Disclosure summary="Rename" open>
            <PostForm action wrong label>
                {on}
                <TextField label="Name" name=NAME value error required=true max_length=NAME_MOST id/>
                <FormActs>
                    <Button label="Rename" about/>
                </FormActs>
            </PostForm>
        </Disclosure>
    }
    .into_any()
}

fn delete(image: &AlbumImage) -> AnyView {
    let (on, about) = (image_as_shown(image), image.name.clone());
    view! {
        <PostForm action=pages::DELETE_IMAGE.path inline=true>
            {on}
            <Button label="Delete" about/>
        </PostForm>
    }
    .into_any()
}
