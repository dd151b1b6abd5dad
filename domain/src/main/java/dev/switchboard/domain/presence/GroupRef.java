package dev.switchboard.domain.presence;

/// One group of an organisation's users, whether known there or not.
public record GroupRef(OrgId org, long number) implements Subject {

    public GroupRef {
        Numbers.require("groupId", number);
    }

    @Override
    public String toString() {
        return "org:" + org + ":group:" + number;
    }
}
