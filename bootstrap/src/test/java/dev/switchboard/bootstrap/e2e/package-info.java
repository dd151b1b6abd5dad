/// The packaged application as its users meet it: a process, its ports, its log.
@NullMarked
package dev.switchboard.bootstrap.e2e;

import org.jspecify.annotations.NullMarked;
