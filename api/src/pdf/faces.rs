//! The faces that a sheet is set in.

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::style::{FontFamily, FontFamilyName};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// Liberation Serif, metrically like the face that letters of the state use, and for what it lacks the scripts of Indonesia and
/// signs (Noto). All under the SIL Open Font License 1.1; emoji and the scripts of East Asia would take ten times the room.
static NAMES: [FontFamilyName<'static>; 10] = [
    FontFamilyName::named("Liberation Serif"),
    FontFamilyName::named("Noto Naskh Arabic"),
    FontFamilyName::named("Noto Sans Javanese"),
    FontFamilyName::named("Noto Serif Balinese"),
    FontFamilyName::named("Noto Sans Sundanese"),
    FontFamilyName::named("Noto Sans Batak"),
    FontFamilyName::named("Noto Sans Buginese"),
    FontFamilyName::named("Noto Sans Rejang"),
    FontFamilyName::named("Noto Sans Symbols"),
    FontFamilyName::named("Noto Sans Symbols2"),
];

static FACES: LazyLock<Vec<Blob<u8>>> = LazyLock::new(|| {
    let faces: [&'static [u8]; 13] = [
        include_bytes!("../../assets/fonts/LiberationSerif-Regular.ttf"),
        include_bytes!("../../assets/fonts/LiberationSerif-Bold.ttf"),
        include_bytes!("../../assets/fonts/LiberationSerif-Italic.ttf"),
        include_bytes!("../../assets/fonts/LiberationSerif-BoldItalic.ttf"),
        include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSansJavanese-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSerifBalinese-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSansSundanese-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSansBatak-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSansBuginese-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSansRejang-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSansSymbols-Regular.ttf"),
        include_bytes!("../../assets/fonts/NotoSansSymbols2-Regular.ttf"),
    ];
    faces.into_iter().map(|face| Blob::new(Arc::new(face))).collect()
});

/// The families in the order in which they are asked for a character.
pub fn families() -> FontFamily<'static> {
    FontFamily::List(Cow::Borrowed(&NAMES))
}

/// All of them, and none of the machine's.
pub fn context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
    for face in FACES.iter() {
        collection.register_fonts(face.clone(), None);
    }
    FontContext { collection, source_cache: SourceCache::default() }
}
