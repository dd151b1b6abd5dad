/// The channel registry.
@NullMarked
package dev.switchboard.application.service.channel;

import org.jspecify.annotations.NullMarked;
