/// What bots of Yalo call, and what platforms tell of their users (`docs/protocol/yalo.md`).
@NullMarked
package dev.switchboard.adapter.in.web.yalo;

import org.jspecify.annotations.NullMarked;
