/// Accounts, what admins did, and tokens of upstreams.
///
/// The first octet of a key says which kind of record of its table it names.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.identity;

import org.jspecify.annotations.NullMarked;
