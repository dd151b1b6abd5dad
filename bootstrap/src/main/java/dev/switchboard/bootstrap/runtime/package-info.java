/// What the process itself gives: time, ids, threads.
@NullMarked
package dev.switchboard.bootstrap.runtime;

import org.jspecify.annotations.NullMarked;
