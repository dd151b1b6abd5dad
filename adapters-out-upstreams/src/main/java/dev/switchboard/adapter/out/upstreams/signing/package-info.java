/// Standard Webhooks signatures (contract channels 3.1), made and checked.
@NullMarked
package dev.switchboard.adapter.out.upstreams.signing;

import org.jspecify.annotations.NullMarked;
