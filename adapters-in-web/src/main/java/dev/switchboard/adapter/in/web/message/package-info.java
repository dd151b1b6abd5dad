/// Messages to channels, and what channels answer (`docs/protocol/channels.md`).
@NullMarked
package dev.switchboard.adapter.in.web.message;

import org.jspecify.annotations.NullMarked;
