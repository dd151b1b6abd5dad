/// How the systems outside that we call stand, and what desks of agents tell us.
@NullMarked
package dev.switchboard.application.port.in.upstream;

import org.jspecify.annotations.NullMarked;
