/// How the relay is counted.
@NullMarked
package dev.switchboard.bootstrap.telemetry;

import org.jspecify.annotations.NullMarked;
