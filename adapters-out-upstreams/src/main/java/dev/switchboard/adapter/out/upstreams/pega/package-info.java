/// Pega Digital Messaging: what customers say to it, and how its calls are recognised
/// (`docs/protocol/pega.md`).
@NullMarked
package dev.switchboard.adapter.out.upstreams.pega;

import org.jspecify.annotations.NullMarked;
