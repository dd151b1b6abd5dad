/// Text that must not be seen.
@NullMarked
package dev.switchboard.domain.secret;

import org.jspecify.annotations.NullMarked;
