/// Everything that chooses, starts or schedules.
@NullMarked
package dev.switchboard.bootstrap;

import org.jspecify.annotations.NullMarked;
