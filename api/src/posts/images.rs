//! `/posts/{id}/images`: pictures in a post. Each is read and written anew, so that nothing but the picture is kept.

use super::lifecycle::PostAction;
use super::model::{PostStatus, image_url};
use super::writing::{Target, note};
use crate::app::App;
use crate::audit::Verb;
use crate::db::schema::{files as stored, post_images, posts};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::files::upload::{Accepted, Binary, Incoming};
use crate::files::{self, File};
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::openapi::{PostRefusals, Refusals};
use crate::http::problem::{FieldError, conflict, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::routing::{Address, at};
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use serde::Serialize;
use std::io::Cursor;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/posts/{id}/images").post(add), at("/posts/{id}/images/{image_id}").get(show)]
}

/// Pictures that can be uploaded.
const PICTURE: Accepted = Accepted(&["image/jpeg", "image/png", "image/webp"]);
/// Most pictures of one post.
const MOST: i64 = 50;
/// Longest side that is kept, in pixels; larger ones are made smaller.
const LONGEST_SIDE: u32 = 2_000;
/// Most pixels that are read.
const MOST_PIXELS: u64 = 40_000_000;
/// Bytes that one may take once it is unpacked; what is made of it takes less than 50 MB more.
const MOST_UNPACKED: u64 = 200_000_000;
/// Of a hundred.
const JPEG_QUALITY: u8 = 85;

/// One picture is worked on at a time: it takes a core and some memory.
static AT_WORK: Semaphore = Semaphore::const_new(1);

/// A picture of a post.
#[derive(Serialize, ToSchema)]
pub struct PostImage {
    /// Id.
    pub id: Id,
    /// Where it is, below the public address: what Markdown refers to.
    #[schema(example = "/api/v1/posts/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e/images/0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01")]
    pub url: String,
    /// Pixels.
    #[schema(example = 1600)]
    pub width: i64,
    /// Pixels.
    #[schema(example = 1200)]
    pub height: i64,
    /// What it is.
    #[schema(example = "image/jpeg")]
    pub media_type: String,
    /// Bytes.
    #[schema(example = 182_113)]
    pub size: i64,
}

/// A picture that was written anew.
struct Made {
    content: Bytes,
    media_type: &'static str,
    width: u32,
    height: u32,
}

/// Why a picture is not taken.
#[derive(Debug)]
enum Unusable {
    Unreadable,
    /// Pixels, and bytes once it is unpacked.
    TooLarge(u64, u64),
}

impl From<image::ImageError> for Unusable {
    fn from(_: image::ImageError) -> Self {
        Self::Unreadable
    }
}

impl Unusable {
    fn field(&self) -> FieldError {
        let (pixels, most) = (MOST_PIXELS / 1_000_000, MOST_UNPACKED / 1_000_000);
        let (code, message) = match self {
            Self::Unreadable => ("unreadable_image", Text::new("Gambar ini tidak dapat dibaca.", "The picture cannot be read.")),
            Self::TooLarge(has, bytes) => {
                let (has, bytes) = (has.div_ceil(1_000_000), bytes.div_ceil(1_000_000));
                let id = format!(
                    "Gambar ini terlalu besar: {has} juta piksel, {bytes} MB bila dibuka. Paling banyak {pixels} juta piksel dan {most} MB; perkecil dahulu."
                );
                let en = format!(
                    "The picture is too large: {has} million pixels, {bytes} MB when unpacked. At most {pixels} million pixels and {most} MB; make it smaller first."
                );
                ("image_too_large", Text::owned(id, en))
            }
        };
        FieldError { pointer: String::new(), code, message }
    }
}

/// Bytes that reading a picture takes: its pixels, and what its decoder keeps beside them.
fn unpacked(decoder: &impl ImageDecoder, format: Option<ImageFormat>, content: &[u8]) -> u64 {
    let (width, height) = decoder.dimensions();
    let is_progressive = || content.windows(2).any(|marker| marker == [0xff, 0xc2]);
    let beside = match format {
        Some(ImageFormat::WebP) => 4,
        Some(ImageFormat::Jpeg) if is_progressive() => 6,
        _ => 0,
    };
    decoder.total_bytes().saturating_add(u64::from(width) * u64::from(height) * beside)
}

/// Reads a picture and writes it anew: turned as it is to be seen, no larger than needed, and without what cameras add.
fn remake(content: &[u8]) -> Result<Made, Unusable> {
    let reader = ImageReader::new(Cursor::new(content)).with_guessed_format().map_err(image::ImageError::from)?;
    let format = reader.format();
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let (pixels, bytes) = (u64::from(width) * u64::from(height), unpacked(&decoder, format, content));
    if pixels > MOST_PIXELS || bytes > MOST_UNPACKED {
        return Err(Unusable::TooLarge(pixels, bytes));
    }
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    // Made small first: all that follows costs by the pixel. The mean of the pixels needs no second copy in floating point.
    if width.max(height) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    picture.apply_orientation(orientation);
    let mut content = Cursor::new(Vec::new());
    let see_through = picture.color().has_alpha();
    if see_through {
        picture.write_to(&mut content, ImageFormat::Png)?;
    } else {
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut content, JPEG_QUALITY);
        picture.to_rgb8().write_with_encoder(encoder)?;
    }
    let media_type = if see_through { "image/png" } else { "image/jpeg" };
    Ok(Made { content: content.into_inner().into(), media_type, width: picture.width(), height: picture.height() })
}

/// Adds a picture to a post
///
/// JPEG, PNG or WebP of up to 20 MiB, 40 million pixels and 200 MB once unpacked, by its author; at most 50. It is written anew without EXIF, at most 2,000 pixels a side. Markdown
/// shows it by its `url`.
#[utoipa::path(post, path = "/api/v1/posts/{id}/images", tag = "posts", operation_id = "createPostImage", security(("bearer" = [])),
    params(("id" = String, Path, description = "Id or slug", example = "antrean-yang-jujur-5a6c7d8e")),
    request_body(content = Binary, content_type = "image/jpeg", description = "The picture"),
    responses((status = 201, description = "The picture as it is kept", body = PostImage), PostRefusals))]
pub async fn add(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    id: web::Path<String>,
    _: Query<NoParameters>,
    once: Once,
    incoming: Incoming,
) -> Result<HttpResponse, Error> {
    let _running = once.take(&change)?;
    let (early, early_id, keyed) = (change.clone(), id.clone(), once.is_keyed());
    let sender = app
        .db
        .read(move |conn| {
            let target = Target::look(conn, &early, &early_id)?;
            target.may(PostAction::Update)?;
            // What was done already is answered again, whatever has become of the post.
            if !keyed {
                judge(conn, &target, &early)?;
            }
            Ok(target.member.id)
        })
        .await?;
    let upload = incoming.receive(sender).await?;
    let once = once.of_file(&upload.content).await?;
    upload.must_be(PICTURE)?;
    let content = upload.content.clone();
    let turn = AT_WORK.acquire().await.map_err(Error::internal)?;
    let made = actix_web::rt::task::spawn_blocking(move || remake(&content)).await.map_err(Error::internal)?;
    drop(turn);
    let made = made.map_err(|why| invalid(vec![why.field()]))?;
    let file = app.files.keep(made.content.clone(), made.media_type).await?;
    let size = (i64::from(made.width), i64::from(made.height));
    let answer = app.db.write(move |conn| store(conn, &change, &once, &id, (&file, size))).await?;
    Ok(answer.send(&req))
}

/// Whether the caller may add to the post now.
fn judge(conn: &mut Conn, target: &Target, change: &Change) -> Result<(), Error> {
    change.accepts(target.row().version)?;
    target.stands(PostAction::Update)?;
    let seq = target.row().seq;
    let there: i64 = query!(conn, c => post_images::table.filter(post_images::seq.eq(seq)).count().get_result(c))?;
    if there >= MOST {
        return Err(conflict("Paling banyak 50 gambar.", "At most 50 pictures.").into());
    }
    Ok(())
}

/// A picture, and its width and height in pixels.
type Scaled<'a> = (&'a File, (i64, i64));

fn store(conn: &mut Conn, change: &Change, once: &Once, handle: &str, picture: Scaled<'_>) -> Result<Answer, Error> {
    let target = Target::find(conn, change, handle)?;
    target.may(PostAction::Update)?;
    once.run(conn, target.member.id, |conn| keep(conn, change, &target, picture))
}

fn keep(conn: &mut Conn, change: &Change, target: &Target, (file, (width, height)): Scaled<'_>) -> Result<Answer, Error> {
    judge(conn, target, change)?;
    files::insert(conn, file, target.member.id)?;
    let (post, made) = (target.row().id, Id::new());
    let row = (
        post_images::id.eq(made),
        post_images::seq.eq(target.row().seq),
        post_images::file_id.eq(file.id),
        post_images::width.eq(width),
        post_images::height.eq(height),
        post_images::created_at.eq(Instant::now()),
    );
    query!(conn, c => diesel::insert_into(post_images::table).values(row).execute(c))?;
    note(conn, &target.trail, Verb::AddImage, post, &target.row().title, (None, Some(file.sha256.clone())))?;
    let url = image_url(post, made);
    let image = PostImage { id: made, url: url.clone(), width, height, media_type: file.media_type.clone(), size: file.size };
    Answer::created(url, target.row().version, &image)
}

/// Shows a picture of a post
///
/// To whoever has its address, as pages load pictures without a token: also that of a draft, but not of a post that is archived or hidden.
#[utoipa::path(get, path = "/api/v1/posts/{id}/images/{image_id}", tag = "posts", operation_id = "getPostImage", security(()),
    params(("id" = Id, Path, description = "Id of the post"), ("image_id" = Id, Path, description = "Id of the picture")),
    responses((status = 200, description = "The picture", body = Binary, content_type = "image/jpeg"),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(
    req: HttpRequest,
    app: web::Data<App>,
    path: web::Path<(String, String)>,
    _: Query<NoParameters>,
) -> Result<HttpResponse, Error> {
    let (post, image) = path.into_inner();
    let (post, image): (Id, Id) = (post.parse().map_err(|_| not_found())?, image.parse().map_err(|_| not_found())?);
    let file = app
        .db
        .read(move |conn| {
            let seen = posts::status.ne_all([PostStatus::Archived, PostStatus::Hidden]);
            let found: Option<File> = query!(conn, c => post_images::table
                .inner_join(posts::table)
                .inner_join(stored::table)
                .filter(post_images::id.eq(image).and(posts::id.eq(post)).and(seen))
                .select(File::as_select())
                .first(c)
                .optional())?;
            Ok(found.ok_or_else(not_found)?)
        })
        .await?;
    let etag = files::entity_tag(&file.sha256)?;
    if let Some(known) = files::known(&req, &etag) {
        return Ok(known);
    }
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type.as_str()))
        .insert_header((header::CONTENT_DISPOSITION, "inline"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"))
        .insert_header((header::CACHE_CONTROL, "private, max-age=3600"))
        .insert_header((header::ETAG, etag))
        .body(app.files.read(&file).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut content = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut content, ImageFormat::Png).unwrap();
        content.into_inner()
    }

    #[test]
    fn a_large_picture_is_made_smaller() {
        let made = remake(&png(4_000, 1_000)).unwrap();
        assert_eq!((made.width, made.height, made.media_type), (2_000, 500, "image/jpeg"));
    }

    #[test]
    fn what_would_take_too_much_is_refused_before_it_is_unpacked() {
        // The head of a PNG of 6,300 x 6,300 with 16 bits for each of red, green, blue and alpha.
        let mut head = png(1, 1);
        head.truncate(33);
        head[16..26].copy_from_slice(&[0, 0, 0x18, 0x9c, 0, 0, 0x18, 0x9c, 16, 6]);
        let crc = head[12..29].iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
        });
        head[29..33].copy_from_slice(&(!crc).to_be_bytes());
        head.extend_from_slice(&[0, 0, 0, 0, b'I', b'D', b'A', b'T', 0x35, 0xaf, 0x06, 0x1e]);
        assert!(matches!(remake(&head), Err(Unusable::TooLarge(39_690_000, 317_520_000))), "{:?}", remake(&head).err());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let whole = png(10, 10);
        for content in [&b"GIF89a"[..], &[], &whole[..20]] {
            assert!(remake(content).is_err());
        }
    }
}
