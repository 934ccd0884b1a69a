//! What a month counted: the sums from which every metric is a ratio (model section 8).

use bevy_ecs::prelude::*;

/// Declares the tally: fields that add up over communities and months.
macro_rules! tally {
    ($($(#[$doc:meta])* $field:ident,)*) => {
        /// Counts and sums of a community's month, or of any area and any months.
        #[derive(Component, Clone, Copy, Debug, PartialEq)]
        pub struct Tally {
            $($(#[$doc])* pub $field: f64,)*
            /// Months that the tally covers.
            pub months: f64,
            /// Adults at the last observation.
            pub adults_end: f64,
            /// Gini coefficient of resolution rates over communities; not a number where undefined.
            pub gini: f64,
        }

        impl Default for Tally {
            fn default() -> Self {
                Self { $($field: 0.0,)* months: 1.0, adults_end: 0.0, gini: f64::NAN }
            }
        }

        impl Tally {
            fn add(&mut self, other: &Self) {
                $(self.$field += other.$field;)*
            }
        }
    };
}

tally! {
    /// Adults who are locals.
    adults_local,
    /// Adults who are migrants.
    adults_migrant,
    /// Adults with tertiary education.
    tertiary,
    /// Of these, adults who may not stand in elections.
    tertiary_excluded,
    /// Migrants who arrived.
    moved_in,
    /// Adults who moved away.
    moved_out,
    /// Adults who died.
    died,
    /// Adults who came of age.
    came_of_age,
    /// Locals who took part this month.
    participants_local,
    /// Migrants who took part this month.
    participants_migrant,
    /// Participants in activities.
    civic,
    /// Participants in deliberation.
    political,
    /// Locals who took part in the last 12 months.
    yearly_local,
    /// Migrants who took part in the last 12 months.
    yearly_migrant,
    /// Votes in elections.
    votes,
    /// Adults entitled to vote in these elections.
    entitled,
    /// Adults of communities with an election.
    voting_adults,
    /// Share reached by activities, times adults.
    reach,
    /// Share asked to deliberate, times adults.
    asked,
    /// Cadres who quit.
    quits,
    /// Cadres dismissed.
    dismissals,
    /// Cadres in post at the start of the month.
    staff,
    /// Directors replaced by election.
    rotations,
    /// Posts vacant after hiring.
    vacant,
    /// Posts allowed.
    quota,
    /// Cadres in post after hiring.
    cadres,
    /// Sum of their skill.
    skill,
    /// Sum of their burnout.
    burnout,
    /// Administrative hours done.
    admin_done,
    /// Hours of all cadres.
    hours,
    /// Administrative hours demanded before the cap.
    admin_demanded,
    /// Of these, hours above the cap.
    admin_refused,
    /// Share of core tasks neglected, times adults.
    neglect,
    /// Work demanded over hours, times adults, where defined.
    demand,
    /// Adults where it is defined.
    demand_adults,
    /// Needs that arose.
    needs,
    /// Of these, needs not reported.
    unreported,
    /// Requests filed.
    filed,
    /// Requests resolved.
    resolved,
    /// Requests failed.
    failed,
    /// Requests lapsed.
    lapsed,
    /// Requests open at observation.
    backlog,
    /// Age in months of the resolved, summed.
    resolved_months,
    /// Hours of requests worked off by volunteers.
    hours_volunteers,
    /// Hours of requests worked off by social organisations.
    hours_social,
    /// Hours of requests worked off by cadres.
    hours_cadres,
    /// Trust of locals, summed.
    trust_local,
    /// Trust of migrants, summed.
    trust_migrant,
    /// Satisfaction of locals, summed.
    satisfaction_local,
    /// Satisfaction of migrants, summed.
    satisfaction_migrant,
    /// Belonging of locals, summed.
    belonging_local,
    /// Belonging of migrants, summed.
    belonging_migrant,
    /// Efficacy of locals, summed.
    efficacy_local,
    /// Efficacy of migrants, summed.
    efficacy_migrant,
    /// Disputes.
    disputes,
    /// Disputes that escalated.
    escalations,
    /// Cadres on the payroll of the month.
    payroll,
    /// Share of pay that they got, summed.
    paid_share,
    /// Pay owed, fen.
    arrears,
    /// Spent on wages, fen.
    spend_wages,
    /// Spent on materials, fen.
    spend_suppliers,
    /// Spent on activities, fen.
    spend_events,
    /// Spent on training, fen.
    spend_trainers,
    /// Spent on social organisations, fen.
    spend_social_organisations,
    /// Spent on office costs, fen.
    spend_office,
    /// Kept by the township office, fen.
    spend_township,
    /// Spent on programmes, fen.
    spend_programmes,
    /// Spent on residents' proposals, fen.
    spend_projects,
    /// Returned from the county to outside, fen.
    returned,
    /// Held in the community's accounts at observation, fen.
    idle,
    /// Responsiveness, times adults.
    responsiveness,
    /// Share of proposals funded, times adults.
    funded,
    /// Fulfilment ratio, times its weight.
    fulfilment,
    /// Weight of the fulfilment ratio and of the paid ratio.
    county_weight,
    /// Paid over cost of programmes, times its weight.
    programmes_paid,
    /// Fiscal pressure, times its weight.
    pressure,
    /// Weight of fiscal pressure: counties with revenue.
    pressure_weight,
}

impl Tally {
    /// All adults.
    pub fn adults(&self) -> f64 {
        self.adults_local + self.adults_migrant
    }

    /// All participants.
    pub fn participants(&self) -> f64 {
        self.participants_local + self.participants_migrant
    }

    /// Requests that ended.
    pub fn ended(&self) -> f64 {
        self.resolved + self.failed + self.lapsed
    }

    /// Everything spent, fen.
    pub fn spending(&self) -> f64 {
        self.spend_wages
            + self.spend_suppliers
            + self.spend_events
            + self.spend_trainers
            + self.spend_social_organisations
            + self.spend_office
            + self.spend_township
            + self.spend_programmes
            + self.spend_projects
    }

    /// Adds another community or area of the same month.
    pub fn add_area(&mut self, other: &Self) {
        self.add(other);
        self.adults_end = self.adults();
    }

    /// Adds a later month of the same area. What holds for a county is averaged over months, so a
    /// month counts once, whatever its weight.
    pub fn add_month(&mut self, later: &Self) {
        let mut month = *later;
        if month.county_weight > 0.0 {
            month.fulfilment /= month.county_weight;
            month.programmes_paid /= month.county_weight;
            month.county_weight = 1.0;
        }
        if month.pressure_weight > 0.0 {
            month.pressure /= month.pressure_weight;
            month.pressure_weight = 1.0;
        }
        self.add(&month);
        self.months += later.months;
        self.adults_end = later.adults_end;
    }

    /// A tally of no month, to which months are added.
    pub fn none() -> Self {
        Self { months: 0.0, ..Self::default() }
    }
}

/// What a month counted for a county as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CountyTally {
    /// Returned to outside, fen.
    pub returned: f64,
    /// Fulfilment ratio f.
    pub fulfilment: f64,
    /// Paid over cost of programmes.
    pub programmes_paid: f64,
    /// Fiscal pressure; none without revenue.
    pub pressure: Option<f64>,
}
