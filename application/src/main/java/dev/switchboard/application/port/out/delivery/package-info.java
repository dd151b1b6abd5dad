/// What is still owed, and who runs it.
@NullMarked
package dev.switchboard.application.port.out.delivery;

import org.jspecify.annotations.NullMarked;
