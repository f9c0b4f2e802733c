//! Runs a page without drawing it, counting what drawing it would take.

use std::collections::HashSet;

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint,
    SoftMask,
};
use hayro::hayro_syntax::object::Stream;
use hayro::kurbo::{Affine, BezPath};

use super::picture;
use crate::deadline::Stop;
use crate::{Limits, Rejection};

/// Thrown through the reader when a page goes beyond the limits: the reader has no other way to
/// be stopped. Whoever runs a [`Meter`] catches it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exceeded(pub(crate) Rejection);

/// Counts the marks on a page, and holds its pictures against the limits.
pub(crate) struct Meter<'l> {
    limits: &'l Limits,
    stop: &'l Stop,
    marks: u64,
    /// The soft masks run already; the renderer keeps what they come to.
    masks: HashSet<u128>,
    /// The pictures looked at already.
    pictures: HashSet<u128>,
}

impl<'l> Meter<'l> {
    pub(crate) fn new(limits: &'l Limits, stop: &'l Stop) -> Self {
        Self {
            limits,
            stop,
            marks: 0,
            masks: HashSet::new(),
            pictures: HashSet::new(),
        }
    }

    fn mark(&mut self, more: usize) {
        self.marks = self.marks.saturating_add(more as u64);
        if self.marks > self.limits.max_marks || self.stop.asked() {
            throw(Rejection::TooComplex);
        }
    }

    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        if let Some(mask) = mask
            && self.masks.insert(mask.cache_key())
        {
            // A mask within the mask is drawn afresh, so the ones run so far do not count there.
            let outer = std::mem::take(&mut self.masks);
            mask.interpret(self);
            self.masks = outer;
        }
    }

    fn paint(&mut self, paint: &Paint<'_>) {
        if let Paint::Pattern(pattern) = paint
            && let Pattern::Tiling(tile) = &**pattern
        {
            let outer = std::mem::take(&mut self.masks);
            // What a tile that cannot be read comes to, the renderer leaves out too.
            let _unread = tile.interpret(self, Affine::IDENTITY, false);
            self.masks = outer;
        }
    }

    fn picture(&mut self, stream: &Stream<'_>) {
        if let Err(rejection) = picture::check(stream, self.limits, self.stop, 0) {
            throw(rejection);
        }
    }
}

/// Unwinds without the message that a panic prints.
fn throw(rejection: Rejection) {
    std::panic::resume_unwind(Box::new(Exceeded(rejection)));
}

impl<'a> Device<'a> for Meter<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        // A path of many points is as much work as many paths.
        self.mark(1 + path.elements().len() / 16);
        self.mask(props.soft_mask.as_ref());
        self.paint(&props.paint);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.mark(1 + clip.path.elements().len() / 16);
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.mark(1);
        self.mask(mask.as_ref());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.mark(1 + run.glyphs().len());
        self.mask(props.soft_mask.as_ref());
        self.paint(&props.paint);
        for placed in run.glyphs() {
            if let Glyph::Type3(glyph) = &**placed {
                glyph.interpret(self, props.transform, placed.transform(), &props.paint);
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.mark(1);
        self.mask(props.soft_mask.as_ref());
        if self.pictures.insert(image.cache_key()) {
            match &image {
                Image::Stencil(stencil) => self.picture(stencil.stream()),
                Image::Raster(raster) => self.picture(raster.stream()),
            }
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
