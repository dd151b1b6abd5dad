/// What is stored under the master key.
@NullMarked
package dev.switchboard.application.port.out.keys;

import org.jspecify.annotations.NullMarked;
