/// The store in the data directory: the directory itself, its wiring and its health. Each kind of
/// data has a package of its own; only `engine` knows RocksDB.
package dev.switchboard.adapter.out.persistence.embedded;
