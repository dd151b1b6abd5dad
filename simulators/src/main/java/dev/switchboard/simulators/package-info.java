/// Scripted stand-ins for the systems outside: mounted under `/sim` in the demo, or served alone.
@NullMarked
package dev.switchboard.simulators;

import org.jspecify.annotations.NullMarked;
