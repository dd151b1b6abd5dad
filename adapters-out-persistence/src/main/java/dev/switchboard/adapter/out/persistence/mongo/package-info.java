/// Every stateful port on MongoDB, the system of record: how it is wired. What is stored has a
/// package each, named as in the embedded store; what they share of MongoDB is in `engine`, the
/// stored form of messages in `record`. `docs/storage-mongodb.md` describes it for people.
package dev.switchboard.adapter.out.persistence.mongo;
