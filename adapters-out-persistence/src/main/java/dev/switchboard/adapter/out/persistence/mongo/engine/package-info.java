/// The one way to MongoDB: how durably it is written and read, how long a call may take, which
/// indexes must stand, and whether it is well.
///
/// The ports' adapters see [MongoStore], and what their calls share: [Collections], [Deadline],
/// [Contended] and [TimeOrder].
package dev.switchboard.adapter.out.persistence.mongo.engine;
