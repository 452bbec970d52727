//! Whether JSON has the shape that the document says: every fault is named at once, in the caller's language.
//!
//! Reading JSON into a type names the first fault alone, in English. So a body is first compared with the schema of its
//! type. What does not fit gets a stand-in that does, so that the limits of all the rest can still be judged.

use super::fault::{self, Fault, Faults};
use super::json::escape;
use super::locale::Text;
use super::openapi;
use crate::db::{Day, Id, Instant};
use serde_json::{Map, Value};
use utoipa::openapi::schema::{AdditionalProperties, Array, ArrayItems, Object, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr, Schema, SchemaFormat};

/// More faults than this in one body are not listed.
const MOST: usize = 200;

/// What a body is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A whole record: null stands for what is left out.
    Whole,
    /// A merge patch (RFC 7396): nothing is required, and null takes out what may be absent.
    Patch,
}

/// What does not fit the schema; stand-ins take its place in `value`.
pub fn judge(schema: &RefOr<Schema>, value: &mut Value, purpose: Use) -> Faults {
    let mut judge = Judge { faults: Faults::default(), path: String::new() };
    match (resolve(schema), &mut *value) {
        (Some(Schema::Object(object)), Value::Object(fields)) if purpose == Use::Patch => judge.patch(object, fields),
        _ => judge.value(schema, value),
    }
    judge.faults
}

/// The schema itself, or that of the document that it refers to.
pub fn resolve(schema: &RefOr<Schema>) -> Option<&Schema> {
    match schema {
        RefOr::T(schema) => Some(schema),
        RefOr::Ref(reference) => openapi::schema(reference.ref_location.strip_prefix("#/components/schemas/")?).and_then(resolve),
    }
}

/// The schema of the items of a list.
pub fn items(schema: &RefOr<Schema>) -> Option<&RefOr<Schema>> {
    match resolve(schema) {
        Some(Schema::Array(Array { items: ArrayItems::RefOrSchema(item), .. })) => Some(item),
        Some(Schema::OneOf(one)) => one.items.iter().find_map(items),
        _ => None,
    }
}

/// Why a text, as queries hold them, is no value of this schema.
pub fn misfit(schema: &RefOr<Schema>, text: &str) -> Option<Text> {
    let object = match resolve(schema) {
        Some(Schema::OneOf(one)) => return one.items.iter().filter(|item| !is_null(item)).find_map(|item| misfit(item, text)),
        Some(Schema::Object(object)) => object,
        _ => return None,
    };
    match types(&object.schema_type).iter().find(|kind| **kind != Type::Null) {
        Some(Type::Boolean) if !matches!(text, "true" | "false") => Some(fault::wrong_type(resolve(schema)).1),
        Some(Type::Integer) => text.parse::<i64>().map_or_else(|_| Some(fault::wrong_type(resolve(schema)).1), |n| beyond(object, n)),
        Some(Type::String) => wrong_text(object, text).map(|(_, message)| message),
        _ => None,
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    matches!(resolve(schema), Some(Schema::Object(object)) if matches!(types(&object.schema_type), [Type::Null]))
}

/// Why a number lies outside the limits of its schema.
fn beyond(object: &Object, n: i64) -> Option<Text> {
    let limit = |number: &Option<utoipa::Number>| match number {
        Some(utoipa::Number::Int(n)) => i64::try_from(*n).ok(),
        Some(utoipa::Number::UInt(n)) => i64::try_from(*n).ok(),
        _ => None,
    };
    let (least, most) = (limit(&object.minimum), limit(&object.maximum));
    let outside = least.is_some_and(|least| n < least) || most.is_some_and(|most| n > most);
    match (least, most) {
        (Some(least), Some(most)) if outside => Some(fault::outside(least, most)),
        _ => (outside || i32::try_from(n).is_err()).then(|| fault::too_large().1),
    }
}

/// Why a text is none of the words, or not in the format, that its schema asks for.
fn wrong_text(object: &Object, text: &str) -> Option<Fault> {
    let words = words(object);
    match format(object) {
        _ if !words.is_empty() && !words.contains(&text) => Some(fault::none_of(&words)),
        Some(Format::Day) => text.parse::<Day>().is_err().then(|| fault::day(text)),
        Some(Format::Instant) => Instant::read(text).is_none().then(|| fault::instant(text)),
        Some(Format::Id) => text.parse::<Id>().is_err().then(fault::id),
        _ => None,
    }
}

fn words(object: &Object) -> Vec<&str> {
    object.enum_values.iter().flatten().filter_map(Value::as_str).collect()
}

fn types(schema_type: &SchemaType) -> &[Type] {
    match schema_type {
        SchemaType::Type(one) => std::slice::from_ref(one),
        SchemaType::Array(several) => several,
        SchemaType::AnyValue => &[],
    }
}

fn is_nullable(schema: &RefOr<Schema>) -> bool {
    match resolve(schema) {
        Some(Schema::Object(object)) => types(&object.schema_type).contains(&Type::Null),
        Some(Schema::Array(array)) => types(&array.schema_type).contains(&Type::Null),
        Some(Schema::OneOf(one)) => one.items.iter().any(is_nullable),
        _ => true,
    }
}

/// Whether a schema is for this kind of JSON value, whatever it asks of it.
fn suits(schema: &RefOr<Schema>, value: &Value) -> bool {
    match resolve(schema) {
        Some(Schema::Object(object)) => {
            let types = types(&object.schema_type);
            types.is_empty() || types.iter().any(|one| is_of(one, value))
        }
        Some(Schema::Array(_)) => value.is_array(),
        Some(Schema::OneOf(one)) => one.items.iter().any(|item| suits(item, value)),
        _ => true,
    }
}

fn is_of(kind: &Type, value: &Value) -> bool {
    match kind {
        Type::Object => value.is_object(),
        Type::String => value.is_string(),
        Type::Integer => value.is_i64() || value.is_u64(),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Array => value.is_array(),
        Type::Null => value.is_null(),
    }
}

/// A value that fits, and that no limit stumbles over: the earliest day, the smallest number, the first word.
fn stand_in(schema: &RefOr<Schema>) -> Value {
    match resolve(schema) {
        _ if is_nullable(schema) => Value::Null,
        Some(Schema::Object(object)) => match types(&object.schema_type).first() {
            Some(Type::Object) => {
                let required = object.required.iter();
                Value::Object(required.filter_map(|name| Some((name.clone(), stand_in(object.properties.get(name)?)))).collect())
            }
            Some(Type::String) => Value::String(match (words(object).first(), format(object)) {
                (Some(word), _) => (*word).to_owned(),
                (None, Some(Format::Day)) => "1970-01-01".to_owned(),
                (None, Some(Format::Instant)) => Instant(0).to_string(),
                (None, Some(Format::Id)) => Id::NIL.to_string(),
                (None, _) => "x".repeat(object.min_length.unwrap_or(1)),
            }),
            Some(Type::Integer | Type::Number) => serde_json::to_value(&object.minimum).ok().filter(Value::is_number).unwrap_or(1.into()),
            Some(Type::Boolean) => Value::Bool(false),
            _ => Value::Null,
        },
        Some(Schema::Array(_)) => Value::Array(Vec::new()),
        Some(Schema::OneOf(one)) => one.items.first().map_or(Value::Null, stand_in),
        _ => Value::Null,
    }
}

/// What a text or a number must be read as.
enum Format {
    Day,
    Instant,
    Id,
    Int32,
    Int64,
}

fn format(object: &Object) -> Option<Format> {
    match object.format.as_ref()? {
        SchemaFormat::KnownFormat(KnownFormat::Date) => Some(Format::Day),
        SchemaFormat::KnownFormat(KnownFormat::DateTime) => Some(Format::Instant),
        SchemaFormat::KnownFormat(KnownFormat::Int32) => Some(Format::Int32),
        SchemaFormat::KnownFormat(KnownFormat::Int64) => Some(Format::Int64),
        SchemaFormat::Custom(name) if name == "uuid" => Some(Format::Id),
        _ => None,
    }
}

struct Judge {
    faults: Faults,
    path: String,
}

impl Judge {
    fn fault(&mut self, fault: Fault) {
        if self.faults.len() < MOST {
            self.faults.add(&self.path, fault);
        }
    }

    /// Goes to a member or an item, and comes back.
    fn at(&mut self, name: &str, judge: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(&escape(name));
        judge(self);
        self.path.truncate(length);
    }

    fn value(&mut self, schema: &RefOr<Schema>, value: &mut Value) {
        if self.faults.len() >= MOST {
            return;
        }
        let before = self.faults.len();
        match resolve(schema) {
            Some(Schema::OneOf(one)) => match one.items.iter().find(|item| suits(item, value)) {
                Some(item) => return self.value(item, value),
                None => self.fault(fault::wrong_type(one.items.first().and_then(resolve))),
            },
            Some(of) if !suits(schema, value) => self.fault(fault::wrong_type(Some(of))),
            Some(Schema::Array(Array { items: ArrayItems::RefOrSchema(item), .. })) => {
                for (n, one) in value.as_array_mut().into_iter().flatten().enumerate() {
                    self.at(&n.to_string(), |judge| judge.value(item, one));
                }
                return;
            }
            Some(Schema::Object(object)) => match value {
                Value::Object(fields) => return self.fields(object, fields),
                Value::String(text) => self.text(object, text),
                Value::Number(number) => self.number(object, number),
                _ => {}
            },
            _ => {}
        }
        if self.faults.len() > before {
            *value = stand_in(schema);
        }
    }

    fn text(&mut self, object: &Object, text: &str) {
        let words = words(object);
        if !words.is_empty() && !words.contains(&text) {
            self.faults.choose(&self.path, &words);
        } else if let Some(wrong) = wrong_text(object, text) {
            self.fault(wrong);
        }
    }

    fn number(&mut self, object: &Object, number: &serde_json::Number) {
        let wide = match format(object) {
            Some(Format::Int32) => number.as_i64().is_none_or(|n| i32::try_from(n).is_err()),
            Some(Format::Int64) => number.as_i64().is_none(),
            _ => false,
        };
        if wide {
            self.fault(fault::too_large());
        }
    }

    fn fields(&mut self, object: &Object, fields: &mut Map<String, Value>) {
        self.known_only(object, fields);
        // What is null is as if absent; so is what has nothing for a stand-in.
        let there = |name: &String, value: &mut Value| !value.is_null() || object.required.contains(name);
        fields.retain(there);
        self.members(object, fields);
        fields.retain(there);
        for name in object.required.iter().filter(|name| !fields.contains_key(*name)).cloned().collect::<Vec<_>>() {
            self.at(&name, |judge| judge.fault(fault::missing()));
            if let Some(schema) = object.properties.get(&name) {
                fields.insert(name, stand_in(schema));
            }
        }
    }

    /// The members that a patch names; what does not fit is left out, so that the record keeps what it has.
    fn patch(&mut self, object: &Object, fields: &mut Map<String, Value>) {
        self.known_only(object, fields);
        let clears: Vec<String> = fields.iter().filter(|(_, value)| value.is_null()).map(|(name, _)| name.clone()).collect();
        for name in &clears {
            let may_go = !object.required.contains(name) || object.properties.get(name).is_some_and(is_nullable);
            if !may_go {
                self.at(name, |judge| judge.fault(fault::missing()));
            }
        }
        let mut sets: Map<String, Value> =
            fields.iter().filter(|(_, value)| !value.is_null()).map(|(n, v)| (n.clone(), v.clone())).collect();
        self.members(object, &mut sets);
        fields.extend(sets);
        fields.retain(|name, _| !self.faults.within(&format!("/{}", escape(name))));
    }

    fn members(&mut self, object: &Object, fields: &mut Map<String, Value>) {
        for (name, value) in fields {
            if let Some(schema) = object.properties.get(name) {
                self.at(name, |judge| judge.value(schema, value));
            }
        }
    }

    /// Takes out what the type does not know, where it says that it knows all.
    fn known_only(&mut self, object: &Object, fields: &mut Map<String, Value>) {
        if !matches!(object.additional_properties.as_deref(), Some(AdditionalProperties::FreeForm(false))) {
            return;
        }
        let unknown: Vec<String> = fields.keys().filter(|name| !object.properties.contains_key(*name)).cloned().collect();
        for name in unknown {
            fields.remove(&name);
            self.at(&name, |judge| judge.fault(fault::unknown()));
        }
    }
}
