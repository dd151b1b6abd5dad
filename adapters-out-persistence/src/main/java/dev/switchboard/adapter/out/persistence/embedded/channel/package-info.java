/// The channel registry.
///
/// The first octet of a key says which kind of record of its table it names.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.channel;

import org.jspecify.annotations.NullMarked;
