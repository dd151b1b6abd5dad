package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.cluster.SentAs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sends what the holder of a lease writes to the user, and keeps what agents write for each other.
/// Each command of the holder renews the lease.
public interface SendAgentMessages {

    /// Journals an agent's message with its delivery to the user. Durable when it returns. Nothing
    /// is written if the lease is over; a repeat is recognised even then.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the caller may
    ///   repeat the command; the message is journaled once
    SendResult say(ClientId console, MessageCommand command);

    /// Journals a note in a conversation, for agents alone: by its holder, and by supervisors who
    /// watch it. A supervisor may whisper it: then nobody is shown it but the holder of that
    /// moment, and its author. Durable when it returns; a repeat is recognised like one of [#say].
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException as for [#say]
    SendResult note(ClientId console, NoteCommand command);

    /// Passes typing on at once or never, at most about once a second.
    ///
    /// @return `NOT_FOUND` if the agent does not hold the conversation; empty otherwise
    Optional<DeskRefusal> typing(ClientId console, ConversationId conversation, boolean active);

    /// Marks everything up to `seq` as read by the agent; a smaller `seq` than before changes
    /// nothing. All consoles of the agent are told.
    Read read(ClientId console, ConversationId conversation, long seq);

    /// @param id chosen by the sender, 1-200 characters, unique among an agent's commands for a
    ///   conversation
    /// @param content the message for the users' systems to render, in the hub's own form: an
    ///   object with `id` (as above), `type` (`text`, `attachment` or `choice`) and optionally
    ///   `text`, `attachments`, `options` and `replyTo`
    /// @param files the files that the content names by `mediaId`
    /// @param fingerprint a hash of the message
    @SentAs("Words")
    record MessageCommand(
            ConversationId conversation,
            LeaseId lease,
            String id,
            Content content,
            List<MediaId> files,
            String fingerprint) {
        public MessageCommand {
            files = List.copyOf(files);
        }
    }

    /// @param id as in [MessageCommand]
    /// @param note an object with `id` (as above) and `text`
    /// @param whispered for the holder alone
    /// @param fingerprint a hash of the note
    @SentAs("Remark")
    record NoteCommand(
            ConversationId conversation,
            String id,
            AgentNote note,
            boolean whispered,
            String fingerprint) {}

    /// Refused as `NOT_FOUND`, `LEASE_LOST`, `ID_REUSED` or `NO_SUCH_FILE`.
    @SentAs("Said")
    sealed interface SendResult permits SendResult.Accepted, SendResult.WindowClosed, DeskRefusal {

        /// @param duplicate whether an earlier command with this id wrote the message
        record Accepted(long seq, Instant at, boolean duplicate) implements SendResult {}

        /// The platform takes nothing for the user until the user writes again.
        record WindowClosed(Instant since) implements SendResult {}
    }

    /// Refused as `NOT_FOUND`.
    sealed interface Read permits Read.Marked, DeskRefusal {

        /// @param conversation the number of unread messages that remain there
        /// @param total the number over all conversations that the agent holds
        record Marked(int conversation, int total) implements Read {}
    }
}
