package dev.switchboard.adapter.out.persistence.embedded.chat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.Chat.State;
import dev.switchboard.domain.chat.Chat.Times;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chat as bytes.
final class ChatBytes {

    /// 2 has when the bot has the user again.
    private static final int VERSION = 2;

    /// By the numbers that are stored.
    private static final State[] STATES = {
        State.CREATING, State.ON_HOLD, State.ACTIVE, State.CLOSED, State.FAILED
    };

    private static final EndReason[] REASONS = {
        EndReason.DESK_ENDED,
        EndReason.FINISHED,
        EndReason.KEYWORD,
        EndReason.IDLE,
        EndReason.GONE,
        EndReason.UNANSWERED,
        EndReason.NOT_ROUTED,
        EndReason.NOT_CREATED,
        EndReason.BLOCKED
    };

    private ChatBytes() {}

    static byte[] write(Chat chat) {
        ByteWriter value = new ByteWriter(512).octet(VERSION);
        value.text(chat.id().value())
                .text(chat.conversation().value())
                .number(chat.number())
                .number(chat.after())
                .number(chat.version())
                .octet(List.of(STATES).indexOf(chat.state()))
                .text(chat.desk());
        EndReason reason = chat.reason();
        value.octet(reason == null ? REASONS.length : List.of(REASONS).indexOf(reason));
        request(value, chat.request());
        times(value, chat.times());
        value.number(chat.fence());
        optional(value, chat.times().backAt());
        return value.toBytes();
    }

    private static void request(ByteWriter value, Request request) {
        value.text(request.tenant().value())
                .text(request.provider())
                .text(request.userId())
                .text(request.botSlug())
                .text(request.botId())
                .text(request.name())
                .text(request.email())
                .text(request.phoneNumber())
                .text(request.extraData().text())
                .text(request.flow())
                .text(request.subject())
                .text(request.once().fingerprint())
                .textIfAny(request.once().key());
    }

    private static void times(ByteWriter value, Times times) {
        value.instant(times.createdAt()).instant(times.since());
        for (Instant each :
                new @Nullable Instant[] {times.heldAt(), times.joinedAt(), times.endedAt()}) {
            optional(value, each);
        }
    }

    private static void optional(ByteWriter value, @Nullable Instant instant) {
        value.flag(instant != null);
        if (instant != null) {
            value.instant(instant);
        }
    }

    static Chat read(ByteReader value) {
        int layout = Decoder.version(value, VERSION);
        ChatId id = new ChatId(value.text());
        ConversationId conversation = new ConversationId(value.text());
        long number = value.number();
        long after = value.number();
        long version = value.number();
        State state = value.choice(STATES);
        String desk = value.text();
        int reason = value.octet();
        Request request = request(value);
        Instant createdAt = value.instant();
        Instant since = value.instant();
        Instant heldAt = instant(value);
        Instant joinedAt = instant(value);
        Instant endedAt = instant(value);
        long fence = value.number();
        Instant backAt = layout < 2 ? null : instant(value);
        return new Chat(
                id,
                conversation,
                number,
                after,
                version,
                state,
                request,
                desk,
                new Times(createdAt, heldAt, joinedAt, endedAt, since, backAt),
                reason < REASONS.length ? REASONS[reason] : null,
                fence);
    }

    private static Request request(ByteReader value) {
        return new Request(
                new TenantId(value.text()),
                value.text(),
                value.text(),
                value.text(),
                value.text(),
                value.text(),
                value.text(),
                value.text(),
                new Content.Json(value.text()),
                value.text(),
                value.text(),
                new Once(value.text(), value.textIfAny()));
    }

    private static @Nullable Instant instant(ByteReader value) {
        return value.flag() ? value.instant() : null;
    }
}
