//! `milepost config`: what is set and what holds, and every mistake in the file.

use std::io::ErrorKind;
use std::path::Path;

use serde::Serialize;

use super::args::{Globals, When};
use super::output::{DIM, Output, no_color};
use super::refusal::{Exit, Kind, Refusal};
use super::table::{padded, widths};
use crate::diagnostic::{render, render_json};
use crate::format::config::{Setting, settings, template};
use crate::model::SafeText;
use crate::store::{create_config, machine_of_environment};

#[derive(Serialize)]
struct Answer {
    file: SafeText,
    exists: bool,
    errors: usize,
    warnings: usize,
    settings: Vec<Row>,
    diagnostics: Vec<serde_json::Value>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    value: serde_json::Value,
    is_default: bool,
    /// The option or the variable that goes before it in this run.
    overruled_by: Option<&'static str>,
}

#[derive(Serialize)]
struct Written {
    file: SafeText,
    written: bool,
}

pub(super) fn run(init: bool, globals: &Globals, output: &mut Output) -> anyhow::Result<Exit> {
    let found = std::mem::take(&mut output.settings);
    let Some(path) = found.path() else {
        return Err(found.failed.expect("a path that is not known has a reason").into());
    };
    if init {
        return write(path, output);
    }
    if let Some(failed) = found.failed {
        return Err(failed.into());
    }
    let settings = settings(&found.config);
    let name = path.to_string_lossy();
    let report = &found.report;
    if output.json {
        let row = |setting: Setting| {
            let overruled_by = overruled_by(&setting.name, globals);
            Row { name: setting.name, value: setting.value, is_default: setting.is_default, overruled_by }
        };
        output.answer(Answer {
            file: SafeText::line(&name),
            exists: found.exists,
            errors: report.errors(),
            warnings: report.warnings(),
            settings: settings.into_iter().map(row).collect(),
            diagnostics: render_json(report, &name, &found.text),
        })?;
    } else {
        print(&settings, path, globals, output)?;
        if !report.diagnostics.is_empty() {
            output.line("")?;
            output.text(&render(report, &name, &found.text, output.style))?;
        }
        if !found.exists {
            output.remark("There is no such file: everything is at its default. `milepost config --init` writes one.");
        }
    }
    Ok(if report.errors() > 0 { Exit::Invalid } else { Exit::Done })
}

/// Every setting, and of the keys those that are not the default.
fn print(settings: &[Setting], path: &Path, globals: &Globals, output: &mut Output) -> anyhow::Result<()> {
    output.line(&SafeText::line(&path.to_string_lossy()))?;
    output.line("")?;
    let is_told = |setting: &&Setting| !setting.name.starts_with("keys.") || !setting.is_default;
    let row = |setting: &Setting| {
        let value = if setting.value.is_null() { "not set".to_owned() } else { setting.written() };
        let remark = match overruled_by(&setting.name, globals) {
            Some(other) => format!("{other} goes before it"),
            None if setting.is_default => "default".to_owned(),
            None => String::new(),
        };
        [SafeText::line(&setting.name).to_string(), SafeText::line(&value).to_string(), remark]
    };
    let mut rows: Vec<_> = settings.iter().filter(is_told).map(row).collect();
    let other = if settings.iter().all(|setting| !setting.name.starts_with("keys.") || setting.is_default) {
        ""
    } else {
        "other "
    };
    rows.push([format!("{other}keys"), "as `milepost keys` lists them".to_owned(), "default".to_owned()]);
    if output.is_spoken() {
        return rows.iter().try_for_each(|row| output.line(&aloud(row)));
    }
    let widths = widths(&rows);
    for [name, value, remark] in &rows {
        let remark = output.paint(DIM, remark);
        output.line(&format!("  {}  {}  {remark}", padded(name, widths[0]), padded(value, widths[1])))?;
    }
    Ok(())
}

/// `theme: auto, default.`
fn aloud([name, value, remark]: &[String; 3]) -> String {
    let remark = if remark.is_empty() { "" } else { &format!(", {remark}") };
    format!("{name}: {value}{remark}.")
}

/// What goes before a setting in this run.
fn overruled_by(name: &str, globals: &Globals) -> Option<&'static str> {
    match name {
        "theme" if globals.color == When::Never => Some("--color"),
        "theme" if globals.color == When::Auto && no_color() => Some("NO_COLOR"),
        "theme" => {
            let named = globals.theme.as_ref().filter(|name| !name.is_empty())?;
            let variable = std::env::var_os("MILEPOST_THEME").is_some_and(|value| *value == **named);
            Some(if variable { "MILEPOST_THEME" } else { "--theme" })
        }
        "accessible" if globals.plain => Some("--plain"),
        "ascii" if globals.ascii => Some("--ascii"),
        "machine" if machine_of_environment().is_some() => Some("MILEPOST_MACHINE"),
        _ => None,
    }
}

/// Writes a file to begin with, where there is none.
fn write(path: &Path, output: &mut Output) -> anyhow::Result<Exit> {
    let file = SafeText::line(&path.to_string_lossy());
    match create_config(path, &template()) {
        Ok(()) => {}
        Err(error) if error.is(ErrorKind::AlreadyExists) => {
            let refusal = Refusal::new(Kind::Failed, format!("there is one already: {file}"));
            return Err(refusal.hint("`milepost config` tells what it sets. Nothing was written.").into());
        }
        Err(error) => return Err(error.into()),
    }
    if output.json {
        output.answer(Written { file, written: true })?;
    } else {
        output.confirm(&format!("Written: {file}"))?;
        output.remark("Every setting is in it, commented out. `milepost config` tells what holds.");
    }
    Ok(Exit::Done)
}
