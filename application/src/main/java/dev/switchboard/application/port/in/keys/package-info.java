/// How the master key is changed.
@NullMarked
package dev.switchboard.application.port.in.keys;

import org.jspecify.annotations.NullMarked;
