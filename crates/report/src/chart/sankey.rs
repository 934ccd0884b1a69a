//! A flow picture of money: accounts as columns of boxes, flows as ribbons as broad as the money.

use maud::{Markup, html};

use super::{label, round};
use crate::quantity::Phrase;

const WIDTH: f64 = 820.0;
const BOX: f64 = 10.0;
const GAP: f64 = 8.0;
const TOP: f64 = 8.0;
/// Room for the names of the last column.
const LABELS: f64 = 180.0;
/// Least height of a label's line.
const LINE: f64 = 13.0;

/// A box at an end of a ribbon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Column.
    pub column: usize,
    /// Place in the column, from the top: lower numbers stand higher.
    pub rank: usize,
    /// Name.
    pub name: Phrase,
}

/// Money from one box to another.
#[derive(Clone, Debug)]
pub struct Link {
    /// The box that it leaves.
    pub from: End,
    /// The box that it reaches.
    pub to: End,
    /// How much.
    pub amount: f64,
    /// What it says when pointed at.
    pub title: Phrase,
}

/// A box with its money in and out.
#[derive(Clone, Debug)]
struct Node {
    column: usize,
    rank: usize,
    name: Phrase,
    inward: f64,
    outward: f64,
    top: f64,
}

impl Node {
    fn is(&self, end: &End) -> bool {
        (self.column, self.rank, &self.name) == (end.column, end.rank, &end.name)
    }

    /// The name and the money, in the unit of the links.
    fn label(&self) -> Phrase {
        let amount = format!("{:.1}", self.amount());
        let Phrase { en, zh } = &self.name;
        Phrase { en: format!("{en} {amount}"), zh: format!("{zh} {amount}") }
    }

    fn amount(&self) -> f64 {
        self.inward.max(self.outward)
    }
}

/// Draws links; `pixels` is the breadth of one unit of money.
pub fn sankey(links: &[Link], columns: usize, pixels: f64, named_by: &str) -> Markup {
    let mut nodes = nodes(links);
    let height = place(&mut nodes, columns, pixels);
    let ribbons = ribbons(links, &nodes, columns, pixels);
    html! {
        svg class="sankey" viewBox={ "0 0 " (WIDTH) " " (round(height)) } role="img"
            aria-labelledby=(named_by) {
            @for (outline, title) in &ribbons {
                path class="ribbon" d=(outline) { title { (title.en) " · " (title.zh) } }
            }
            @for node in &nodes {
                @let height = (node.amount() * pixels).max(1.0);
                rect class="box" x=(round(x(node.column, columns))) y=(round(node.top)) width=(BOX)
                    height=(round(height)) {}
                (label(x(node.column, columns) + BOX + 4.0, node.top + height / 2.0 + 4.0, "start",
                    "node", node.label()))
            }
        }
    }
}

/// Left edge of a column's boxes.
fn x(column: usize, columns: usize) -> f64 {
    (WIDTH - LABELS - BOX) / (columns - 1).max(1) as f64 * column as f64
}

/// Outlines of the ribbons. At each end they lie in the order of the boxes at their other ends, so that
/// they cross as little as may be.
fn ribbons(links: &[Link], nodes: &[Node], columns: usize, pixels: f64) -> Vec<(String, Phrase)> {
    let at = |end: &End| nodes.iter().position(|node| node.is(end)).unwrap_or_default();
    let ends: Vec<[usize; 2]> = links.iter().map(|link| [at(&link.from), at(&link.to)]).collect();
    let mut tops = vec![[0.0; 2]; links.len()];
    for side in [0, 1] {
        let mut order: Vec<usize> = (0..links.len()).collect();
        order.sort_by(|&a, &b| {
            let other = |link: usize| nodes[ends[link][1 - side]].top;
            other(a).total_cmp(&other(b))
        });
        let mut taken = vec![0.0; nodes.len()];
        for link in order {
            let node = ends[link][side];
            tops[link][side] = nodes[node].top + taken[node];
            taken[node] += links[link].amount * pixels;
        }
    }
    let outline = |link: usize| {
        let [from, to] = ends[link];
        let breadth = (links[link].amount * pixels).max(0.7);
        let left = x(nodes[from].column, columns) + BOX;
        let right = x(nodes[to].column, columns);
        let [y1, y2] = tops[link].map(round);
        let [z1, z2] = tops[link].map(|top| round(top + breadth));
        let (left, right, middle) = (round(left), round(right), round(f64::midpoint(left, right)));
        format!(
            "M{left} {y1}C{middle} {y1},{middle} {y2},{right} {y2}L{right} {z2}C{middle} {z2},{middle} {z1},{left} {z1}Z"
        )
    };
    (0..links.len()).map(|link| (outline(link), links[link].title.clone())).collect()
}

/// The boxes of links, column by column from the top.
fn nodes(links: &[Link]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for link in links {
        for (end, leaves) in [(&link.from, true), (&link.to, false)] {
            let found = nodes.iter().position(|node| node.is(end));
            let at = found.unwrap_or_else(|| {
                let End { column, rank, name } = end.clone();
                nodes.push(Node { column, rank, name, inward: 0.0, outward: 0.0, top: 0.0 });
                nodes.len() - 1
            });
            let sum = if leaves { &mut nodes[at].outward } else { &mut nodes[at].inward };
            *sum += link.amount;
        }
    }
    nodes.sort_by_key(|node| (node.column, node.rank));
    nodes
}

/// Sets boxes under each other in their columns; returns the height of the picture.
fn place(nodes: &mut [Node], columns: usize, pixels: f64) -> f64 {
    let mut bottom = TOP;
    for column in 0..columns {
        let mut y = TOP;
        for node in nodes.iter_mut().filter(|node| node.column == column) {
            let height = (node.amount() * pixels).max(1.0);
            // A thin box still has room for its label.
            node.top = y + (LINE - height).max(0.0) / 2.0;
            y += height.max(LINE) + GAP;
        }
        bottom = bottom.max(y);
    }
    bottom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_as_high_as_the_money_that_passes_and_do_not_overlap() {
        let end = |column, rank| End { column, rank, name: Phrase::same("") };
        let link = |rank, amount| Link {
            from: end(0, 0),
            to: end(1, rank),
            amount,
            title: Phrase::same(""),
        };
        let links = [link(1, 40.0), link(0, 60.0)];
        let mut nodes = nodes(&links);
        assert_eq!(nodes.iter().map(Node::amount).collect::<Vec<_>>(), [100.0, 60.0, 40.0]);
        let height = place(&mut nodes, 2, 2.0);
        assert!(nodes[1].top + 120.0 + GAP <= nodes[2].top && nodes[2].top + 80.0 <= height);
        let drawn = sankey(&links, 2, 2.0, "x").into_string();
        assert_eq!(drawn.matches("class=\"ribbon\"").count(), 2);
    }
}
