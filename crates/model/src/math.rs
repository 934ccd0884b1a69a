//! Transcendental functions with the same bits on every machine.
//!
//! The standard library's `exp`, `ln` and `powf` are the platform's and may differ in the last bit.
//! Rare work (by community) takes `libm`; the columns of residents take a polynomial that the
//! compiler can vectorise.

pub(crate) use libm::exp2;
pub use libm::{exp, log as ln, pow, sqrt};

/// The logistic function 1 / (1 + e⁻ˣ).
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// eˣ in single precision, relative error below 3·10⁻⁷, no branch: for loops over columns.
#[inline(always)]
pub(crate) fn exp32(x: f32) -> f32 {
    // eˣ = 2ⁿ·2ᶠ with n whole and |f| ≤ 1/2; adding 1.5·2²³ rounds to whole and leaves n in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let y = (x * std::f32::consts::LOG2_E).clamp(-125.0, 125.0);
    let rounded = y + ROUND;
    let f = y - (rounded - ROUND);
    let power = 1.0
        + f * (std::f32::consts::LN_2
            + f * (0.240_226_5
                + f * (0.055_504_11 + f * (0.009_618_13 + f * (0.001_333_36 + f * 0.000_154_04)))));
    f32::from_bits((rounded.to_bits() << 23).wrapping_add(power.to_bits()))
}

/// The logistic function in single precision, for loops over columns.
#[inline(always)]
pub(crate) fn logistic32(x: f32) -> f32 {
    1.0 / (1.0 + exp32(-x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_polynomial_exponential_follows_the_exact_one() {
        let mut x = -80.0_f64;
        while x < 80.0 {
            let near = f64::from(exp32(x as f32));
            let exact = exp(f64::from(x as f32));
            // The argument times log2(e) is itself rounded: that error grows with |x|.
            let allowed = 3e-7 + 1.3e-7 * x.abs();
            assert!((near / exact - 1.0).abs() < allowed, "at {x}: {near} against {exact}");
            x += 0.0137;
        }
    }

    #[test]
    fn the_exponential_stays_finite_far_out() {
        assert!(exp32(1e9).is_finite() && exp32(-1e9) >= 0.0);
        assert!((logistic32(-1e9)..=1.0).contains(&logistic32(1e9)));
    }
}
