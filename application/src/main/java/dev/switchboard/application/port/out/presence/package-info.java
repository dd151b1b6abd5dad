/// Where organisations are kept.
@NullMarked
package dev.switchboard.application.port.out.presence;

import org.jspecify.annotations.NullMarked;
