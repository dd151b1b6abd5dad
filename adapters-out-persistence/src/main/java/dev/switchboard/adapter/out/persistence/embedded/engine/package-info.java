/// The only package that knows RocksDB: opens it, writes in groups, reads, and explains its errors.
///
/// The ports' adapters see [Store] with its [RecordLookup], [View] and [Batch]. They define keys
/// and values with [ByteWriter] and [ByteReader].
package dev.switchboard.adapter.out.persistence.embedded.engine;
