package dev.switchboard.domain.chat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One handover of a user from an external bot to people:
///
/// ```text
///  asked for ──▶ CREATING ──▶ ON_HOLD ◀──▶ ACTIVE
///                    │        │     │        │
///                    └──▶ FAILED    └──▶ CLOSED
/// ```
///
/// A conversation has at most one live chat. Each change raises the `version`, so a store can
/// detect a stale change. A chat that has ended never changes again.
///
/// @param number the chat's number within its conversation, from 1
/// @param after the last `seq` before the chat: everything up to it is context
/// @param desk the name of the desk where people answer
/// @param reason why it ended; null while it lives
/// @param fence the fence of the process whose desk event was applied last; 0 before any
public record Chat(
        ChatId id,
        ConversationId conversation,
        long number,
        long after,
        long version,
        State state,
        Request request,
        String desk,
        Times times,
        @Nullable EndReason reason,
        long fence) {

    public enum State {
        /// The desk is being asked.
        CREATING,
        /// The user waits for an agent.
        ON_HOLD,
        /// An agent answers.
        ACTIVE,
        /// Over.
        CLOSED,
        /// Over without anybody ever having answered.
        FAILED;

        public boolean live() {
            return this == CREATING || this == ON_HOLD || this == ACTIVE;
        }
    }

    /// The reason for the end of a chat, and the way in which its user returns to the bot.
    public enum EndReason {
        /// The agent ended it or gave the user back.
        DESK_ENDED(false, Way.SUCCESS),
        /// The bot took the user back.
        FINISHED(false, Way.SUCCESS),
        /// The user said one of the keywords that call the bot.
        KEYWORD(false, Way.NONE),
        /// Nothing was said for too long.
        IDLE(false, Way.TIMEOUT),
        /// The desk no longer knows the chat.
        GONE(false, Way.TIMEOUT),
        /// No agent came in time.
        UNANSWERED(true, Way.TIMEOUT),
        /// The desk has no agents for it.
        NOT_ROUTED(true, Way.TIMEOUT),
        /// The desk could not be asked.
        NOT_CREATED(true, Way.TIMEOUT),
        /// The desk does not accept this user.
        BLOCKED(true, Way.BLOCKED);

        private final boolean failure;
        private final Way back;

        EndReason(boolean failure, Way back) {
            this.failure = failure;
            this.back = back;
        }

        /// The state of the bot that its user is sent into.
        public Way back() {
            return back;
        }
    }

    /// The states of a bot in which it takes a user back.
    public enum Way {
        SUCCESS,
        TIMEOUT,
        BLOCKED,
        /// The bot already has the user.
        NONE
    }

    /// The bot's request for people.
    ///
    /// @param tenant the tenant whose agents may answer
    /// @param provider the platform of the user, such as `whatsapp`
    /// @param userId the user's id on that platform
    /// @param botSlug, botId the bot that answers the user otherwise
    /// @param phoneNumber may be empty
    /// @param extraData facts that the bot collected; a JSON object
    /// @param flow the key it was routed by
    /// @param subject the topic; may be empty
    /// @param once identifies repeats of the request
    public record Request(
            TenantId tenant,
            String provider,
            String userId,
            String botSlug,
            String botId,
            String name,
            String email,
            String phoneNumber,
            Content extraData,
            String flow,
            String subject,
            Once once) {

        /// Prints nothing private.
        @Override
        public String toString() {
            return "Request[" + provider + "]";
        }
    }

    /// Identifies repeats of a request.
    ///
    /// @param fingerprint a hash of the request
    /// @param key the caller's own key, or null
    public record Once(String fingerprint, @Nullable String key) {

        /// The time for which requests with the same key are one.
        public static final Duration SAME_KEY = Duration.ofHours(24);

        private static final Duration SAME_BODY = Duration.ofMinutes(10);

        /// Whether a request repeats the one that created `chat`. Only requests that succeeded or
        /// are still in progress count.
        public boolean repeats(Chat chat, Instant now) {
            boolean succeeded = chat.times.heldAt != null || chat.state == State.CREATING;
            if (!succeeded) {
                return false;
            }
            Once first = chat.request.once;
            Duration age = Duration.between(chat.times.createdAt, now);
            boolean byKey = key != null && key.equals(first.key) && age.compareTo(SAME_KEY) < 0;
            boolean byBody =
                    chat.state.live()
                            && fingerprint.equals(first.fingerprint)
                            && age.compareTo(SAME_BODY) < 0;
            return byKey || byBody;
        }
    }

    /// The times at which the chat entered its states, in milliseconds, the precision of every
    /// store.
    ///
    /// @param heldAt when it was first on hold; null before
    /// @param joinedAt when an agent first answered; null before
    /// @param endedAt null while it lives
    /// @param since when it entered its current state
    /// @param backAt until when the bot may ask again; the bot gets the user back at that time.
    ///   Null if the bot was not told so
    public record Times(
            Instant createdAt,
            @Nullable Instant heldAt,
            @Nullable Instant joinedAt,
            @Nullable Instant endedAt,
            Instant since,
            @Nullable Instant backAt) {

        public Times {
            createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
            heldAt = heldAt == null ? null : heldAt.truncatedTo(ChronoUnit.MILLIS);
            joinedAt = joinedAt == null ? null : joinedAt.truncatedTo(ChronoUnit.MILLIS);
            endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MILLIS);
            since = since.truncatedTo(ChronoUnit.MILLIS);
            backAt = backAt == null ? null : backAt.truncatedTo(ChronoUnit.MILLIS);
        }

        /// The times of a live chat.
        Times(
                Instant createdAt,
                @Nullable Instant heldAt,
                @Nullable Instant joinedAt,
                Instant since) {
            this(createdAt, heldAt, joinedAt, null, since, null);
        }
    }

    public static Chat begin(
            ChatId id,
            ConversationId conversation,
            long number,
            long after,
            Request request,
            String desk,
            Instant now) {
        Times times = new Times(now, null, null, now);
        return new Chat(
                id, conversation, number, after, 1, State.CREATING, request, desk, times, null, 0);
    }

    /// The desk has the chat and the user waits. Empty unless it was being created.
    public Optional<Chat> opened(Instant now) {
        return state == State.CREATING
                ? Optional.of(next(State.ON_HOLD, new Times(times.createdAt, now, null, now), null))
                : Optional.empty();
    }

    /// An agent answers. Empty unless the user waits.
    public Optional<Chat> join(Instant now) {
        Instant first = times.joinedAt == null ? now : times.joinedAt;
        return state == State.ON_HOLD
                ? Optional.of(
                        next(
                                State.ACTIVE,
                                new Times(times.createdAt, times.heldAt, first, now),
                                null))
                : Optional.empty();
    }

    /// The agent is gone and the user waits for another. Empty unless an agent answered.
    public Optional<Chat> hold(Instant now) {
        return state == State.ACTIVE
                ? Optional.of(
                        next(
                                State.ON_HOLD,
                                new Times(times.createdAt, times.heldAt, times.joinedAt, now),
                                null))
                : Optional.empty();
    }

    /// Empty if the chat is already over.
    public Optional<Chat> end(EndReason why, Instant now) {
        return end(why, now, null);
    }

    /// Ends the chat after the bot was told until when it may ask again.
    public Optional<Chat> end(EndReason why, Instant now, @Nullable Instant backAt) {
        if (!state.live()) {
            return Optional.empty();
        }
        boolean failed = state == State.CREATING || (state == State.ON_HOLD && why.failure);
        Times then = new Times(times.createdAt, times.heldAt, times.joinedAt, now, now, backAt);
        return Optional.of(next(failed ? State.FAILED : State.CLOSED, then, why));
    }

    /// Another process now receives the desk's events.
    public Chat heardBy(long newFence) {
        return new Chat(
                id,
                conversation,
                number,
                after,
                version + 1,
                state,
                request,
                desk,
                times,
                reason,
                newFence);
    }

    /// Removes all facts about the user.
    public Chat erased() {
        Request nobodys =
                new Request(
                        request.tenant,
                        request.provider,
                        "erased",
                        request.botSlug,
                        request.botId,
                        "",
                        "",
                        "",
                        new Content("{}"),
                        request.flow,
                        "",
                        request.once);
        return new Chat(
                id,
                conversation,
                number,
                after,
                version,
                state,
                nobodys,
                desk,
                times,
                reason,
                fence);
    }

    private Chat next(State next, Times then, @Nullable EndReason why) {
        return new Chat(
                id,
                conversation,
                number,
                after,
                version + 1,
                next,
                request,
                desk,
                then,
                why,
                fence);
    }
}
