/// Softphones and wall boards at a running hub: who is on a call, who is free, what is unread.
@NullMarked
package dev.switchboard.bootstrap.e2e.presence;

import org.jspecify.annotations.NullMarked;
