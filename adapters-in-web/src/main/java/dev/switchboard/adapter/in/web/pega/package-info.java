/// What Pega Digital Messaging calls, and what admins see of the connections to it
/// (`docs/protocol/pega.md`).
@NullMarked
package dev.switchboard.adapter.in.web.pega;

import org.jspecify.annotations.NullMarked;
