package dev.switchboard.domain.presence;

/// The subject of a watch: one user, or the members of a group.
public sealed interface Subject permits UserRef, GroupRef {

    OrgId org();

    /// 1 to [Numbers#GREATEST], unique within the organisation and the kind.
    long number();
}
