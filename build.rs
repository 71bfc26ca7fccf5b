//! Reads the bundled roadmaps while the program is built, so that it need not read YAML when it starts.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "the parts are made for the whole program")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use diagnostic::Style;
use src::diagnostic;

// The part of the program that reads roadmaps, by the same paths as there.

#[path = "src"]
mod src {
    pub mod diagnostic;
}

#[path = "src/format"]
mod format {
    mod codes;
    mod complaints;
    mod fields;
    pub mod roadmap;
    mod suggest;
    mod utf8;
    mod values;
    mod yaml;
}

#[path = "src/model"]
mod model {
    mod link;
    mod roadmap;
    mod slug;
    mod text;

    pub use link::is_link;
    pub use roadmap::{
        Aside, Concept, Kind, Numbering, Place, Requirement, Resource, ResourceKind, Roadmap, RoadmapId, Source, Tool,
        Topic, TopicId,
    };
    pub use slug::slug;
    pub use text::{SafeText, capitalised};
}

/// What is bundled, in the order in which it is listed.
const BUNDLED: [&str; 4] = ["backend-2025", "backend-seven-stages", "backend-ten-steps", "backend-recruiters"];

fn main() -> Result<(), Box<dyn Error>> {
    // The parts of the reader are sources of this script: when they change it is built and run again anyway.
    println!("cargo::rerun-if-changed=roadmaps");
    let roadmaps = BUNDLED.map(bundled).into_iter().collect::<Result<Vec<_>, _>>()?;
    let target = Path::new(&env::var("OUT_DIR")?).join("bundled.json");
    fs::write(target, serde_json::to_vec(&roadmaps)?)?;
    let ids = roadmaps.iter().map(|roadmap| &*roadmap.id.0).collect::<Vec<_>>();
    let ids = format!("static BUNDLED_IDS: [&str; {}] = {ids:?};\n", ids.len());
    fs::write(Path::new(&env::var("OUT_DIR")?).join("bundled_ids.rs"), ids)?;
    Ok(())
}

/// Reads one of them; a mistake in it ends the build with its report.
fn bundled(stem: &str) -> Result<model::Roadmap, Box<dyn Error>> {
    let path = format!("roadmaps/{stem}.yaml");
    let bytes = fs::read(&path).map_err(|error| format!("could not read {path}: {error}"))?;
    let (text, checked) = format::roadmap::read_bytes(stem, &bytes);
    for line in diagnostic::render(&checked.report, &path, &text, Style::Plain).lines() {
        println!("cargo::warning={line}");
    }
    checked.value.ok_or_else(|| format!("{path} has mistakes, told above").into())
}
