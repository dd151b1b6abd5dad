package dev.switchboard.domain.presence;

/// Whose presence somebody watches: one user's, or that of a group's members.
public sealed interface Subject permits UserRef, GroupRef {

    OrgId org();

    /// 1 to [Numbers#GREATEST], unique within the organisation and the kind.
    long number();
}
