//! The `cogov` program.

fn main() -> std::process::ExitCode {
    cogov::cli::main()
}
