//! What a colour means, and the shape that says the same to those who cannot see it.

/// The meaning of a colour. State is never colour alone: a word and a [`Shape`] go with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Under way, or worth knowing (process cyan).
    Info,
    /// Somebody must look (magenta).
    Attention,
    /// Waits on purpose (yellow).
    Hold,
    /// Finished well (green).
    Done,
    /// Refused or lost (red).
    Stop,
}

impl Tone {
    /// The value of `data-tone`, which the style sheet reads.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Attention => "attention",
            Self::Hold => "hold",
            Self::Done => "done",
            Self::Stop => "stop",
        }
    }
}

/// The small drawing in front of a status word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A filled circle.
    #[default]
    Dot,
    /// An empty circle: begun, not sent.
    Ring,
    /// A circle half filled: under way.
    Half,
    /// A clock: waits for a person.
    Clock,
    /// Two bars: on hold.
    Bars,
    /// A square: stopped.
    Square,
    /// A tick: agreed or finished.
    Tick,
    /// A double tick: finished for good.
    Ticks,
    /// A cross: refused.
    Cross,
    /// An arrow: on its way.
    Arrow,
    /// A triangle: look here.
    Triangle,
    /// A stroke through a circle: called off.
    Struck,
    /// A diamond: at somebody else's place.
    Diamond,
}

impl Shape {
    /// The drawing, on a 12 by 12 field, in the colour of the text around it.
    #[must_use]
    pub fn drawing(self) -> &'static str {
        match self {
            Self::Dot => r#"<circle cx="6" cy="6" r="4.5" fill="currentColor"/>"#,
            Self::Ring => {
                r#"<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.2 1.6"/>"#
            }
            Self::Half => {
                r#"<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor"/>"#
            }
            Self::Clock => {
                r#"<circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 3.2V6l1.9 1.3" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/>"#
            }
            Self::Bars => r#"<path d="M2.75 2h2.25v8H2.75zM7 2h2.25v8H7z" fill="currentColor"/>"#,
            Self::Square => {
                r#"<path d="M1.75 1.75h8.5v8.5h-8.5zM4 5.25v1.5h4v-1.5z" fill="currentColor" fill-rule="evenodd"/>"#
            }
            Self::Tick => {
                r#"<path d="M1.8 6.4 4.6 9.2 10.2 2.8" fill="none" stroke="currentColor" stroke-width="2"/>"#
            }
            Self::Ticks => {
                r#"<circle cx="6" cy="6" r="5.5" fill="currentColor"/><path d="M3.3 6.2 5.3 8.2 8.8 4" fill="none" stroke="var(--pill-ground,#fff)" stroke-width="1.5"/>"#
            }
            Self::Cross => {
                r#"<path d="m2.25 2.25 7.5 7.5m0-7.5-7.5 7.5" fill="none" stroke="currentColor" stroke-width="2"/>"#
            }
            Self::Arrow => {
                r#"<path d="M1 6h8.5M6.2 2.4 9.8 6 6.2 9.6" fill="none" stroke="currentColor" stroke-width="1.8"/>"#
            }
            Self::Triangle => {
                r#"<path d="M6 .8 11.6 11H.4zM5.3 4.2v3.2h1.4V4.2zm0 4.2v1.3h1.4V8.4z" fill="currentColor" fill-rule="evenodd"/>"#
            }
            Self::Struck => {
                r#"<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="m2.9 9.1 6.2-6.2" stroke="currentColor" stroke-width="1.5"/>"#
            }
            Self::Diamond => {
                r#"<path d="M6 .9 11.1 6 6 11.1.9 6z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 3.8 8.2 6 6 8.2 3.8 6z" fill="currentColor"/>"#
            }
        }
    }
}
