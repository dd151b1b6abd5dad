package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.session.ClaimPolicy;

/// The rules for claims of the conversations of one system, if they are not [the usual
/// ones][ClaimPolicy#USUAL].
///
/// @param origin the origin of its conversations
public record OriginClaims(String origin, ClaimPolicy policy) {}
