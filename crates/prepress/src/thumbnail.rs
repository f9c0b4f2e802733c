//! The picture of the first page.

use hayro::hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
use hayro::hayro_syntax::object::Rect as PdfRect;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use crate::deadline::Stop;
use crate::guard::Meter;
use crate::{Limits, PageSize, Rejection};

/// A PNG and its size in pixels.
pub(crate) struct Thumbnail {
    pub(crate) png: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Draws the part of the page within `trim`, turned as the page is, on white, so that its longer
/// side takes as many pixels as the limit says. Notes and form fields are left out, as they are
/// in print.
///
/// # Errors
///
/// [`Rejection::TooComplex`] if nobody waits for it any more, [`Rejection::Broken`] if the
/// picture cannot be written. Unwinds with [`Exceeded`](crate::guard::Exceeded) if the page is
/// more work than the limits allow.
pub(crate) fn draw(
    page: &Page<'_>,
    trim: PdfRect,
    size: PageSize,
    limits: &Limits,
    stop: &Stop,
) -> Result<Thumbnail, Rejection> {
    let (width, height) = pixels(size, limits.max_thumbnail_px);
    let upright = page.initial_transform(true).to_kurbo();
    let seen = upright.transform_rect_bbox(Rect::new(trim.x0, trim.y0, trim.x1, trim.y1));
    let transform = Affine::scale_non_uniform(
        f64::from(width) / seen.width(),
        f64::from(height) / seen.height(),
    ) * Affine::translate((-seen.x0, -seen.y0))
        * upright;
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };

    let target = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let mut state = Context::new(transform, target, &cache, page.xref(), settings.clone());
    interpret_page(page, &mut state, &mut Meter::new(limits, stop));
    if stop.asked() {
        return Err(Rejection::TooComplex);
    }

    let mut canvas = RenderContext::new(width, height);
    render_into(
        page,
        &RenderCache::new(),
        &settings,
        &RenderSettings::default(),
        &mut canvas,
        transform,
    );
    canvas.flush();
    let mut pixmap = Pixmap::new(width, height);
    canvas.render_with(
        &mut pixmap,
        &mut Resources::default(),
        RasterizerSettings {
            target_init: TargetInit::Clear(WHITE),
            ..RasterizerSettings::default()
        },
    );
    Ok(Thumbnail {
        png: pixmap.into_png().map_err(|_| Rejection::Broken)?,
        width: width.into(),
        height: height.into(),
    })
}

/// The size of the thumbnail: the longer side as long as allowed, neither side without a pixel.
fn pixels(size: PageSize, longest: u32) -> (u16, u16) {
    let longest = f32::from(u16::try_from(longest).unwrap_or(u16::MAX)).max(1.0);
    let scale = longest / size.width_pt.max(size.height_pt);
    // Both are between 1 and 65535, so nothing is lost.
    let side = |length: f32| (length * scale).round().clamp(1.0, longest) as u16;
    (side(size.width_pt), side(size.height_pt))
}
