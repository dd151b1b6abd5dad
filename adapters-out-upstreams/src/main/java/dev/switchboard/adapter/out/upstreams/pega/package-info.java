/// Pega Digital Messaging: what customers say to it, and how its calls are recognised (contract
/// pega 2.1, 3 and 7).
@NullMarked
package dev.switchboard.adapter.out.upstreams.pega;

import org.jspecify.annotations.NullMarked;
