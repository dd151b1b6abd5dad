/// Calls of Yalo's systems and of Meta's: what users are told, and their way back to the bot
/// (contract yalo-salesforce 3.5).
@NullMarked
package dev.switchboard.adapter.out.upstreams.yalo;

import org.jspecify.annotations.NullMarked;
