package dev.switchboard.domain.identity;

/// What a caller may do. [#SUPERVISOR] and [#ADMIN] include [#AGENT]; nothing else includes
/// another.
public enum Role {
    ADMIN,
    SERVICE,
    YALO,
    SALESFORCE,
    AGENT,
    SUPERVISOR
}
