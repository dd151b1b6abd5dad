/// Copies of all that is stored.
@NullMarked
package dev.switchboard.application.service.backup;

import org.jspecify.annotations.NullMarked;
