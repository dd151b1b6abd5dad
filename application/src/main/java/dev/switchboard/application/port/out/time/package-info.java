/// Waiting and naming, which come from outside.
@NullMarked
package dev.switchboard.application.port.out.time;

import org.jspecify.annotations.NullMarked;
