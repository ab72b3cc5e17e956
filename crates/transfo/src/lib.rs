//! Transfo: the application.
