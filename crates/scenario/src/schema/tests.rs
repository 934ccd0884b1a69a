//! The schema and the registries and readers it is made from.

use super::super::{draft, layer};
use super::*;

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn every_key_that_a_file_may_have_is_in_the_schema() {
    for language in [Language::En, Language::Zh] {
        let schema = schema(language);
        assert_eq!(keys(&schema["properties"]), layer::TOP);
        let mut change = keys(&schema["definitions"]["change"]["properties"]);
        let mut known = draft::KEYS.to_vec();
        change.sort_unstable();
        known.sort_unstable();
        assert_eq!(change, known);
        assert_eq!(
            keys(&schema["properties"]["place"]["properties"]),
            ["table", "township_size", "urban", "rural", "pastoral"]
        );
    }
}

/// The part of the schema for a setting in a table.
fn at<'a>(schema: &'a Value, table: &str, id: &str) -> Option<&'a str> {
    let mut at = &schema["properties"][table];
    for part in id.split('.') {
        at = at.get("properties")?.get(part)?;
    }
    at["$ref"].as_str()
}

#[test]
fn every_setting_stands_in_its_tables_with_its_range_and_is_described() {
    for language in [Language::En, Language::Zh] {
        let schema = schema(language);
        for id in SettingId::all() {
            let setting = id.setting();
            let id = setting.id;
            let own = format!("#/definitions/{id}");
            let is_at = |table: &str, id: &str| at(&schema, table, id) == Some(own.as_str());
            match setting.table() {
                Table::Horizon => assert!(is_at("horizon", id), "{id}"),
                Table::Place if setting.by_zone => {
                    assert!(is_at("place", &format!("pastoral.{id}")), "{id}");
                }
                Table::Place => assert!(is_at("place", id), "{id}"),
                Table::Values => {
                    assert!(is_at("baseline", id), "{id}");
                    assert_eq!(is_at("policy", id), setting.scope != Scope::Fixed, "{id}");
                }
            }
            let definition = &schema["definitions"][id];
            let about = definition["description"].as_str().unwrap();
            assert!(about.contains(setting.meaning.say(language)), "{id}");
            if matches!(setting.choice, Choice::Real | Choice::Whole) {
                assert_eq!(definition["minimum"].as_f64(), Some(setting.range.0), "{id}");
                assert_eq!(definition["maximum"].as_f64(), Some(setting.range.1), "{id}");
            }
        }
    }
}

#[test]
fn every_reference_leads_to_a_definition() {
    let schema = schema(Language::En);
    let text = schema.to_string();
    let mut seen = 0;
    for rest in text.split("\"#/definitions/").skip(1) {
        let name = rest.split('"').next().unwrap();
        assert!(schema["definitions"].get(name).is_some(), "{name}");
        seen += 1;
    }
    assert!(seen > 500, "{seen}");
}
