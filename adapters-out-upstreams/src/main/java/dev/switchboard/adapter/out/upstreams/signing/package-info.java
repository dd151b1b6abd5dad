/// Standard Webhooks signatures (`docs/protocol/channels.md`), made and checked.
@NullMarked
package dev.switchboard.adapter.out.upstreams.signing;

import org.jspecify.annotations.NullMarked;
