/// The store in the data directory: the directory itself, how it is wired, and whether it is well.
/// What is stored has a package each; RocksDB is known in `engine` alone.
package dev.switchboard.adapter.out.persistence.embedded;
