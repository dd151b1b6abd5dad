/// The way to the hub, as a system outside has it: by HTTP, with an account.
@NullMarked
package dev.switchboard.simulators.hub;

import org.jspecify.annotations.NullMarked;
