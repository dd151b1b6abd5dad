/// What every store can say of itself.
@NullMarked
package dev.switchboard.application.port.out.store;

import org.jspecify.annotations.NullMarked;
