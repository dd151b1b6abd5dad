/// What happens when the hub starts and when it ends.
@NullMarked
package dev.switchboard.bootstrap.lifecycle;

import org.jspecify.annotations.NullMarked;
