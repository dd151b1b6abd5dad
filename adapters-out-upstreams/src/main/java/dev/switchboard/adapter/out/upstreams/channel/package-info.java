/// Messages to external channel servers (contract channels 3.1).
@NullMarked
package dev.switchboard.adapter.out.upstreams.channel;

import org.jspecify.annotations.NullMarked;
