/// How the hub is.
@NullMarked
package dev.switchboard.application.port.in.health;

import org.jspecify.annotations.NullMarked;
