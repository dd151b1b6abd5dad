/// Hashes of what others send.
@NullMarked
package dev.switchboard.domain.digest;

import org.jspecify.annotations.NullMarked;
