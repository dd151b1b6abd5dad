/// The filter language of channel queries (contract channels 2.1), read into the domain's own.
@NullMarked
package dev.switchboard.adapter.in.web.channel.filter;

import org.jspecify.annotations.NullMarked;
