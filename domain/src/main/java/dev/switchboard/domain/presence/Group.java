package dev.switchboard.domain.presence;

/// A group of an organisation's users, such as a team.
public record Group(GroupRef ref, String name) {
    public Group {
        DisplayName.require("name", name);
    }
}
