/// The default store: SQLite in one file of the data directory, nothing to install.
///
/// One thread writes, for all callers at once: what they ask for while one transaction is being
/// made durable goes into the next one together, so a group of any size costs one `fsync`. Reads
/// use connections of their own and never wait for writes.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded;

import org.jspecify.annotations.NullMarked;
