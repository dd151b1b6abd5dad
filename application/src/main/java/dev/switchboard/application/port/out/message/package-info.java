/// The journal, and reading it.
@NullMarked
package dev.switchboard.application.port.out.message;

import org.jspecify.annotations.NullMarked;
