//! The programs of `examples/` do what they show.

#[path = "../../examples/comparison.rs"]
mod comparison;
#[path = "../../examples/one_run.rs"]
mod one_run;
#[path = "../../examples/sweep.rs"]
mod sweep;

#[test]
fn one_run_is_shown_by_area_and_year() {
    one_run::main().unwrap();
}

#[test]
fn two_levers_are_swept_in_memory() {
    sweep::main().unwrap();
}

#[test]
fn scenarios_are_compared_in_memory() {
    comparison::main().unwrap();
}

#[test]
fn the_program_that_the_readme_of_study_shows_is_the_sweep() {
    let readme = include_str!("../../crates/study/README.md");
    let example = include_str!("../../examples/sweep.rs");
    let code = readme.split("```rust\n").nth(1).unwrap().split("```").next().unwrap();
    let shown = example.split("reason = \"an example shows its numbers\")]\n\n").nth(1).unwrap();
    assert_eq!(code, shown);
}
