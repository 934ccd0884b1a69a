//! The router as a browser, a stranger and a fool would use it.
