//! Where each line goes, and the file of it.

use super::{Block, Sheet, Span};
use crate::error::Error;
use krilla::Document;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::style::{FontFamily, FontStyle, FontWeight, LineHeight, StyleProperty};
use parley::{Alignment, AlignmentOptions, FontContext, Layout, LayoutContext};
use qrcode::{Color, EcLevel, QrCode};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

/// A4, in points.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 71.0;
const COLUMN: f32 = WIDTH - 2.0 * MARGIN;
/// Where the text of a page ends.
const BOTTOM: f32 = HEIGHT - MARGIN;
const STEP: f32 = 22.0;
const SIZE: f32 = 11.5;
const SMALL: f32 = 8.5;
const AFTER_PARAGRAPH: f32 = 6.0;
/// Room for a signature and a stamp.
const TO_SIGN: f32 = 92.0;
const CODE: f32 = 78.0;
/// A text that would take more is cut: no document of ours does.
const MOST_PAGES: usize = 200;

/// Liberation Serif (SIL Open Font License 1.1), metrically like the face that letters of the state use.
const FAMILY: &str = "Liberation Serif";
static FACES: LazyLock<Vec<Blob<u8>>> = LazyLock::new(|| {
    let faces: [&'static [u8]; 4] = [
        include_bytes!("../../assets/fonts/LiberationSerif-Regular.ttf"),
        include_bytes!("../../assets/fonts/LiberationSerif-Bold.ttf"),
        include_bytes!("../../assets/fonts/LiberationSerif-Italic.ttf"),
        include_bytes!("../../assets/fonts/LiberationSerif-BoldItalic.ttf"),
    ];
    faces.into_iter().map(|face| Blob::new(Arc::new(face))).collect()
});

/// Text with its lines.
struct Set {
    text: String,
    layout: Layout<()>,
}

/// Something at its place.
enum Mark {
    Line { set: Rc<Set>, line: usize, x: f32, y: f32 },
    Box(Rect),
}

struct Writer {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    pages: Vec<Vec<Mark>>,
    y: f32,
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    alignment: Alignment,
}

const BODY: Style = Style { size: SIZE, alignment: Alignment::Start };

/// Writes a sheet.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new();
    for block in &sheet.blocks {
        writer.put(block)?;
    }
    writer.number_pages(&sheet.foot);
    writer.finish(&sheet.title)
}

impl Writer {
    fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for face in FACES.iter() {
            collection.register_fonts(face.clone(), None);
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layouts: LayoutContext::new(), pages: vec![Vec::new()], y: MARGIN }
    }

    fn put(&mut self, block: &Block) -> Result<(), Error> {
        match block {
            Block::Centred(spans, size) => self.lines(spans, 0.0, Style { size: *size, alignment: Alignment::Center }),
            Block::Heading(text) => {
                // With two lines of what follows.
                self.keep_together(SIZE * 1.35 * 4.0);
                self.y += AFTER_PARAGRAPH;
                self.lines(&[Span::bold(text)], 0.0, Style { size: SIZE, alignment: Alignment::Center });
                self.y += AFTER_PARAGRAPH;
            }
            Block::Paragraph { spans, indent, marker } => self.paragraph(spans, *indent, marker.as_deref()),
            Block::Space(points) => self.y += points,
            Block::Signatures(parties) => parties.chunks(2).for_each(|row| self.sign(row)),
            Block::Code { content, caption } => self.code(content, caption)?,
        }
        Ok(())
    }

    fn paragraph(&mut self, spans: &[Span], indent: usize, marker: Option<&str>) {
        #[allow(clippy::cast_precision_loss)]
        let x = STEP * indent as f32;
        if let Some(marker) = marker {
            let set = self.set(&[Span::plain(marker)], COLUMN, BODY);
            self.make_room(height(&set));
            self.mark_line(&set, 0, x - STEP + 4.0, self.y);
        }
        self.lines(spans, x, BODY);
        self.y += AFTER_PARAGRAPH;
    }

    /// Puts text from here down, on as many pages as it takes.
    fn lines(&mut self, spans: &[Span], x: f32, style: Style) {
        let set = self.set(spans, COLUMN - x, style);
        for line in 0..set.layout.len() {
            let height = set.layout.get(line).map_or(0.0, |line| line.metrics().line_height);
            self.make_room(height);
            self.mark_line(&set, line, x, self.y);
            self.y += height;
        }
    }

    /// Two places to sign, beside each other.
    fn sign(&mut self, parties: &[String]) {
        let half = COLUMN / 2.0;
        let centred = Style { size: SIZE, alignment: Alignment::Center };
        let columns: Vec<[Rc<Set>; 2]> = parties
            .iter()
            .map(|party| {
                let name = self.set(&[Span::bold(party)], half - STEP, centred);
                let line = self.set(&[Span::plain("(....................................................)")], half - STEP, centred);
                [name, line]
            })
            .collect();
        let names = columns.iter().map(|[name, _]| height(name)).fold(0.0, f32::max);
        self.keep_together(names + TO_SIGN);
        for (n, [name, line]) in columns.iter().enumerate() {
            let x = if n == 0 { 0.0 } else { half + STEP };
            self.mark_lines(name, x, self.y);
            self.mark_lines(line, x, self.y + names + TO_SIGN - 2.0 * SIZE);
        }
        self.y += names + TO_SIGN;
    }

    fn code(&mut self, content: &str, caption: &str) -> Result<(), Error> {
        let code = QrCode::with_error_correction_level(content, EcLevel::M).map_err(Error::internal)?;
        self.keep_together(CODE + AFTER_PARAGRAPH);
        #[allow(clippy::cast_precision_loss)]
        let module = CODE / code.width() as f32;
        for (n, _) in code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark) {
            #[allow(clippy::cast_precision_loss)]
            let (column, row) = ((n % code.width()) as f32, (n / code.width()) as f32);
            let square = Rect::from_xywh(MARGIN + column * module, self.y + row * module, module, module);
            self.mark(Mark::Box(square.ok_or_else(|| Error::internal("a QR code has an empty module"))?));
        }
        let words = self.set(&[Span::plain(caption)], COLUMN - CODE - STEP, Style { size: SMALL, alignment: Alignment::Start });
        self.mark_lines(&words, CODE + STEP, self.y + 4.0);
        self.y += CODE + AFTER_PARAGRAPH;
        Ok(())
    }

    fn number_pages(&mut self, foot: &str) {
        let count = self.pages.len();
        for n in 0..count {
            let text = format!("{foot}  \u{b7}  {} / {count}", n + 1);
            let set = self.set(&[Span::plain(text)], COLUMN, Style { size: SMALL, alignment: Alignment::Center });
            self.pages[n].push(Mark::Line { set, line: 0, x: MARGIN, y: HEIGHT - MARGIN / 2.0 });
        }
    }

    /// Breaks text into lines.
    fn set(&mut self, spans: &[Span], width: f32, style: Style) -> Rc<Set> {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(FAMILY)));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.35)));
        builder.push_default(StyleProperty::FontSize(style.size));
        let mut at = 0;
        for span in spans {
            let range = at..at + span.text.len();
            at = range.end;
            if span.bold {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
            if span.italic {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range);
            }
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(style.alignment, AlignmentOptions::default());
        Rc::new(Set { text, layout })
    }

    /// Goes on to the next page unless so much room is left on this one.
    fn make_room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.pages.len() < MOST_PAGES {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
    }

    fn keep_together(&mut self, height: f32) {
        self.make_room(height.min(BOTTOM - MARGIN));
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn mark_line(&mut self, set: &Rc<Set>, line: usize, x: f32, y: f32) {
        self.mark(Mark::Line { set: set.clone(), line, x: MARGIN + x, y });
    }

    fn mark_lines(&mut self, set: &Rc<Set>, x: f32, mut y: f32) {
        for line in 0..set.layout.len() {
            self.mark_line(set, line, x, y);
            y += set.layout.get(line).map_or(0.0, |line| line.metrics().line_height);
        }
    }

    fn finish(self, title: &str) -> Result<Vec<u8>, Error> {
        let mut document = Document::new();
        document.set_metadata(Metadata::new().title(title.to_owned()).language("id".to_owned()).creator("Hub JIPP".to_owned()));
        let mut fonts = HashMap::new();
        for marks in &self.pages {
            let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Error::internal("a page without a size"))?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            surface.set_fill(Some(Fill { paint: luma::Color::black().into(), opacity: NormalizedF32::ONE, rule: Default::default() }));
            draw(&mut surface, marks, &mut fonts)?;
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|e| Error::internal(format!("a PDF could not be written: {e:?}")))
    }
}

/// The faces that krilla knows, by their number in parley.
type Faces = HashMap<u64, Font>;

fn draw(surface: &mut Surface<'_>, marks: &[Mark], fonts: &mut Faces) -> Result<(), Error> {
    let mut boxes = PathBuilder::new();
    for mark in marks {
        match mark {
            Mark::Box(square) => boxes.push_rect(*square),
            Mark::Line { set, line, x, y } => draw_line(surface, set, *line, Point::from_xy(*x, *y), fonts)?,
        }
    }
    if let Some(path) = boxes.finish() {
        surface.draw_path(&path);
    }
    Ok(())
}

fn draw_line(surface: &mut Surface<'_>, set: &Set, number: usize, at: Point, fonts: &mut Faces) -> Result<(), Error> {
    let Some(line) = set.layout.get(number) else {
        return Ok(());
    };
    let metrics = line.metrics();
    let baseline = at.y + metrics.baseline - metrics.block_min_coord;
    let mut x = at.x + metrics.offset;
    for run in line.runs() {
        let face = run.font();
        let font = match fonts.get(&face.data.id()) {
            Some(font) => font.clone(),
            None => {
                let (data, id) = face.data.clone().into_raw_parts();
                let font = Font::new(data.into(), face.index).ok_or_else(|| Error::internal("a face that cannot be read"))?;
                fonts.entry(id).or_insert(font).clone()
            }
        };
        let size = run.font_size();
        let (mut glyphs, begins) = (Vec::<KrillaGlyph>::new(), x);
        for cluster in run.visual_clusters() {
            if cluster.is_ligature_continuation() {
                // Its letters belong to the glyph before, for those who copy the text.
                if let Some(glyph) = glyphs.last_mut() {
                    glyph.text_range.end = cluster.text_range().end;
                }
                continue;
            }
            for glyph in cluster.glyphs() {
                let (advance, dx, dy) = (glyph.advance / size, glyph.x / size, glyph.y / size);
                glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.id), advance, dx, dy, 0.0, cluster.text_range(), None));
                x += glyph.advance;
            }
        }
        surface.draw_glyphs(Point::from_xy(begins, baseline), &glyphs, font, &set.text, size, false);
    }
    Ok(())
}

fn height(set: &Set) -> f32 {
    set.layout.height()
}
