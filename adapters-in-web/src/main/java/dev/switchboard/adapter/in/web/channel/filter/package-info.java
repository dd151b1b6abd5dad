/// The filter language of channel queries (`docs/protocol/channels.md`), read into the domain's
/// own.
@NullMarked
package dev.switchboard.adapter.in.web.channel.filter;

import org.jspecify.annotations.NullMarked;
