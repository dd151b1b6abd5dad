package dev.switchboard.application.port.out.chat;

import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Collection;
import java.util.List;

/// The names of users who have more than one. They are removed with the user's conversation.
///
/// **One at a time.** A name belongs to one user, however many callers there are.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface UserNames {

    /// Returns the users with any of these names, each once, in no order. Uses an index.
    ///
    /// @param names 1 to 1000
    List<UserIdentity> find(Collection<ConversationId> names);

    /// Replaces users by one user; durable when it returns. Of concurrent callers that expect the
    /// same users, one wins. A crash may lose names of the replaced users, but never gives a name
    /// to a different user.
    ///
    /// @param expected the users to replace, as far as the caller knows; includes the stored form
    ///   of `next` if that user is known
    Replaced replace(List<UserIdentity> expected, UserIdentity next);

    enum Replaced {
        DONE,
        /// A user in `expected` is not stored like this, or a name belongs to another user. Nothing
        /// was changed.
        OVERTAKEN
    }
}
