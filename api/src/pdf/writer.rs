//! Where each line goes, and the file of it.

use super::{Block, LeftOut, Paragraph, Printed, Row, Sheet, Span, faces};
use crate::error::Error;
use crate::text::is_invisible;
use krilla::Document;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::style::{FontStyle, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{Alignment, AlignmentOptions, FontContext, Layout, LayoutContext};
use qrcode::{Color, EcLevel, QrCode};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

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
/// Pages that are printed at most.
pub const MOST_PAGES: usize = 60;
/// Deeper indentation would leave no room for words.
const DEEPEST: usize = 12;
/// Columns of a table that have room beside each other; the cells of a wider one stand in a line.
const MOST_COLUMNS: usize = 12;
const BETWEEN_COLUMNS: f32 = 8.0;
/// The width of a line that is drawn, in points.
const STROKE: f32 = 0.6;

/// Text with its lines.
struct Set {
    text: String,
    layout: Layout<()>,
    /// The parts of the text that are struck through.
    struck: Vec<Range<usize>>,
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
    left_out: LeftOut,
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    alignment: Alignment,
}

const BODY: Style = Style { size: SIZE, alignment: Alignment::Start };

/// Writes a sheet, as many pages of it as are printed.
pub fn write(sheet: &Sheet) -> Result<Printed, Error> {
    let mut writer = Writer::new();
    for block in &sheet.blocks {
        if writer.left_out.pages {
            break;
        }
        writer.put(block)?;
    }
    writer.number_pages(&sheet.foot);
    let left_out = writer.left_out.clone();
    Ok(Printed { content: writer.finish(&sheet.title)?.into(), left_out })
}

impl Writer {
    fn new() -> Self {
        let (fonts, layouts) = (faces::context(), LayoutContext::new());
        Self { fonts, layouts, pages: vec![Vec::new()], y: MARGIN, left_out: LeftOut::default() }
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
            Block::Subheading { spans, indent } => {
                self.keep_together(SIZE * 1.35 * 3.0);
                self.y += AFTER_PARAGRAPH;
                let x = self.indentation(*indent);
                self.lines(spans, x, BODY);
                self.y += AFTER_PARAGRAPH;
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table { rows, indent } => self.table(rows, *indent),
            Block::Rule => {
                self.make_room(2.0 * AFTER_PARAGRAPH);
                self.y += AFTER_PARAGRAPH;
                self.rule(0.0, COLUMN);
                self.y += AFTER_PARAGRAPH;
            }
            Block::Space(points) => self.y += points,
            Block::Signatures(parties) => parties.chunks(2).for_each(|row| self.sign(row)),
            Block::Code { content, caption } => self.code(content, caption)?,
        }
        Ok(())
    }

    /// Where text of so many steps begins.
    fn indentation(&mut self, steps: usize) -> f32 {
        self.left_out.nesting |= steps > DEEPEST;
        let steps = steps.min(DEEPEST) as f32;
        STEP * steps
    }

    fn paragraph(&mut self, Paragraph { spans, indent, marker, quotes }: &Paragraph) {
        let x = self.indentation(*indent);
        let mut words = spans.clone();
        if let Some(marker) = marker {
            let set = self.set(&[Span::plain(marker)], COLUMN, BODY);
            if x > 0.0 && set.layout.full_width() < STEP - 5.0 {
                self.make_room(height(&set));
                self.mark_line(&set, 0, x - STEP + 4.0, self.y);
            } else {
                words.insert(0, Span::plain(format!("{marker} ")));
            }
        }
        let bars: Vec<f32> = quotes.iter().map(|steps| self.indentation(*steps) + STEP / 2.0).collect();
        let set = self.set(&words, COLUMN - x, BODY);
        for line in 0..set.layout.len() {
            let height = line_height(&set, line);
            self.make_room(height);
            self.mark_line(&set, line, x, self.y);
            for bar in &bars {
                self.stroke(*bar, STROKE, height);
            }
            self.y += height;
        }
        self.y += AFTER_PARAGRAPH;
    }

    /// Puts rows below each other, each as high as its highest cell; one that reaches the end of a page goes on on the next.
    fn table(&mut self, rows: &[Row], indent: usize) {
        let x = self.indentation(indent);
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        if columns > MOST_COLUMNS {
            return rows.iter().for_each(|row| self.in_a_line(row, indent));
        }
        let step = (COLUMN - x) / columns.max(1) as f32;
        for row in rows {
            self.make_room(SIZE * 1.35 * 2.0);
            self.rule(x, COLUMN - x);
            self.y += STROKE;
            let cells: Vec<Rc<Set>> =
                row.cells.iter().map(|cell| self.set(&as_header(cell, row.header), step - BETWEEN_COLUMNS, BODY)).collect();
            for line in 0..cells.iter().map(|cell| cell.layout.len()).max().unwrap_or_default().max(1) {
                let height = cells.iter().map(|cell| line_height(cell, line)).fold(SIZE * 1.35, f32::max);
                self.make_room(height);
                let mut at = x;
                for cell in &cells {
                    self.mark_line(cell, line, at, self.y);
                    at += step;
                }
                self.y += height;
            }
        }
        self.rule(x, COLUMN - x);
        self.y += AFTER_PARAGRAPH;
    }

    fn in_a_line(&mut self, row: &Row, indent: usize) {
        let mut spans = Vec::new();
        for cell in &row.cells {
            spans.push(Span::plain("| "));
            spans.extend(as_header(cell, row.header));
            spans.push(Span::plain(" "));
        }
        spans.push(Span::plain("|"));
        self.paragraph(&Paragraph { spans, indent, ..Paragraph::default() });
    }

    /// A line across.
    fn rule(&mut self, x: f32, width: f32) {
        self.stroke(x, width, STROKE);
    }

    fn stroke(&mut self, x: f32, width: f32, height: f32) {
        if let Some(stroke) = Rect::from_xywh(MARGIN + x, self.y, width, height) {
            self.mark(Mark::Box(stroke));
        }
    }

    /// Puts text from here down, on as many pages as it takes.
    fn lines(&mut self, spans: &[Span], x: f32, style: Style) {
        let set = self.set(spans, COLUMN - x, style);
        for line in 0..set.layout.len() {
            let height = line_height(&set, line);
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
        let module = CODE / code.width() as f32;
        for (n, _) in code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark) {
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
        builder.push_default(StyleProperty::FontFamily(faces::families()));
        // A word that has no room on a line goes on on the next: nothing is cut at the edge.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.35)));
        builder.push_default(StyleProperty::FontSize(style.size));
        let (mut at, mut struck) = (0, Vec::new());
        for span in spans {
            let range = at..at + span.text.len();
            at = range.end;
            if span.struck {
                struck.push(range.clone());
            }
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
        let set = Set { text, layout, struck };
        self.left_out.characters.extend(without_a_glyph(&set));
        Rc::new(set)
    }

    /// Goes on to the next page unless so much room is left on this one.
    fn make_room(&mut self, height: f32) {
        if self.y + height <= BOTTOM {
            return;
        }
        if self.pages.len() < MOST_PAGES {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        } else {
            self.left_out.pages = true;
        }
    }

    fn keep_together(&mut self, height: f32) {
        self.make_room(height.min(BOTTOM - MARGIN));
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut().filter(|_| !self.left_out.pages) {
            page.push(mark);
        }
    }

    fn mark_line(&mut self, set: &Rc<Set>, line: usize, x: f32, y: f32) {
        self.mark(Mark::Line { set: set.clone(), line, x: MARGIN + x, y });
    }

    fn mark_lines(&mut self, set: &Rc<Set>, x: f32, mut y: f32) {
        for line in 0..set.layout.len() {
            self.mark_line(set, line, x, y);
            y += line_height(set, line);
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
        let mut struck = PathBuilder::new();
        for cluster in run.visual_clusters() {
            if cluster.is_ligature_continuation() {
                // Its letters belong to the glyph before, for those who copy the text.
                if let Some(glyph) = glyphs.last_mut() {
                    glyph.text_range.end = cluster.text_range().end;
                }
                continue;
            }
            let is_struck = set.struck.iter().any(|part| part.contains(&cluster.text_range().start));
            let stroke = Rect::from_xywh(x, baseline - size * 0.27, cluster.advance(), size / 18.0);
            if let Some(stroke) = stroke.filter(|_| is_struck) {
                struck.push_rect(stroke);
            }
            for glyph in cluster.glyphs() {
                let (advance, dx, dy) = (glyph.advance / size, glyph.x / size, glyph.y / size);
                glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.id), advance, dx, dy, 0.0, cluster.text_range(), None));
                x += glyph.advance;
            }
        }
        surface.draw_glyphs(Point::from_xy(begins, baseline), &glyphs, font, &set.text, size, false);
        if let Some(path) = struck.finish() {
            surface.draw_path(&path);
        }
    }
    Ok(())
}

fn height(set: &Set) -> f32 {
    set.layout.height()
}

fn line_height(set: &Set, line: usize) -> f32 {
    set.layout.get(line).map_or(0.0, |line| line.metrics().line_height)
}

fn as_header(cell: &[Span], header: bool) -> Vec<Span> {
    cell.iter().map(|span| Span { bold: span.bold || header, ..span.clone() }).collect()
}

/// The characters of a text for which no face has a picture.
fn without_a_glyph(set: &Set) -> Vec<char> {
    let runs = set.layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>());
    let mut found = Vec::new();
    for run in runs {
        for cluster in run.clusters().filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0)) {
            let characters = set.text.get(cluster.text_range()).unwrap_or_default().chars();
            found.extend(characters.filter(|c| !c.is_whitespace() && !is_invisible(*c)));
        }
    }
    found
}
