//! Residents: one component a column, the same rows in all columns of a community.
//!
//! Rows are in the order of ids: initial residents by ordinal, then newcomers by month, kind and
//! ordinal. Demography keeps that order when people leave, so "listed by id" is "by row".

use bevy_ecs::prelude::*;

use crate::quantity::Education;

/// Declares the columns: a component each, and the row and bundle that know them all.
macro_rules! columns {
    ($($(#[$doc:meta])* $field:ident: $name:ident($kind:ty);)*) => {
        $(
            $(#[$doc])*
            #[derive(Component, Clone, Debug, Default, PartialEq)]
            pub struct $name(pub Vec<$kind>);
        )*

        /// One resident, as a row for the columns.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Resident { $($(#[$doc])* pub $field: $kind,)* }

        /// All columns of a community, to spawn or to copy them.
        #[derive(Bundle, Clone, Debug, Default, PartialEq)]
        pub struct Columns { $($(#[$doc])* pub $field: $name,)* }

        impl Columns {
            /// Columns with room for some residents.
            pub fn with_room(residents: usize) -> Self {
                Self { $($field: $name(Vec::with_capacity(residents)),)* }
            }

            /// Adds a resident as the last row.
            pub fn push(&mut self, resident: Resident) {
                $(self.$field.0.push(resident.$field);)*
            }

            /// The resident in a row.
            pub fn row(&self, row: usize) -> Resident {
                Resident { $($field: self.$field.0[row],)* }
            }
        }

        /// All columns of a community, to change who lives there: for demography alone.
        #[derive(bevy_ecs::query::QueryData)]
        #[query_data(mutable)]
        pub struct Residents { $($(#[$doc])* pub $field: &'static mut $name,)* }

        impl ResidentsReadOnlyItem<'_, '_> {
            /// A copy of all columns.
            pub fn to_columns(&self) -> Columns {
                Columns { $($field: self.$field.clone(),)* }
            }

            /// The resident in a row.
            pub fn row(&self, row: usize) -> Resident {
                Resident { $($field: self.$field.0[row],)* }
            }
        }

        impl ResidentsItem<'_, '_> {
            /// Adds a resident as the last row.
            pub fn push(&mut self, resident: Resident) {
                $(grow(&mut self.$field.0); self.$field.0.push(resident.$field);)*
            }

            /// Takes away the rows of `leavers` (ascending) and closes the gaps in order.
            pub fn remove(&mut self, leavers: &[u16]) {
                $(close_gaps(&mut self.$field.0, leavers, 1);)*
            }
        }
    };
}

columns! {
    /// Stable id within the community.
    id: Ids(u32);
    /// Month of birth (real, negative before month 0): age in month t is (t − birth)/12 years.
    birth: Birth(f32);
    /// Month since which a migrant lives here (real): tenure in month t is t − since.
    since: Since(f32);
    /// Schooling and status, see [`Traits`].
    traits: TraitsOf(Traits);
    /// Trust in the community's organisations.
    trust: Trust(f32);
    /// Satisfaction with service.
    satisfaction: Satisfaction(f32);
    /// Sense of belonging.
    belonging: Belonging(f32);
    /// Sense of efficacy.
    efficacy: Efficacy(f32);
    /// Habit of taking part.
    habit: Habit(f32);
    /// Perceived norm of taking part.
    norm: Norm(f32);
    /// Month of last participation, 0 for never.
    last: LastTook(u16);
    /// What the resident did this month, see [`Took`].
    took: TookPart(u8);
    /// Luck of the month: the word that decides participation.
    act: ActLuck(u32);
    /// Luck of the month: the word that decides death, departure and settlement.
    leave: LeaveLuck(u32);
}

/// Vectors of residents grow by a sixteenth, not by doubling: memory is mostly residents.
fn grow<T>(column: &mut Vec<T>) {
    if column.len() == column.capacity() {
        column.reserve_exact(column.len() / 16 + 4);
    }
}

/// Takes away some rows (ascending), each `width` items wide, and moves the others up in their order.
pub(crate) fn close_gaps<T: Copy>(column: &mut Vec<T>, rows: &[u16], width: usize) {
    let Some(&first) = rows.first() else { return };
    let mut to = usize::from(first) * width;
    for (at, &row) in rows.iter().enumerate() {
        let from = (usize::from(row) + 1) * width;
        let until = rows.get(at + 1).map_or(column.len(), |&next| usize::from(next) * width);
        column.copy_within(from..until, to);
        to += until - from;
    }
    column.truncate(to);
}

/// Schooling and status of a resident in one byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(pub u8);

impl Traits {
    const MIGRANT: u8 = 4;

    /// Traits of a resident.
    pub fn new(education: Education, migrant: bool) -> Self {
        Self(education as u8 | if migrant { Self::MIGRANT } else { 0 })
    }

    /// Whether the resident is a migrant (registered elsewhere).
    #[inline(always)]
    pub fn is_migrant(self) -> bool {
        self.0 & Self::MIGRANT != 0
    }

    /// 1 for a migrant, 0 for a local: for sums without a branch.
    #[inline(always)]
    pub fn migrant(self) -> f32 {
        f32::from(self.0 >> 2 & 1)
    }

    /// Schooling.
    #[inline(always)]
    pub fn education(self) -> Education {
        match self.0 & 3 {
            0 => Education::Basic,
            1 => Education::Secondary,
            _ => Education::Tertiary,
        }
    }

    /// Makes a local of a migrant.
    pub fn settle(&mut self) {
        self.0 &= !Self::MIGRANT;
    }
}

/// Bits of what a resident did this month.
#[derive(Clone, Copy, Debug)]
pub struct Took;

impl Took {
    /// Took part in deliberation.
    pub const POLITICAL: u8 = 1;
    /// Took part in an activity.
    pub const CIVIC: u8 = 2;
}

/// The reference groups of all residents of a community.
#[derive(Component, Clone, Debug, PartialEq, Eq)]
pub struct References {
    /// Places in a group.
    pub size: usize,
    /// `size` rows a resident; [`NOBODY`] marks a place that nobody fills.
    pub rows: Vec<u16>,
    /// Whether some place is empty, to be tried again.
    pub gaps: bool,
}

/// Marks an empty place of a reference group.
pub const NOBODY: u16 = u16::MAX;

/// Ids: initial residents by ordinal; newcomers by month, kind and ordinal, above all initial ones.
pub(crate) fn newcomer_id(month: u32, migrant: bool, ordinal: u32) -> u32 {
    1 << 31 | month << 17 | u32::from(migrant) << 16 | ordinal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_close_in_order() {
        let mut column: Vec<u32> = (0..10).collect();
        close_gaps(&mut column, &[0, 3, 4, 9], 1);
        assert_eq!(column, [1, 2, 5, 6, 7, 8]);
        close_gaps(&mut column, &[], 1);
        assert_eq!(column.len(), 6);
        close_gaps(&mut column, &[1], 2);
        assert_eq!(column, [1, 2, 7, 8]);
    }

    #[test]
    fn ids_of_newcomers_rise_with_month_kind_and_ordinal() {
        let ids = [
            u32::from(u16::MAX),
            newcomer_id(1, false, 0),
            newcomer_id(1, false, 65_535),
            newcomer_id(1, true, 0),
            newcomer_id(2, false, 0),
            newcomer_id(1_200, true, 65_535),
        ];
        assert!(ids.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn traits_keep_schooling_and_status_apart() {
        let mut traits = Traits::new(Education::Tertiary, true);
        assert!(traits.is_migrant());
        traits.settle();
        assert!(!traits.is_migrant() && traits.education() == Education::Tertiary);
    }
}
