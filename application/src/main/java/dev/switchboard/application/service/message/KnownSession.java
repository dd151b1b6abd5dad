package dev.switchboard.application.service.message;

import dev.switchboard.domain.delivery.Target;
import java.util.Set;

/// What we know of the session a callback names.
///
/// @param targets what its messages were sent to; none if we do not know the session
/// @param probe whether a conformance probe opened it
record KnownSession(Set<Target> targets, boolean probe) {

    static final KnownSession UNKNOWN = new KnownSession(Set.of(), false);

    boolean sentToAnyChannel() {
        return targets.stream().anyMatch(target -> target.kind() == Target.Kind.CHANNEL);
    }
}
