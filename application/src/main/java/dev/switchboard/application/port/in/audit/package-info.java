/// How admin actions are recorded and read.
@NullMarked
package dev.switchboard.application.port.in.audit;

import org.jspecify.annotations.NullMarked;
