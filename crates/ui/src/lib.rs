//! The pieces that pages are made of, each once. They draw and decide nothing.

#![expect(
    unreachable_pub,
    reason = "the macro makes a public props type beside each component, which nobody names"
)]

mod avatar; mod board; mod bulk_bar; mod button; mod card; mod cart_line; mod chart; mod density; mod dialog; mod empty; mod facts; mod field; mod filter; mod form; mod frame; mod icon; mod job; mod layout; mod link; mod mark; mod matrix; mod menu; mod moment; mod nav; mod notice; mod page_header; mod pager; mod palette; mod picture; mod pill; mod product; mod progress; mod table; mod timeline; mod tone; mod words;
pub use avatar::{Avatar, Person};
pub use board::{Board, BoardCard, BoardColumn};
pub use bulk_bar::BulkBar;
pub use button::{Button, Weight};
pub use card::{Card, Level, StatCard};
pub use cart_line::CartLine;
pub use chart::{Bar, ColumnChart, RankChart};
pub use density::Density;
pub use dialog::{Dialog, Disclosure};
pub use empty::EmptyState;
pub use facts::{Fact, Facts, Sum, SumLine};
pub use field::{
    Check, Choice, DateField, FileField, MoneyField, NumberField, RadioLook, Radios, SearchField,
    Select, Switch, TextArea, TextField, TextKind, field_id,
};
pub use filter::{Chip, Chips, FilterBar};
pub use form::{ErrorSummary, FieldGroup, FieldRow, FormActs, Hidden, PostForm, Wrong};
pub use frame::{BareFrame, NavGroup, ShopFrame, SignedIn, WorkFrame};
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
pub use product::{Finding, Findings, PriceBreak, PriceBreaks, PriceTag};
pub use progress::{Meter, Progress, Skeleton, StepState, Stepper};
pub use table::{Column, Row, Sorted, Table};
pub use timeline::{Event, Timeline};
pub use tone::{Shape, Tone};
pub use words::Words;
