//! `cogov place generate`: a table of an invented place.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{DONE, REFUSED, USAGE, say, say_error};
use crate::output::{cannot_write, write_new};
use crate::place::{Wish, generate};
use crate::quantity::{Language, Text};

/// Invent a table: communities whose zones, sizes and migrants are spread like Inner Mongolia's
#[derive(Args)]
pub struct Generate {
    /// Adults of all communities
    #[arg(long, value_name = "N")]
    adults: u64,
    /// Number of communities; may be left out where numbers by zone are given
    #[arg(long, value_name = "M", required_unless_present_any = ["urban", "rural", "pastoral"])]
    communities: Option<u32>,
    /// Number of urban communities
    #[arg(long, value_name = "N")]
    urban: Option<u32>,
    /// Number of rural communities
    #[arg(long, value_name = "N")]
    rural: Option<u32>,
    /// Number of pastoral communities
    #[arg(long, value_name = "N")]
    pastoral: Option<u32>,
    /// Number of counties
    #[arg(long, value_name = "K", default_value_t = 1)]
    counties: u32,
    /// Which community is large, urban or full of migrants: another number, another place
    #[arg(long = "seed", value_name = "S", default_value_t = 1)]
    place_seed: u64,
    /// Write this file [default: standard output]
    #[arg(long = "out", value_name = "FILE")]
    table_out: Option<PathBuf>,
    /// Begin the table with a byte order mark, by which Excel in Chinese reads it right
    #[arg(long)]
    bom: bool,
}

impl Generate {
    /// The place asked for. Numbers by zone are all of them; a zone that is left out has what the total
    /// leaves, or none.
    fn wish(&self) -> Wish {
        let given = [self.urban, self.rural, self.pastoral];
        let sum = given.iter().flatten().fold(0_u32, |sum, &count| sum.saturating_add(count));
        let rest = self.communities.map_or(0, |all| all.saturating_sub(sum));
        let open = given.iter().filter(|count| count.is_none()).count();
        let fill = |count: Option<u32>| count.unwrap_or(if open == 1 { rest } else { 0 });
        Wish {
            adults: self.adults,
            communities: self.communities.unwrap_or(sum),
            zones: given.iter().any(Option::is_some).then(|| given.map(fill)),
            counties: self.counties,
            seed: self.place_seed,
        }
    }

    /// Runs the command; returns the exit code.
    pub fn execute(self, language: Language) -> u8 {
        let wish = self.wish();
        let (table_out, bom) = (self.table_out, self.bom);
        let table = match generate(&wish) {
            Ok(table) if bom => format!("\u{feff}{table}"),
            Ok(table) => table,
            Err(why) => {
                let label = Text { en: "error: ", zh: "错误：" }.say(language);
                say_error(&format!("{label}{}", why.say(&wish, language)));
                return USAGE;
            }
        };
        let Some(path) = table_out else {
            say(table.trim_end());
            return DONE;
        };
        match write_new(&path, table.as_bytes()) {
            Ok(()) => {
                let wrote = Text { en: "Wrote", zh: "已写入" }.say(language);
                let name = path.display().to_string();
                let word = if name.contains(' ') { format!("\"{name}\"") } else { name.clone() };
                say(&format!(
                    "{wrote} {name}\n  cogov place summary {word}\n  cogov run baseline --place {word}"
                ));
                DONE
            }
            Err(error) => {
                say_error(&cannot_write(&path, &error, language));
                REFUSED
            }
        }
    }
}
