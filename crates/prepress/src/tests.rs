//! The samples are read as what they are, and every kind of bad file is turned away.

mod hostile;
mod images;
mod made;
mod packing;
mod samples;
mod sizes;

/// A thumbnail as pixels: width, height, and so many bytes for each.
struct Picture {
    width: u32,
    height: u32,
    bytes: usize,
    pixels: Vec<u8>,
}

/// Reads a PNG; `None` if it is none.
fn png(bytes: &[u8]) -> Option<Picture> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    Some(Picture {
        width: frame.width,
        height: frame.height,
        bytes: frame.color_type.samples(),
        pixels,
    })
}

impl Picture {
    /// How many different colours it has.
    fn colours(&self) -> usize {
        self.pixels
            .chunks_exact(self.bytes)
            .collect::<std::collections::HashSet<_>>()
            .len()
    }

    /// Red, green and blue at a place given as shares of width and height.
    fn at(&self, across: f32, down: f32) -> Option<[u8; 3]> {
        let x = (self.width as f32 * across) as usize;
        let y = (self.height as f32 * down) as usize;
        let start = (y * self.width as usize + x) * self.bytes;
        self.pixels.get(start..start + 3)?.try_into().ok()
    }
}
