//! How a metric comes from a tally: what is over what, and so when it is empty.

use crate::world::tally::Tally;

/// A number of a tally.
pub(super) type Part = fn(&Tally) -> f64;

/// How a metric comes from a tally.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// A number in every tally.
    Always(Part),
    /// A number where something holds.
    Where(fn(&Tally) -> bool, Part),
    /// The first over the second; empty where the second is zero.
    Ratio(Part, Part),
    /// A ratio less another; empty where either is.
    Difference((Part, Part), (Part, Part)),
    /// A ratio over another; empty where either is, or the second is zero.
    Quotient((Part, Part), (Part, Part)),
}

impl Value {
    /// The value of a tally; none where it is empty.
    pub fn of(self, tally: &Tally) -> Option<f64> {
        let over = |(part, whole): (Part, Part)| ratio(part(tally), whole(tally));
        match self {
            Self::Always(number) => Some(number(tally)),
            Self::Where(holds, number) => holds(tally).then(|| number(tally)),
            Self::Ratio(part, whole) => over((part, whole)),
            Self::Difference(first, second) => Some(over(first)? - over(second)?),
            Self::Quotient(first, second) => ratio(over(first)?, over(second)?),
        }
    }

    /// Whether a tally has no value: what it is over is zero.
    pub fn is_empty(self, tally: &Tally) -> bool {
        self.of(tally).is_none()
    }
}

/// A ratio; none where the denominator is zero.
fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator > 0.0).then(|| numerator / denominator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_empty_where_what_it_is_over_is_zero() {
        let nothing = Tally::default();
        let some = Tally { adults_local: 4.0, adults_migrant: 2.0, ..nothing };
        let (locals, migrants): (Part, Part) = (|t| t.adults_local, |t| t.adults_migrant);
        let (whole, half) = ((locals, Tally::adults as Part), (migrants, locals));
        assert_eq!(Value::Ratio(locals, migrants).of(&some), Some(2.0));
        assert!(Value::Ratio(locals, migrants).is_empty(&nothing));
        assert_eq!(Value::Difference(half, whole).of(&some), Some(0.5 - 4.0 / 6.0));
        assert!(Value::Difference(half, whole).is_empty(&nothing));
        assert_eq!(Value::Quotient(half, half).of(&some), Some(1.0));
        let no_locals = Tally { adults_migrant: 2.0, ..nothing };
        assert!(Value::Quotient(whole, whole).is_empty(&no_locals), "zero over zero");
        assert!(!Value::Always(locals).is_empty(&nothing));
        assert!(Value::Where(|t| t.adults_local > 4.0, locals).is_empty(&some));
    }
}
