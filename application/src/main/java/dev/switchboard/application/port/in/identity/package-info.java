/// How callers are known.
@NullMarked
package dev.switchboard.application.port.in.identity;

import org.jspecify.annotations.NullMarked;
