/// In-memory twins of the outbound ports, for tests of everything above them.
@NullMarked
package dev.switchboard.application.fakes;

import org.jspecify.annotations.NullMarked;
