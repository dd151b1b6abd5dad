/// What every simulated upstream has: a script, a record of its calls, and the routes to both.
@NullMarked
package dev.switchboard.simulators.script;

import org.jspecify.annotations.NullMarked;
