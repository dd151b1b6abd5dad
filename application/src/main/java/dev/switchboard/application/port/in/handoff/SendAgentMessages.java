package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;
import java.util.List;

/// The holder of a lease talks to the user. Each command that names its lease renews it.
public interface SendAgentMessages {

    /// Journals what the agent says, owed to the user. Returns when it is durable. Nothing is
    /// written when the lease is over. A repeat is recognised also then.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the same words
    ///   again are said once
    Said say(ClientId console, Words words);

    /// At once or never, about once a second at most.
    void typing(ClientId console, ConversationId conversation, boolean active);

    /// The agent has read everything up to `seq`; a smaller one than before changes nothing. All
    /// the agent's consoles hear of it.
    Read read(ClientId console, ConversationId conversation, long seq);

    /// The console has everything of this conversation up to `seq`, because it answered something
    /// that was sent after it. What the user said up to there counts as delivered if the agent
    /// holds the conversation. What the holder reads, and each command that names the lease, says
    /// as much of what that console was sent. Never blocks.
    void has(ClientId console, ConversationId conversation, long seq);

    /// @param id by its sender, 1-200 characters, unique among an agent's commands for a
    ///   conversation
    /// @param content what users' systems are to render, in our own form: an object with `id` (as
    ///   above), `type` (`text`, `attachment` or `choice`) and, each if there is any, `text`,
    ///   `attachments`, `options` and `replyTo`
    /// @param files those that it names by `mediaId`
    /// @param fingerprint a hash of what is said
    record Words(
            ConversationId conversation,
            LeaseId lease,
            String id,
            Content.Json content,
            List<MediaId> files,
            String fingerprint) {
        public Words {
            files = List.copyOf(files);
        }
    }

    /// Refused as `NOT_FOUND`, `LEASE_LOST`, `ID_REUSED` or `NO_SUCH_FILE`.
    sealed interface Said permits Said.Accepted, Said.WindowClosed, DeskRefusal {

        /// @param duplicate whether an earlier command with this id said it
        record Accepted(long seq, Instant at, boolean duplicate) implements Said {}

        /// The platform takes nothing for the user until the user writes again.
        record WindowClosed(Instant since) implements Said {}
    }

    /// Refused as `NOT_FOUND`.
    sealed interface Read permits Read.Marked, DeskRefusal {

        /// @param conversation how many remain there
        /// @param total over all the agent holds
        record Marked(int conversation, int total) implements Read {}
    }
}
