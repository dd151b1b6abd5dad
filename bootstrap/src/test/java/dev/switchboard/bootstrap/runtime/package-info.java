@NullMarked
package dev.switchboard.bootstrap.runtime;

import org.jspecify.annotations.NullMarked;
