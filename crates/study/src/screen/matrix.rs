//! The little linear algebra that an emulator needs.

/// Solves `a x = b` for a symmetric matrix with positive eigenvalues, given by rows; `None` where it has
/// none, to the precision of numbers. By Cholesky's decomposition.
pub(super) fn solve(a: &[f64], b: &[f64]) -> Option<Vec<f64>> {
    let n = b.len();
    let lower = cholesky(a, n)?;
    let mut x = b.to_vec();
    for i in 0..n {
        let sum: f64 = (0..i).map(|j| lower[i * n + j] * x[j]).sum();
        x[i] = (x[i] - sum) / lower[i * n + i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|j| lower[j * n + i] * x[j]).sum();
        x[i] = (x[i] - sum) / lower[i * n + i];
    }
    Some(x)
}

/// The diagonal of the inverse of such a matrix.
pub(super) fn inverse_diagonal(a: &[f64], n: usize) -> Option<Vec<f64>> {
    let lower = cholesky(a, n)?;
    // Columns of the inverse of the lower triangle: the diagonal is the sum of their squares.
    let mut diagonal = vec![0.0; n];
    for (column, total) in diagonal.iter_mut().enumerate() {
        let mut x = vec![0.0; n];
        for i in column..n {
            let unit = if i == column { 1.0 } else { 0.0 };
            let sum: f64 = (column..i).map(|j| lower[i * n + j] * x[j]).sum();
            x[i] = (unit - sum) / lower[i * n + i];
        }
        *total = x.iter().map(|value| value * value).sum();
    }
    Some(diagonal)
}

/// The sum of products, in four sums beside each other: quicker, and always the same.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (fours, others) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest = fours.remainder().iter().zip(others.remainder());
    let rest: f64 = rest.map(|(a, b)| a * b).sum();
    for (a, b) in fours.zip(others) {
        for at in 0..4 {
            sums[at] += a[at] * b[at];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

fn cholesky(a: &[f64], n: usize) -> Option<Vec<f64>> {
    let mut lower = vec![0.0; n * n];
    for i in 0..n {
        let (above, row) = lower.split_at_mut(i * n);
        for j in 0..=i {
            let other = if j == i { &row[..j] } else { &above[j * n..j * n + j] };
            let sum = dot(&row[..j], other);
            let rest = a[i * n + j] - sum;
            row[j] = if i == j {
                if !(rest > 0.0 && rest.is_finite()) {
                    return None;
                }
                rest.sqrt()
            } else {
                rest / above[j * n + j]
            };
        }
    }
    Some(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_one_without_positive_eigenvalues_is_refused() {
        let a = [4.0, 2.0, 0.6, 2.0, 5.0, 1.0, 0.6, 1.0, 3.0];
        let x = solve(&a, &[1.0, -2.0, 0.5]).unwrap();
        for (i, b) in [1.0, -2.0, 0.5].into_iter().enumerate() {
            let found: f64 = (0..3).map(|j| a[i * 3 + j] * x[j]).sum();
            assert!((found - b).abs() < 1e-12);
        }
        assert_eq!(solve(&[1.0, 2.0, 2.0, 1.0], &[1.0, 1.0]), None);
        assert_eq!(solve(&[f64::NAN], &[1.0]), None);
    }

    #[test]
    fn the_diagonal_of_an_inverse_is_that_of_the_inverse() {
        let a = [4.0, 2.0, 0.6, 2.0, 5.0, 1.0, 0.6, 1.0, 3.0];
        let diagonal = inverse_diagonal(&a, 3).unwrap();
        for (i, found) in diagonal.into_iter().enumerate() {
            let mut unit = [0.0; 3];
            unit[i] = 1.0;
            assert!((solve(&a, &unit).unwrap()[i] - found).abs() < 1e-12);
        }
    }
}
