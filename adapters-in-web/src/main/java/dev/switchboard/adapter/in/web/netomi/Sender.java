package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// Who sends, as far as the request proves it (contract netomi 2.2).
///
/// @param who browser and name
/// @param service whether it is a back end, which may write to any conversation
/// @param counted whom its messages are counted for; null if they are not
/// @param introduction the resume token to give to a browser that had none; null if it has one
record Sender(
        EndUser who, boolean service, @Nullable String counted, @Nullable Secret introduction) {

    /// Whether a token names somebody else than the message does.
    boolean contradicts(@Nullable String userId) {
        String subject = who.subject();
        return subject != null && userId != null && !subject.equals(userId);
    }
}
