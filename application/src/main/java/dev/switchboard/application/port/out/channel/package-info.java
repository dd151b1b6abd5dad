/// What channel messaging needs from outside.
@NullMarked
package dev.switchboard.application.port.out.channel;

import org.jspecify.annotations.NullMarked;
