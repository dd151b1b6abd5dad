package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Chats that live as long as their test.
public final class InMemoryChats implements Chats {
    private final Map<ConversationId, List<Chat>> all = new HashMap<>();
    private final TreeMap<String, ChatId> open = new TreeMap<>();
    private final Set<ChatId> damaged = new HashSet<>();
    private final Outage outage;
    private Runnable afterwards = () -> {};

    public InMemoryChats() {
        this(new Outage());
    }

    public InMemoryChats(Outage outage) {
        this.outage = outage;
    }

    private List<Chat> of(ConversationId conversation) {
        outage.check();
        return all.computeIfAbsent(conversation, _ -> new ArrayList<>());
    }

    @Override
    public synchronized List<Chat> newest(ConversationId conversation, int limit) {
        return of(conversation).reversed().stream().limit(limit).filter(this::isSound).toList();
    }

    @Override
    public synchronized Optional<Chat> find(ChatId id) {
        outage.check();
        return all.values().stream()
                .flatMap(List::stream)
                .filter(chat -> chat.id().equals(id))
                .filter(this::isSound)
                .findFirst();
    }

    /// Makes a stored chat unreadable.
    public synchronized void damage(ChatId id) {
        damaged.add(id);
    }

    private boolean isSound(Chat chat) {
        return !damaged.contains(chat.id());
    }

    @Override
    public synchronized Changed begin(Chat chat) {
        List<Chat> chats = of(chat.conversation());
        Chat last = chats.isEmpty() ? null : chats.getLast();
        if (chat.equals(last)) {
            return new Changed.Done();
        }
        if (last != null && !isSound(last) && last.number() == chat.number()) {
            return new Changed.Overtaken(null);
        }
        boolean isLive = last != null && isSound(last) && last.state().live();
        if (last != null && (isLive || last.number() >= chat.number())) {
            return new Changed.Overtaken(last);
        }
        chats.add(chat);
        open.put(name(chat), chat.id());
        return new Changed.Done();
    }

    /// Runs an action once, right after the next step of a chat was stored.
    public synchronized void afterTheNextStep(Runnable action) {
        afterwards = action;
    }

    @Override
    public synchronized Changed change(long expected, Chat next) {
        List<Chat> chats = of(next.conversation());
        for (int i = 0; i < chats.size(); i++) {
            Chat there = chats.get(i);
            if (there.id().equals(next.id())) {
                if (there.equals(next)) {
                    return new Changed.Done();
                }
                if (there.version() != expected) {
                    return new Changed.Overtaken(there);
                }
                chats.set(i, next);
                Runnable once = afterwards;
                afterwards = () -> {};
                once.run();
                return new Changed.Done();
            }
        }
        return new Changed.Overtaken(null);
    }

    @Override
    public synchronized List<Chat> open(@Nullable Chat after, int limit) {
        outage.check();
        return (after == null ? open : open.tailMap(name(after), false))
                .values().stream().flatMap(id -> find(id).stream()).limit(limit).toList();
    }

    @Override
    public synchronized void finish(Chat over) {
        outage.check();
        open.remove(name(over));
    }

    @Override
    public synchronized boolean erase(ChatId id) {
        outage.check();
        if (open.containsValue(id)) {
            return false;
        }
        all.values()
                .forEach(chats ->
                        chats.replaceAll(chat -> chat.id().equals(id) ? chat.erased() : chat));
        return true;
    }

    private static String name(Chat chat) {
        return "%s %06d".formatted(chat.conversation(), chat.number());
    }
}
