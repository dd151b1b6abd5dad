/// Runs organisations: each is kept in memory as a whole, changed by one writer in turn, stored in
/// batches, and shown only as far as it is durable.
package dev.switchboard.application.service.presence;
