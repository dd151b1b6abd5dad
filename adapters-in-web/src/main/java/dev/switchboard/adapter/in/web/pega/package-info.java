/// What Pega Digital Messaging calls, and what admins see of the connections to it (contract pega
/// 2.1).
@NullMarked
package dev.switchboard.adapter.in.web.pega;

import org.jspecify.annotations.NullMarked;
