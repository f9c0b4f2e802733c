//! Our own icons, drawn in line so that they take the colour and size of the words beside them.

use leptos::prelude::*;

/// What an icon shows. An icon is an ornament of words: it has no name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A plus.
    Add,
    /// An arrow to the left.
    Back,
    /// An arrow to the right.
    Next,
    /// A chevron downwards.
    Down,
    /// A chevron upwards.
    Up,
    /// A bag for what is being bought.
    Cart,
    /// A tick.
    Check,
    /// A cross that closes or removes.
    Close,
    /// A clock face.
    Clock,
    /// Two sheets.
    Copy,
    /// An arrow into a tray.
    Download,
    /// An arrow out of a tray.
    Upload,
    /// A pen.
    Edit,
    /// A sheet with a folded corner.
    File,
    /// A funnel.
    Filter,
    /// A folder.
    Folder,
    /// An i in a circle.
    Info,
    /// A padlock.
    Lock,
    /// An envelope.
    Mail,
    /// Three strokes: the menu.
    Menu,
    /// Three dots: more acts.
    More,
    /// A sheet of orders.
    Orders,
    /// Two people.
    People,
    /// One person.
    Person,
    /// A printing machine.
    Print,
    /// A circular arrow: again.
    Again,
    /// A magnifying glass.
    Search,
    /// Sliders.
    Settings,
    /// A shop front.
    Shop,
    /// A stack of boxes.
    Stock,
    /// Two arrows, up and down.
    Sort,
    /// A price tag.
    Tag,
    /// A bin.
    Trash,
    /// A lorry.
    Truck,
    /// A triangle with a mark.
    Warning,
    /// Columns of a chart.
    Chart,
    /// A key.
    Key,
    /// A picture.
    Picture,
    /// A shield.
    Shield,
    /// A door with an arrow.
    Leave,
    /// A speech bubble.
    Message,
    /// A hand that stops.
    Stop,
    /// A square grid.
    Grid,
    /// A house of many floors.
    Company,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M10 4v12M4 10h12",
            Self::Back => "M16 10H4m5-5-5 5 5 5",
            Self::Next => "M4 10h12m-5-5 5 5-5 5",
            Self::Down => "m5 7.5 5 5 5-5",
            Self::Up => "m5 12.5 5-5 5 5",
            Self::Cart => "M4 7h12l1 10H3zM7 7V5.5a3 3 0 0 1 6 0V7",
            Self::Check => "m4 10.5 4 4 8-9",
            Self::Close => "m5 5 10 10M15 5 5 15",
            Self::Clock => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm0 3v4l3 2",
            Self::Copy => "M7 7h9v10H7zM13 7V3H4v10h3",
            Self::Download => "M10 3v9m-4-4 4 4 4-4M3 13v4h14v-4",
            Self::Upload => "M10 12V3M6 7l4-4 4 4M3 13v4h14v-4",
            Self::Edit => "m4 16 1-4 8-8 3 3-8 8zm7-10 3 3",
            Self::File => "M5 3h7l3 3v11H5zm7 0v3h3M8 10h5m-5 3h5",
            Self::Filter => "M3 4h14l-5.5 6.5V16l-3 1.5v-7z",
            Self::Folder => "M3 5h5l2 2h7v9H3z",
            Self::Info => "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm0 6.5V14m0-7.5v.5",
            Self::Lock => "M5 9h10v8H5zm2 0V6.5a3 3 0 0 1 6 0V9m-3 3v2",
            Self::Mail => "M3 5h14v10H3zm0 .5 7 5.5 7-5.5",
            Self::Menu => "M3 5.5h14M3 10h14M3 14.5h14",
            Self::More => "M4.5 10h.1m5.4 0h.1m5.4 0h.1",
            Self::Orders => "M5 3h10v14l-2.5-1.5L10 17l-2.5-1.5L5 17zm3 4h4m-4 3h4",
            Self::People => {
                "M7.5 4a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM2.5 16c0-3 2-4.5 5-4.5s5 1.5 5 4.5M13 4.3a2.7 2.7 0 0 1 0 5M14.5 11.8c2 .5 3 2 3 4.2"
            }
            Self::Person => {
                "M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 16.5c0-3.2 2.5-4.8 6-4.8s6 1.6 6 4.8"
            }
            Self::Print => "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z",
            Self::Again => "M4 10a6 6 0 1 1 1.8 4.3M4 10 2 7.5M4 10l2.7-1.7",
            Self::Search => "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zm4 9.5 4 4",
            Self::Settings => "M3 6h7m4 0h3M3 14h3m4 0h7M10 4v4h4V4zM6 12v4h4v-4z",
            Self::Shop => {
                "M4 9v8h12V9M3 8l1.5-5h11L17 8c0 1.5-1 2-2 2s-2.3-.5-2.3-2c0 1.5-1.2 2-2.7 2s-2.7-.5-2.7-2c0 1.5-1.3 2-2.3 2s-2-.5-2-2zm5 9v-4h4v4"
            }
            Self::Stock => "M3 11h6v6H3zm8 0h6v6h-6zM7 4h6v6H7z",
            Self::Sort => "M7 4v12m-3-3 3 3 3-3M13 16V4m-3 3 3-3 3 3",
            Self::Tag => "M3 3h7l7 7-7 7-7-7zm3.7 3.7v.1",
            Self::Trash => "M3 6h14M8 6V3.5h4V6M5 6l1 11h8l1-11M8.5 9v5m3-5v5",
            Self::Truck => {
                "M2 5h9v9H2zm9 3h4l3 3v3h-7M6 12.5a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5zm8 0a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5z"
            }
            Self::Warning => "M10 3 18 17H2zm0 5v4.5m0 2v.3",
            Self::Chart => "M3 17h14M5 17v-6h2.5v6m1.25 0V5h2.5v12m1.25 0V8H15v9",
            Self::Key => "M6.5 9a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zm2.5 1 7-7m-3 3 2.5 2.5",
            Self::Picture => "M3 4h14v12H3zm0 9 4-4 4 4 2-2 4 3.5M13 7.5v.1",
            Self::Shield => {
                "M10 2.5 16 5v5c0 3.5-2.5 6-6 7.5C6.5 16 4 13.5 4 10V5zm-2.5 7.5 2 2 3.5-4"
            }
            Self::Leave => "M8 3H4v14h4M8 10h9m-3.5-3.5L17 10l-3.5 3.5",
            Self::Message => "M3 4h14v9H9l-4 4v-4H3z",
            Self::Stop => "M7 3h6l4 4v6l-4 4H7l-4-4V7zM6.5 10h7",
            Self::Grid => "M3 3h6v6H3zm8 0h6v6h-6zm-8 8h6v6H3zm8 0h6v6h-6z",
            Self::Company => "M4 17V3h8v14m0-10h4v10M2 17h16M7 6.5h2M7 10h2m-2 3.5h2",
        }
    }
}

/// Draws an icon; hidden from assistive technology, for the words beside it say the same.
#[component]
pub fn Icon(
    /// What it shows.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            width="20"
            height="20"
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=glyph.path()></path>
        </svg>
    }
}
