/// Copies of the store in its data directory.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.backup;

import org.jspecify.annotations.NullMarked;
