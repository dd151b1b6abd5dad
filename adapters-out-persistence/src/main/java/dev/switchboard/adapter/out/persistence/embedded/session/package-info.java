/// Claims, client sessions, agent sessions, and parts of answers that wait.
///
/// The first octet of a key says which kind of record of its table it names.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.session;

import org.jspecify.annotations.NullMarked;
