//! YAML as a tree that remembers where everything stands.
