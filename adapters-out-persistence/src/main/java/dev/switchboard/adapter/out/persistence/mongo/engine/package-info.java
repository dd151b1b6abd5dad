/// The only access to MongoDB: durability of reads and writes, time limits, indexes and health.
///
/// The ports' adapters see [MongoStore] and the tools that their calls share: [Collections],
/// [Deadline], [Contended] and [TimeOrder].
package dev.switchboard.adapter.out.persistence.mongo.engine;
