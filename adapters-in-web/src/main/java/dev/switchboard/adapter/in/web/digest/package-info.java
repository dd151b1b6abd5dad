/// Hashes of what callers send.
@NullMarked
package dev.switchboard.adapter.in.web.digest;

import org.jspecify.annotations.NullMarked;
