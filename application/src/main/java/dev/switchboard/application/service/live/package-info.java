/// Pushing messages to live clients until they acknowledged them.
@NullMarked
package dev.switchboard.application.service.live;

import org.jspecify.annotations.NullMarked;
