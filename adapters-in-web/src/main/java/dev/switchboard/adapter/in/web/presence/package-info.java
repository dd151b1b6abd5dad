/// Organisations: their users and what these do, their groups, profiles and telephony.
@NullMarked
package dev.switchboard.adapter.in.web.presence;

import org.jspecify.annotations.NullMarked;
