/// The contents of the tables for messages: their keys in [Keys], and one class for each kind of
/// value.
package dev.switchboard.adapter.out.persistence.embedded.record;
