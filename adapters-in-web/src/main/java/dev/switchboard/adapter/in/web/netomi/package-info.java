/// The bot's endpoints: messages to it, its webhook, its history and its token (contract netomi
/// 2.1).
@NullMarked
package dev.switchboard.adapter.in.web.netomi;

import org.jspecify.annotations.NullMarked;
