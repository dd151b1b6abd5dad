/// What the relay tells those who count.
@NullMarked
package dev.switchboard.application.port.out.telemetry;

import org.jspecify.annotations.NullMarked;
