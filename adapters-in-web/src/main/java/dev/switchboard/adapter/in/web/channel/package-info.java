/// The channel registry and its management (contract channels 2.1 and 2.4).
@NullMarked
package dev.switchboard.adapter.in.web.channel;

import org.jspecify.annotations.NullMarked;
