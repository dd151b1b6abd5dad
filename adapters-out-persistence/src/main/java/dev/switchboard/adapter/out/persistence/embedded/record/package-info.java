/// What stands in the tables that messages are kept in: their keys in [Keys], their values one
/// class each.
package dev.switchboard.adapter.out.persistence.embedded.record;
