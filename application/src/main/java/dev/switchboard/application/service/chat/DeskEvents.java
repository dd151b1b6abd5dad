package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.State;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskEvent.Ended.By;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Applies the events of external desks to their chats, under their conversations' locks.
final class DeskEvents implements ReceiveDeskEvents {

    /// The time after the end, by the desk's clock, in which messages of agents who did not know of
    /// it yet are accepted. After a crash they may be received later.
    private static final Duration BELATED = Duration.ofSeconds(30);

    private final Chats chats;
    private final ChatSteps steps;
    private final ChatJournal journal;
    private final Receipts receipts;
    private final ConversationLocks locks;
    private final LiveEvents live;
    private final Clock clock;

    DeskEvents(
            Chats chats,
            ChatSteps steps,
            ChatJournal journal,
            Receipts receipts,
            ConversationLocks locks,
            LiveEvents live,
            Clock clock) {
        this.chats = chats;
        this.steps = steps;
        this.journal = journal;
        this.receipts = receipts;
        this.locks = locks;
        this.live = live;
        this.clock = clock;
    }

    /// A delivery report takes no lock: there is one for each message of a user, and the delivery
    /// was known when the desk took the message.
    @Override
    public Taken hear(News news) {
        if (news.event() instanceof DeskEvent.Delivered) {
            return Taken.DONE;
        }
        ChatId id = news.chat().id();
        return chats.find(id)
                .map(chat -> locks.withLock(chat.conversation(), () -> hear(id, news)))
                .orElse(Taken.NO_CHAT);
    }

    private Taken hear(ChatId id, News news) {
        for (; ; ) {
            Chat chat = chats.find(id).orElse(null);
            if (chat == null || isLongOver(chat, news.at())) {
                return Taken.NO_CHAT;
            }
            if (news.fence() < chat.fence()) {
                return Taken.OVERTAKEN;
            }
            if (news.fence() > chat.fence() && chat.state().live()) {
                steps.take(chat, chat.heardBy(news.fence()));
            } else if (apply(chat, news)) {
                return Taken.DONE;
            }
        }
    }

    private boolean isLongOver(Chat chat, Instant saidAt) {
        Instant ended = chat.times().endedAt();
        Instant last = ended == null ? Instant.MAX : ended.plus(BELATED);
        return clock.instant().isAfter(last) && saidAt.isAfter(last);
    }

    /// Whether an event is useless after the end: then only agents' messages are still passed on to
    /// the user.
    private static boolean isForTheLiving(DeskEvent event) {
        return event instanceof DeskEvent.Queued
                || event instanceof DeskEvent.Transferred
                || event instanceof DeskEvent.Reopened
                || event instanceof DeskEvent.Typing;
    }

    /// @return false if the event must be applied again to the changed chat
    private boolean apply(Chat chat, News news) {
        String id = news.id();
        if (!chat.state().live() && isForTheLiving(news.event())) {
            return true;
        }
        switch (news.event()) {
            case DeskEvent.Opened(var greeted) -> applyOpened(chat, greeted);
            case DeskEvent.NeverOpened _ -> {
                return !chat.state().live() || steps.end(chat, EndReason.NOT_CREATED);
            }
            case DeskEvent.Joined _ -> {
                return applyJoined(chat);
            }
            case DeskEvent.Ended(var by) -> {
                return !chat.state().live() || steps.end(chat, reason(chat, by));
            }
            case DeskEvent.Failed _ -> {
                return !chat.state().live() || steps.end(chat, EndReason.NOT_ROUTED);
            }
            case DeskEvent.Queued(var position) -> {
                if (position != null) {
                    tell(chat, ChatText.QUEUE_POSITION, "position", position.toString(), id);
                }
            }
            case DeskEvent.Transferred _ ->
                    journal.tell(chat, ChatText.TRANSFERRED, Map.of(), "desk/" + id);
            case DeskEvent.Reopened _ -> {
                if (chat.times().joinedAt() != null) { // the context still waits before
                    journal.sendTranscript(chat, "desk/" + id);
                }
            }
            case DeskEvent.Unsupported(_, var type) ->
                    tell(chat, ChatText.UNSUPPORTED, "type", type, id);
            case DeskEvent.Message(var from, var text) ->
                    journal.appendFromDesk(chat, from, said("text", text), id);
            case DeskEvent.Choices(var from, var text, var titles) ->
                    journal.appendFromDesk(chat, from, choices(text, titles), id);
            case DeskEvent.File file -> journal.appendFromDesk(chat, file.from(), file(file), id);
            case DeskEvent.Typing(var active) -> {
                Author agent = new Author(Party.AGENT, chat.desk());
                live.publish(new Event.Typing(chat.conversation(), agent, active));
            }
            case DeskEvent.Read(var message) -> receipts.readAtDesk(chat.conversation(), message);
            case DeskEvent.Left _, DeskEvent.Delivered _ -> {}
        }
        return true;
    }

    /// Completes an opening whose process may have died before this step.
    private void applyOpened(Chat chat, boolean greeted) {
        if (chat.state() == State.CREATING) {
            if (!greeted) {
                steps.greet(chat);
            }
            steps.hold(chat);
        }
    }

    /// An agent may join before the desk has answered that the chat is open.
    private boolean applyJoined(Chat chat) {
        Instant now = clock.instant();
        if (chat.state() == State.CREATING) {
            chat.opened(now).ifPresent(held -> steps.take(chat, held));
            return false;
        }
        return chat.join(now).map(joined -> steps.take(chat, joined)).orElse(true);
    }

    private static EndReason reason(Chat chat, By by) {
        return switch (by) {
            case AGENT, CUSTOMER -> EndReason.DESK_ENDED;
            case SYSTEM ->
                    chat.state() == State.ACTIVE ? EndReason.DESK_ENDED : EndReason.NOT_ROUTED;
            case GONE -> EndReason.GONE;
        };
    }

    private void tell(Chat chat, ChatText which, String fact, String value, String id) {
        journal.tell(chat, which, Map.of(fact, value), "desk/" + id);
    }

    private static Map<String, JsonValue> said(String type, String text) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        said.put("type", new JsonString(type));
        put("text", text, said);
        return said;
    }

    private static Map<String, JsonValue> choices(String text, List<String> titles) {
        Map<String, JsonValue> said = said("choices", text);
        said.put(
                "options",
                new JsonArray(
                        titles.stream()
                                .<JsonValue>map(title ->
                                        new JsonObject(Map.of("title", new JsonString(title))))
                                .toList()));
        return said;
    }

    private static Map<String, JsonValue> file(DeskEvent.File file) {
        Map<String, JsonValue> attachment = new LinkedHashMap<>();
        put("url", file.url(), attachment);
        put("name", file.name(), attachment);
        put("mimeType", file.mimeType(), attachment);
        Map<String, JsonValue> said = said("attachment", file.text());
        said.put("attachments", new JsonArray(List.of(new JsonObject(attachment))));
        return said;
    }

    private static void put(String name, @Nullable String text, Map<String, JsonValue> members) {
        if (text != null && !text.isEmpty()) {
            members.put(name, new JsonString(text));
        }
    }
}
