/// The stored form of messages, one class for each view of a document, and queries on the journal
/// that several ports share.
package dev.switchboard.adapter.out.persistence.mongo.record;
