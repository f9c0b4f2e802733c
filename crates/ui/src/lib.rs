//! The pieces that pages are made of, each once, each in one file.
//!
//! A piece draws and decides nothing: whether a button is offered, what a status is called and
//! what a date reads like is settled before it gets here. Pieces are rendered on the server and
//! carry no event handlers; islands reuse them and add what is alive. What a piece looks like is
//! in `style/pieces/`, or in `style/work/` if no customer sees it, under the same name.
//!
//! Rules that hold for all of them:
//!
//! - No `style` attribute, ever: the page's policy forbids inline styles. Looks follow from
//!   classes, `data-` attributes and the size attributes of pictures.
//! - State is never colour alone: a [`Tone`] comes with a word and a [`Shape`].
//! - The browser's own elements first: `dialog` and `popover` open without script, `details`
//!   unfolds rows, `progress` measures.
//! - Props called [`Words`] are optional and take a string, a `String` or an `Option` of either;
//!   empty words count as none. A prop of the type `ViewFnOnce` is a slot and takes a closure.
//! - Only [`TextArea`] writes a `<textarea>`, because server rendering does not escape its content.
//!
//! The next piece goes into a file of its own, into the list below, and into `style/pieces/`.
//!
//! # A page
//!
//! ```
//! use leptos::prelude::*;
//! use ui::*;
//!
//! fn order() -> impl IntoView {
//!     let nav = vec![
//!         NavItem::new("Products", "/"),
//!         NavItem::new("Approvals", "/approvals").count(3).urgent(),
//!     ];
//!     let person = SignedIn::new("Dana Reyes", "/account", "/fn/accounts/sign-out").note("Marketing");
//!     let crumbs = vec![Crumb::new("Order Manager", "/orders"), Crumb::here("Order 1042")];
//!     let money = vec![SumLine::new("Jobs", "84.00 €"), SumLine::total("Total", "84.00 €")];
//!     view! {
//!         <ShopFrame storefront="Acme" here="/orders/1042" nav person search_action="/" cart=2
//!             above=|| view! {
//!                 <Banner words="You are logged in as Dana Reyes.">
//!                     <PostForm action="/fn/accounts/return" inline=true>
//!                         <Button label="Return to your account"/>
//!                     </PostForm>
//!                 </Banner>
//!             }
//!             foot=|| view! { <Link href="/terms" label="Terms"/> }>
//!             <PageHeader title="Order 1042" crumbs
//!                 pill=|| view! { <StatusPill word="On hold" tone=Tone::Hold shape=Shape::Bars/> }
//!                 lead="Waiting for Dana Reyes or another manager of Marketing since yesterday.">
//!                 <Menu id="more" label="More acts" icon_only=true>
//!                     <Link href="/orders/1042/messages" label="Messages"/>
//!                 </Menu>
//!                 <Button label="Reject" opens="reject"/>
//!                 <PostForm action="/fn/orders/approve" inline=true>
//!                     <Hidden name="form[version]" value="7"/>
//!                     <Button label="Approve" weight=Weight::Primary glyph=Glyph::Check/>
//!                 </PostForm>
//!             </PageHeader>
//!             <WithAside aside=move || view! { <Card title="Money"><Sum lines=money/></Card> }>
//!                 <Stack>
//!                     <JobCard number="1042-1" title="Flyers" price="84.00 €" pages=2
//!                         picture=Picture::new("/artwork/1042-1/1.png", "", 420, 594)
//!                         status=|| view! { <StatusPill word="On hold" tone=Tone::Hold shape=Shape::Bars/> }
//!                         facts=vec![Fact::new("Quantity", "500"), Fact::new("Size", "A5")]>
//!                         <LinkButton href="/artwork/1042-1" label="Download artwork"
//!                             glyph=Glyph::Download/>
//!                     </JobCard>
//!                 </Stack>
//!                 <Timeline events=vec![
//!                     Event::new("Order placed", "2026-11-21T14:02:00Z", "yesterday, 14:02")
//!                         .who("Ben Ito")
//!                         .mark(Tone::Done, Shape::Tick)
//!                         .detail("For the fair in Hanover."),
//!                 ]/>
//!             </WithAside>
//!             <Dialog id="reject" title="Reject order 1042">
//!                 <PostForm action="/fn/orders/reject">
//!                     <TextArea label="Reason" name="form[reason]" required=true/>
//!                     <FormActs><Button label="Reject" weight=Weight::Danger/></FormActs>
//!                 </PostForm>
//!             </Dialog>
//!             <Toast words="Reminder sent to Dana Reyes."/>
//!         </ShopFrame>
//!     }
//! }
//! ```
//!
//! # A list
//!
//! ```
//! use leptos::prelude::*;
//! use ui::*;
//!
//! fn orders() -> impl IntoView {
//!     let columns = vec![
//!         Column::new("Number").sort("/orders?sort=number", None),
//!         Column::new("Placed").sort("/orders?sort=placed", Some(Sorted::Down)),
//!         Column::new("Department").wide_only(),
//!         Column::new("Total").numeric(),
//!         Column::unseen("Acts"),
//!     ];
//!     let rows = vec![
//!         Row::new()
//!             .pick("1042", "Select order 1042")
//!             .cell(view! { <Link href="/orders/1042" label="1042"/> })
//!             .cell(view! { <Moment iso="2026-11-21T14:02:00Z" words="yesterday" exact="Saturday, 14:02"/> })
//!             .words("Marketing")
//!             .words("84.00 €")
//!             .cell(view! { <Button label="Re-order" about="order 1042"/> })
//!             .detail("Jobs of order 1042", view! { <p>"Flyers, 500"</p> })
//!             .tone(Tone::Attention),
//!         Row::new().no_pick("Order 1041 is closed").words("1041").faded(true),
//!     ];
//!     let groups = vec![NavGroup::new("Work", vec![
//!         NavItem::new("Orders", "/orders").glyph(Glyph::Orders).count(214),
//!     ])];
//!     let folders = vec![NavItem::new("On hold", "/orders?status=hold").count(4).current(true)];
//!     view! {
//!         <WorkFrame storefront="Acme" here="/orders" groups badge="Demo"
//!             switch_to=vec![NavItem::new("Market", "http://market.localhost")]
//!             palette=|| view! { <Button label="Go to or do" opens="palette" weight=Weight::Bare/> }>
//!             <PageHeader title="Order Manager">
//!                 <LinkButton href="/orders.csv" label="Export CSV" glyph=Glyph::Download/>
//!             </PageHeader>
//!             <WithFolders folders=move || view! { <Folders label="Status" items=folders/> }>
//!                 <FilterBar action="/orders" label="Filter orders" clear="/orders"
//!                     chips=vec![Chip::new("Status: On hold", "/orders")]>
//!                     <SearchField label="Search"/>
//!                     <DateField label="From" name="from"/>
//!                 </FilterBar>
//!                 <BulkBar id="bulk" action="/fn/orders/hold" label="Acts on selected orders">
//!                     <Button label="Put on hold"/>
//!                     <Button label="Release" action="/fn/orders/release"
//!                         refused="None of them is on hold."/>
//!                 </BulkBar>
//!                 <Card flush=true>
//!                     <Table caption="Orders" columns rows pick_name="orders" pick_form="bulk"
//!                         density=Density::Compact/>
//!                     <Pager next="/orders?after=1041" summary="1 to 50 of 1,204"/>
//!                 </Card>
//!             </WithFolders>
//!             <Tabs label="Views" items=vec![NavItem::new("Board", "?view=board")]/>
//!             <Ticket number="1042-1" title="Flyers" due="Thursday" quantity="500"
//!                 facts=vec![Fact::new("Substrate", "135 gsm silk")] stages=vec!["Printed".into()]/>
//!             <PaletteFrame action="/search"/>
//!         </WorkFrame>
//!     }
//! }
//! ```
//!
//! # A form
//!
//! ```
//! use leptos::prelude::*;
//! use ui::*;
//!
//! fn add_person(wrong: Vec<Wrong>, email_error: Option<String>) -> impl IntoView {
//!     let departments = vec![
//!         Choice::new("1", "Marketing").group("Acme"),
//!         Choice::new("2", "Sales").group("Acme").disabled(true),
//!     ];
//!     let roles = vec![Choice::new("user", "End User").note("orders"), Choice::new("dm", "Manager")];
//!     view! {
//!         <PostForm action="/fn/people/add" wrong multipart=true>
//!             <TextField label="Email" name="form[email]" kind=TextKind::Email required=true
//!                 autocomplete="email" hint="The invitation is sent to it." error=email_error/>
//!             <FieldGroup legend="Work" hint="Who approves depends on it.">
//!                 <Select label="Department" name="form[department]" choices=departments value="1"/>
//!                 <Radios label="Role" name="form[role]" choices=roles look=RadioLook::Tiles/>
//!             </FieldGroup>
//!             <FieldRow>
//!                 <MoneyField label="Spend limit" name="form[limit]" currency="€"/>
//!                 <NumberField label="Quantity" name="form[quantity]" min="1" unit="pieces"/>
//!             </FieldRow>
//!             <Check label="May order without approval" name="form[self]" checked=true/>
//!             <Switch label="Send reminders" name="form[remind]"/>
//!             <FileField label="Picture" name="form[picture]" accept="image/png"/>
//!             <PictureRadios label="Image" name="form[image]"
//!                 choices=vec![PictureChoice::new("7", "Tulips", Picture::new("/7.png", "", 400, 300)).note("Spring")]/>
//!             <FormActs><Button label="Invite" weight=Weight::Primary busy=false/></FormActs>
//!         </PostForm>
//!     }
//! }
//! ```
//!
//! # A shop, and what is left
//!
//! ```
//! use leptos::prelude::*;
//! use ui::*;
//!
//! fn shop() -> impl IntoView {
//!     let picture = || Picture::new("/assets/products/flyers.svg", "", 600, 400);
//!     let breaks = vec![PriceBreak {
//!         quantity: "500".into(),
//!         each: "0.17 €".into(),
//!         total: "84.00 €".into(),
//!         saving: "−53 %".into(),
//!         current: true,
//!     }];
//!     let bars = vec![Bar { label: "Mon".into(), value: 34, words: "34".into() }];
//!     let groups = vec![MatrixGroup {
//!         title: "Orders".into(),
//!         rows: vec![("See orders".into(), vec![MatrixCell::granted("own"), MatrixCell::none()])],
//!     }];
//!     view! {
//!         <ShopFrame storefront="Acme" here="/products">
//!             <Shelf>
//!                 <ProductCard href="/products/flyers" name="Flyers" picture=picture()
//!                     price="from 24.00 € for 250" badge="New"/>
//!                 <StatCard label="Blocked" figure="3" note="2 since yesterday" tone=Tone::Attention/>
//!             </Shelf>
//!             <ProductPicture picture=picture() eager=true caption="Live proof, page 1 of 2"/>
//!             <PageTurner id="proof" label="Proof" pages=vec![picture(), picture()]/>
//!             <Thumbnail picture=picture() pages=2 href="/artwork" label="Show artwork"/>
//!             <PriceBreaks breaks/>
//!             <PriceTag total="84.00 €" each="0.17 € a piece" note="plus 19 % VAT"/>
//!             <ul class="cart-lines">
//!                 <CartLine name="Flyers" href="/products/flyers" price="84.00 €"
//!                     quantity=|| view! { <NumberField label="Quantity" name="quantity" value="500"/> }>
//!                     <Button label="Remove" about="Flyers" glyph=Glyph::Trash/>
//!                 </CartLine>
//!             </ul>
//!             <Stepper label="Steps of checkout" steps=vec![
//!                 ("Cart".into(), Some("/cart".into()), StepState::Done),
//!                 ("Delivery".into(), None, StepState::Now),
//!                 ("Review".into(), None, StepState::Ahead),
//!             ]/>
//!             <Facts facts=vec![Fact::new("Paper", "135 gsm silk")] stacked=true/>
//!             <Notice tone=Tone::Hold title="The budget is nearly used up."/>
//!             <Progress label="Importing people.csv" done=34 words="34 of 100 people"/>
//!             <Person name="Ben Ito" note="Marketing"/>
//!             <Badge word="Inactive"/>
//!             <Disclosure summary="How long does it take?">"Three working days."</Disclosure>
//!             <ColumnChart title="Orders this week" across="Day" up="Orders" bars/>
//!             <Matrix caption="Who can do what" groups
//!                 roles=vec![("Customer".into(), Words::default()), ("Operator".into(), "/roles/2".into())]/>
//!             <EmptyState title="No orders yet" words="What you order stands here.">
//!                 <LinkButton href="/" label="Find a product" weight=Weight::Primary/>
//!             </EmptyState>
//!             <QrPicture label="The secret for your app" dark=vec![true, false, false, true] side=2/>
//!             <Skeleton lines=3/>
//!             <Line><Icon glyph=Glyph::Info/><Mark/><Avatar name="Ben Ito"/></Line>
//!         </ShopFrame>
//!     }
//! }
//! ```

#![expect(
    unreachable_pub,
    reason = "the macro makes a public props type beside each component, which nobody names"
)]

mod avatar;
mod bulk_bar;
mod button;
mod card;
mod cart_line;
mod chart;
mod density;
mod dialog;
mod empty;
mod facts;
mod field;
mod filter;
mod form;
mod frame;
mod icon;
mod job;
mod layout;
mod link;
mod mark;
mod matrix;
mod menu;
mod moment;
mod nav;
mod notice;
mod page_header;
mod pager;
mod palette;
mod picture;
mod pill;
mod product;
mod progress;
mod qr;
mod table;
mod timeline;
mod tone;
mod words;
pub use avatar::{Avatar, Person};
pub use bulk_bar::BulkBar;
pub use button::{Button, Weight};
pub use card::{Card, Level, StatCard};
pub use cart_line::CartLine;
pub use chart::{Bar, ColumnChart};
pub use density::Density;
pub use dialog::{Dialog, Disclosure};
pub use empty::EmptyState;
pub use facts::{Fact, Facts, Sum, SumLine};
pub use field::{
    Check, Choice, DateField, FileField, MoneyField, NumberField, PictureChoice, PictureRadios,
    RadioLook, Radios, SearchField, Select, Switch, TextArea, TextField, TextKind, field_id,
};
pub use filter::{Chip, Chips, FilterBar};
pub use form::{AskForm, ErrorSummary, FieldGroup, FieldRow, FormActs, Hidden, PostForm, Wrong};
pub use frame::{NavGroup, ShopFrame, SignedIn, WorkFrame};
pub use icon::{Glyph, Icon};
pub use job::{JobCard, Ticket};
pub use layout::{Line, Shelf, Stack, WithAside, WithFolders};
pub use link::{Link, LinkButton};
pub use mark::Mark;
pub use matrix::{Matrix, MatrixCell, MatrixGroup};
pub use menu::Menu;
pub use moment::Moment;
pub use nav::{Folders, NavItem, Tabs};
pub use notice::{Banner, Notice, Toast};
pub use page_header::{Breadcrumb, Crumb, PageHeader};
pub use pager::Pager;
pub use palette::PaletteFrame;
pub use picture::{PageTurner, Picture, ProductCard, ProductPicture, Thumbnail};
pub use pill::{Badge, StatusPill};
pub use product::{PriceBreak, PriceBreaks, PriceTag};
pub use progress::{Progress, Skeleton, StepState, Stepper};
pub use qr::QrPicture;
pub use table::{Column, Row, Sorted, Table};
pub use timeline::{Event, Timeline};
pub use tone::{Shape, Tone};
pub use words::Words;
