/// Twins of ports for a hub that runs alone.
@NullMarked
package dev.switchboard.application.inmemory;

import org.jspecify.annotations.NullMarked;
