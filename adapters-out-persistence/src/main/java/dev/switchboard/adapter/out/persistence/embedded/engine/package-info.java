/// The one place that knows RocksDB: opens it, writes in groups, reads, and says what is wrong.
///
/// The ports' adapters see [Store], and in it [Records], [View] and [Batch]; they say what a key
/// and a value is, by [ByteWriter] and [ByteReader].
package dev.switchboard.adapter.out.persistence.embedded.engine;
