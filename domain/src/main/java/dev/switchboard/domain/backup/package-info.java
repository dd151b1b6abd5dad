/// Copies of all that is stored.
@NullMarked
package dev.switchboard.domain.backup;

import org.jspecify.annotations.NullMarked;
