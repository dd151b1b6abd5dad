/// Everything that knows a vendor's URL, token or the JSON we send.
@NullMarked
package dev.switchboard.adapter.out.upstreams;

import org.jspecify.annotations.NullMarked;
