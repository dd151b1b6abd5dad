/// How deliveries are watched and mended.
@NullMarked
package dev.switchboard.application.port.in.delivery;

import org.jspecify.annotations.NullMarked;
