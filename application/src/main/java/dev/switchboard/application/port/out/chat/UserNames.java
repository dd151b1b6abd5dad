package dev.switchboard.application.port.out.chat;

import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Collection;
import java.util.List;

/// Which names are one user's, of those who are known by more than one. They go when the user's
/// conversation is forgotten.
///
/// **One at a time.** A name belongs to one user, whoever asks at once.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface UserNames {

    /// Those who are known by any of these names, each once, in no order. Found by an index.
    ///
    /// @param names 1 to 1000
    List<UserIdentity> find(Collection<ConversationId> names);

    /// Puts a user in the place of others, durable when it returns. Of several callers at once that
    /// expect the same, one wins. A crash may make a store forget names of those that go, but never
    /// has a name lead to somebody else.
    ///
    /// @param expected those to replace, as far as the caller knows; `next` as it was among them,
    ///   if that user is known
    Replaced replace(List<UserIdentity> expected, UserIdentity next);

    enum Replaced {
        DONE,
        /// One of those expected is not there as it was, or a name is somebody else's. Nothing was
        /// changed.
        OVERTAKEN
    }
}
