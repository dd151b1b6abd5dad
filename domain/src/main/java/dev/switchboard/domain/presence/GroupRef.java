package dev.switchboard.domain.presence;

/// A group of an organisation's users, whether or not the organisation knows it.
public record GroupRef(OrgId org, long number) implements Subject {

    public GroupRef {
        Numbers.require("groupId", number);
    }

    @Override
    public String toString() {
        return "org:" + org + ":group:" + number;
    }
}
