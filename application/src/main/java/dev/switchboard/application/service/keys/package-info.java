/// Changing the master key.
@NullMarked
package dev.switchboard.application.service.keys;

import org.jspecify.annotations.NullMarked;
