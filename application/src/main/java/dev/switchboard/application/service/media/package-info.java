/// Files of users and of agents.
@NullMarked
package dev.switchboard.application.service.media;

import org.jspecify.annotations.NullMarked;
