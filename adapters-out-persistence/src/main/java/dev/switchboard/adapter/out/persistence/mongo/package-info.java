/// The wiring of all stateful ports on MongoDB, the system of record. Each kind of data has a
/// package named as in the embedded store; `engine` has the shared use of MongoDB, `record` the
/// stored form of messages. `docs/storage-mongodb.md` describes the store for people.
package dev.switchboard.adapter.out.persistence.mongo;
