//! Posts and the cadres (community workers) who hold them.

use bevy_ecs::prelude::*;

/// The role of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Director, full-time; the first post.
    Director,
    /// Professional, full-time.
    Professional,
    /// Village cadre, part-time.
    PartTime,
}

/// A cadre in post.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cadre {
    /// Skill K.
    pub skill: f64,
    /// Burnout U.
    pub burnout: f64,
    /// Completed months in the team (real at the start).
    pub tenure: f64,
    /// Whether a college-graduate official.
    pub graduate: bool,
}

/// A post, filled or vacant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Post {
    /// Number within the community; never used again, it keys the luck of whoever holds the post.
    pub number: u16,
    /// Role.
    pub role: Role,
    /// Who holds it.
    pub holder: Option<Cadre>,
}

/// The team of a community.
#[derive(Component, Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// Posts in the order of their numbers; the director's is the first.
    pub posts: Vec<Post>,
    /// Posts allowed this year.
    pub quota: usize,
    /// Posts ever created: the next post's number.
    pub(crate) created: u16,
}

impl Team {
    /// Cadres in post, in the order of posts.
    pub fn cadres(&self) -> impl Iterator<Item = (&Post, &Cadre)> {
        self.posts.iter().filter_map(|post| post.holder.as_ref().map(|cadre| (post, cadre)))
    }

    /// Cadres in post, to change them.
    pub fn cadres_mut(&mut self) -> impl Iterator<Item = &mut Cadre> {
        self.posts.iter_mut().filter_map(|post| post.holder.as_mut())
    }

    /// Number of cadres in post.
    pub fn in_post(&self) -> usize {
        self.cadres().count()
    }

    /// The number of a new post.
    pub(crate) fn next_number(&mut self) -> u16 {
        let number = self.created;
        self.created = self.created.wrapping_add(1);
        number
    }

    /// Number of college-graduate officials in post.
    pub(crate) fn graduates(&self) -> usize {
        self.cadres().filter(|(_, cadre)| cadre.graduate).count()
    }

    /// Posts that are held above the quota.
    pub(crate) fn surplus(&self) -> usize {
        self.posts.len().saturating_sub(self.quota)
    }

    /// K̄: mean skill of cadres in post, the director counted `director_weight` times; 0 without any.
    pub fn mean_skill(&self, director_weight: f64) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (post, cadre) in self.cadres() {
            let weight = if post.role == Role::Director { director_weight } else { 1.0 };
            sum += weight * cadre.skill;
            weights += weight;
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }

    /// Takes the holder out of a post (by position) and gives the post up if it is surplus.
    /// The director's post is never given up.
    pub(crate) fn vacate(&mut self, position: usize) {
        self.posts[position].holder = None;
        if self.surplus() > 0 && self.posts[position].role != Role::Director {
            self.posts.remove(position);
        }
    }
}
