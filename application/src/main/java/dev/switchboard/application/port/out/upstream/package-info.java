/// Everything outside that we call, by what it can do: channels, the sessions server, bots and
/// agent desks.
@NullMarked
package dev.switchboard.application.port.out.upstream;

import org.jspecify.annotations.NullMarked;
