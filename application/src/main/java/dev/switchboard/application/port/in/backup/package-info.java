/// Copies of all that is stored, for admins.
@NullMarked
package dev.switchboard.application.port.in.backup;

import org.jspecify.annotations.NullMarked;
