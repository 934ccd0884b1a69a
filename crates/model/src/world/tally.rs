//! What a month counted: the sums from which every metric is a ratio (model section 8).

use bevy_ecs::prelude::*;

use crate::quantity::Fen;

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
    /// Locals in months that have 12 months behind them.
    yearly_adults_local,
    /// Migrants in months that have 12 months behind them.
    yearly_adults_migrant,
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
    /// Pay asked for in January, P, fen.
    budget_pay,
    /// Grants asked for in January, O, fen.
    budget_grants,
    /// Programmes asked for in January, X, fen.
    budget_programmes,
    /// What the treasury could grant of the three, fen.
    appropriated,
    /// Adults of the January, to whom the four above are related.
    budget_adults,
    /// The whole budget, P + O + X, fen.
    budget,
    /// Revenue of the county, fen.
    revenue,
    /// Grants and programmes asked for, O + X, fen.
    claims,
    /// What the treasury could grant of these, fen.
    granted,
    /// Budgets that were made: counties and years.
    budgets,
    /// Cost of programmes, fen.
    programmes_cost,
    /// Paid of it, fen.
    programmes_paid,
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

    /// Adds later months of the same area.
    pub fn add_months(&mut self, later: &Self) {
        self.add(later);
        self.months += later.months;
        self.adults_end = later.adults_end;
    }

    /// Adds a month of the policy period. Of the budget a run has the mean over years of what there is
    /// an adult, so a January counts once, however many adults it has.
    pub(crate) fn add_policy_month(&mut self, month: &Self) {
        let mut month = *month;
        let adults = month.budget_adults;
        for money in [
            &mut month.budget_pay,
            &mut month.budget_grants,
            &mut month.budget_programmes,
            &mut month.appropriated,
        ] {
            *money = if adults > 0.0 { *money / adults } else { 0.0 };
        }
        month.budget_adults = if adults > 0.0 { 1.0 } else { 0.0 };
        self.add_months(&month);
    }

    /// What counts of a community of nobody: who comes to it, and its money, which the county has to
    /// find. Its posts, cadres and tasks serve nobody, and are in no sum.
    pub fn of_nobody(&self) -> Self {
        Self {
            moved_in: self.moved_in,
            moved_out: self.moved_out,
            died: self.died,
            came_of_age: self.came_of_age,
            spend_wages: self.spend_wages,
            spend_suppliers: self.spend_suppliers,
            spend_events: self.spend_events,
            spend_trainers: self.spend_trainers,
            spend_social_organisations: self.spend_social_organisations,
            spend_office: self.spend_office,
            spend_township: self.spend_township,
            spend_programmes: self.spend_programmes,
            spend_projects: self.spend_projects,
            idle: self.idle,
            budget_pay: self.budget_pay,
            budget_grants: self.budget_grants,
            ..Self::default()
        }
    }

    /// What counts of a county in the place: without its budget if there was nobody for it.
    pub fn of_somebody(&self) -> Self {
        if self.budget_adults > 0.0 { *self } else { self.with_budget(&Self::default()) }
    }

    /// The same with the budget of another tally.
    pub(crate) fn with_budget(&self, other: &Self) -> Self {
        Self {
            budget_pay: other.budget_pay,
            budget_grants: other.budget_grants,
            budget_programmes: other.budget_programmes,
            appropriated: other.appropriated,
            budget_adults: other.budget_adults,
            budget: other.budget,
            revenue: other.revenue,
            claims: other.claims,
            granted: other.granted,
            budgets: other.budgets,
            ..*self
        }
    }

    /// A tally of no month, to which months are added.
    pub fn none() -> Self {
        Self { months: 0.0, ..Self::default() }
    }
}

/// What a month counted for a county as a whole, fen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CountyTally {
    /// Returned to outside.
    pub returned: Fen,
    /// Cost of programmes.
    pub programmes_cost: Fen,
    /// Paid of it.
    pub programmes_paid: Fen,
    /// The budget, in a January.
    pub voted: Option<Voted>,
}

/// A county's budget of a January, fen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Voted {
    /// Pay asked for, P.
    pub pay: Fen,
    /// Grants asked for, O.
    pub grants: Fen,
    /// Programmes asked for, X.
    pub programmes: Fen,
    /// What the treasury could grant of pay.
    pub(crate) granted_pay: Fen,
    /// What it could grant of grants and programmes.
    pub(crate) granted_rest: Fen,
    /// Revenue of the year.
    pub revenue: Fen,
}
