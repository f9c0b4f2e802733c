//! The form of a role: its name, where it starts, and how far each permission goes. It is an address
//! to the page that says what saving would change, so that nothing is lost on the way back; and to
//! itself, cut to the permissions that somebody looks for, with all others going along unseen.

use crate::{At, View};
use access::{
    Cell, EditPage, Failure, Group, Permission, Reach, Reaches, RoleId, Side,
    pages::{self, openable},
};
use domain::{
    paths,
    roles::{EditRole, RoleField},
};
use leptos::prelude::*;
use ui::{
    AskForm, Button, Card, Check, Choice, Crumb, Disclosure, EmptyState, FieldGroup, FieldRow,
    FormActs, Glyph, Hidden, PageHeader, SearchField, Select, TextField, Weight, Wrong, field_id,
};

pub(super) async fn load(at: At) -> Result<View, Failure> {
    let id: String = at.param("id")?;
    let page = at.shop.roles.edit_page(&at.ctx, &id).await?;
    let asked: EditRole = at.query();
    let title = format!("Edit {}", page.line.name);
    Ok(View::new(title, move || {
        let form = if asked.is_filled() {
            asked
        } else {
            kept(&page)
        };
        drawn(&page, &form, Vec::new(), &|_| None, None)
    }))
}

/// The form as the role is now.
fn kept(page: &EditPage) -> EditRole {
    let line = &page.line;
    EditRole {
        role: line.id.to_string(),
        version: page.version,
        name: line.name.clone(),
        side: line.side.key().to_owned(),
        start: line.start.clone().unwrap_or_default(),
        grant: Permission::ALL
            .iter()
            .filter(|permission| !line.cell(**permission).is_empty())
            .map(|permission| entry(*permission, line.cell(*permission)))
            .collect(),
        limited: matches!(line.id, RoleId::Custom(_)) && line.limited,
        hands: line.hands_out.iter().map(RoleId::to_string).collect(),
        find: String::new(),
    }
}

/// `order.view own+assigned`, as the form sends it.
pub(super) fn entry(permission: Permission, cell: Cell) -> String {
    format!("{permission} {cell}")
}

/// The field of a permission, as summaries of what is wrong link to it.
pub(super) fn field_of(permission: Permission) -> String {
    format!("grant {permission}")
}

/// The form with what was chosen, and what is wrong with it: with its fields, and with the grant of a
/// permission.
pub(super) fn drawn(
    page: &EditPage,
    form: &EditRole,
    wrong: Vec<Wrong>,
    problem: &dyn Fn(RoleField) -> Option<String>,
    beyond: Option<(Permission, String)>,
) -> AnyView {
    let custom = matches!(page.line.id, RoleId::Custom(_));
    let id = page.line.id.to_string();
    let version = form.version.to_string();
    let title = format!("Edit {}", page.line.full_name());
    let crumbs = vec![
        Crumb::new(pages::ROLES.heading, paths::Roles.to_string()),
        Crumb::new(page.line.name.clone(), paths::Role(id.clone()).to_string()),
        Crumb::here("Edit"),
    ];
    let identity = identity(page, form, custom, problem);
    let hands = custom.then(|| hands(page, form));
    let groups = Group::ALL
        .map(|group| group_of(page, form, group, custom, beyond.as_ref()))
        .collect_view();
    let none = !Permission::ALL.iter().any(|one| found(form, *one));
    let none = none.then(|| {
        view! { <EmptyState title="No permission like that" words="Look for other words, or for nothing to see all."/> }
    });
    let find = form.find.clone();
    let again = paths::EditRole(id.clone()).to_string();
    view! {
        <PageHeader title crumbs lead="Nothing is saved yet: the next page says who gains and who loses what."/>
        <AskForm action=paths::ChangeOfRole(id).to_string() wrong>
            <Hidden name="version" value=version/>
            <Card title="The role">{identity}</Card>
            <div class="filter-bar">
                <SearchField label="Find a permission" name="find" value=find/>
                <Button label="Find" glyph=Glyph::Search action=again unchecked=true/>
            </div>
            {none}
            {groups}
            {hands}
            <FormActs sticky=true>
                <Button label="See what changes" weight=Weight::Primary/>
            </FormActs>
        </AskForm>
    }
    .into_any()
}

fn identity(
    page: &EditPage,
    form: &EditRole,
    custom: bool,
    problem: &dyn Fn(RoleField) -> Option<String>,
) -> AnyView {
    // Every page that some role could open: which of them this one opens is known when it is saved.
    let all = access::Grants::all(Reaches::one(Reach::Platform))
        .with(Permission::UserDelete, Reach::Company);
    let default = if custom {
        "Wherever their other roles start"
    } else {
        "Where it starts by default"
    };
    let starts: Vec<Choice> = std::iter::once(Choice::new("", default))
        .chain(
            openable(&all)
                .into_iter()
                .map(|page| Choice::new(page.pattern, page.heading)),
        )
        .collect();
    let start = form.start.clone();
    let start_error = problem(RoleField::Start);
    let start = view! {
        <Select
            label="Starts on"
            name=RoleField::Start.name()
            choices=starts
            value=start
            error=start_error
            hint="A page that the role opens."
        />
    };
    if !custom {
        return start.into_any();
    }
    let sides: Vec<Choice> = Side::ALL
        .map(|side| {
            let other = page.held && side != page.line.side;
            Choice::new(side.key(), side.word()).disabled(other)
        })
        .into();
    let side_hint = if page.held {
        "It stays while somebody holds the role."
    } else {
        "Whom the role is for."
    };
    let (name, side) = (form.name.clone(), form.side.clone());
    let (name_error, side_error) = (problem(RoleField::Name), problem(RoleField::Side));
    view! {
        <TextField label="Name" name=RoleField::Name.name() value=name error=name_error required=true/>
        <FieldRow>
            <Select label="For" name=RoleField::Side.name() choices=sides value=side error=side_error hint=side_hint/>
            {start}
        </FieldRow>
    }
    .into_any()
}

/// Whether the form shows a permission: every word that is looked for stands in what it is, or in
/// the name of its group.
fn found(form: &EditRole, permission: Permission) -> bool {
    let about = format!(
        "{permission} {} {}",
        permission.about(),
        permission.group().word()
    );
    let about = about.to_lowercase();
    let mut words = form.find.split_whitespace();
    words.all(|word| about.contains(&word.to_lowercase()))
}

fn group_of(
    page: &EditPage,
    form: &EditRole,
    group: Group,
    custom: bool,
    beyond: Option<&(Permission, String)>,
) -> AnyView {
    let of_group = |permission: &&Permission| permission.group() == group;
    let shown = Permission::ALL
        .iter()
        .filter(of_group)
        .any(|permission| found(form, *permission));
    let fields = Permission::ALL
        .iter()
        .filter(of_group)
        .map(|permission| {
            let now = form
                .grant
                .iter()
                .find_map(|entry| entry.strip_prefix(permission.key())?.strip_prefix(' '))
                .and_then(|cell| cell.parse::<Cell>().ok())
                .unwrap_or_default();
            let value = if now.is_empty() {
                String::new()
            } else {
                entry(*permission, now)
            };
            if !found(form, *permission) {
                return view! { <Hidden name=RoleField::Grant.name() value/> }.into_any();
            }
            let choices = choices(*permission, now, page.line.cell(*permission), custom);
            let id = field_id(&field_of(*permission));
            let error = beyond
                .filter(|(one, _)| one == permission)
                .map(|(_, words)| words.clone());
            view! { <Select label=permission.about() name=RoleField::Grant.name() choices value id error/> }
                .into_any()
        })
        .collect_view();
    if !shown {
        return fields.into_any();
    }
    let count = form
        .grant
        .iter()
        .filter_map(|entry| Permission::from_key(entry.split_once(' ')?.0))
        .filter(|permission| permission.group() == group)
        .count();
    let summary = format!("{}: {count} granted", group.word());
    // What somebody looks for is not behind another press, nor is what is wrong.
    let wrong = beyond.is_some_and(|(permission, _)| permission.group() == group);
    let open = count > 0 || wrong || !form.find.trim().is_empty();
    view! { <Disclosure summary open>{fields}</Disclosure> }.into_any()
}

/// Reaches that are granted together often enough to be offered.
const TOGETHER: [[Reach; 2]; 4] = [
    [Reach::Own, Reach::Assigned],
    [Reach::Own, Reach::Department],
    [Reach::Own, Reach::Managed],
    [Reach::Department, Reach::Managed],
];

fn choices(permission: Permission, now: Cell, kept: Cell, custom: bool) -> Vec<Choice> {
    let one = |reaches: Reaches| Cell {
        allows: reaches,
        denies: Reaches::NONE,
    };
    let mut cells: Vec<Cell> = Reach::ALL.map(|reach| one(Reaches::one(reach))).into();
    cells.extend(TOGETHER.map(|[a, b]| one(Reaches::one(a).with(b))));
    if custom {
        cells.push(Cell {
            allows: Reaches::NONE,
            denies: Reaches::one(Reach::Platform),
        });
    }
    for cell in [kept, now] {
        if !cell.is_empty() && !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    std::iter::once(Choice::new("", "Not granted"))
        .chain(
            cells
                .into_iter()
                .map(|cell| Choice::new(entry(permission, cell), cell.words())),
        )
        .collect()
}

fn hands(page: &EditPage, form: &EditRole) -> AnyView {
    let checks = page
        .offered
        .iter()
        .map(|(id, name)| {
            let value = id.to_string();
            let checked = form.hands.contains(&value);
            let field = format!("hands-{}", value.replace('@', "-"));
            view! { <Check label=name.clone() name=RoleField::Hands.name() value checked id=field/> }
        })
        .collect_view();
    let limited = form.limited;
    view! {
        <Card title="Handing out roles">
            <Check
                label="Only the roles ticked below"
                name="limited"
                checked=limited
                hint="Nobody gives more than they hold themselves, ticked or not."
            />
            <FieldGroup legend="Roles that its holders hand out">{checks}</FieldGroup>
        </Card>
    }
    .into_any()
}
