/// Files of users and of agents, for whoever may have them.
@NullMarked
package dev.switchboard.application.port.in.media;

import org.jspecify.annotations.NullMarked;
