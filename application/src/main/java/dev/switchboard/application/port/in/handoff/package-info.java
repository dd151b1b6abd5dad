/// From the bot to a person and back: asking for one, and the agents' consoles.
@NullMarked
package dev.switchboard.application.port.in.handoff;

import org.jspecify.annotations.NullMarked;
