/// How messages and answers enter.
@NullMarked
package dev.switchboard.application.port.in.message;

import org.jspecify.annotations.NullMarked;
