/// Where handoffs are kept, and how agents are seen.
@NullMarked
package dev.switchboard.application.port.out.handoff;

import org.jspecify.annotations.NullMarked;
