package dev.switchboard.domain.handoff;

import dev.switchboard.domain.presence.UserRef;

/// An agent who is a user of an organisation. Several agents may be the same user.
public record StaffMember(UserRef user, Agent agent) {}
