/// What admins may ask of the channel registry.
@NullMarked
package dev.switchboard.application.port.in.channel;

import org.jspecify.annotations.NullMarked;
