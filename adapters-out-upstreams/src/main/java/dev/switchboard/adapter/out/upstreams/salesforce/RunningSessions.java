package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession.State;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sessions that this hub runs, until they are over.
final class RunningSessions {

    private final Map<DeskRef, ChatSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean incomplete;

    Optional<ChatSession> find(DeskRef chat) {
        return Optional.ofNullable(sessions.get(chat)).filter(session -> !session.isStopped());
    }

    Stream<ChatSession> all() {
        return sessions.values().stream();
    }

    void add(ChatSession session) {
        sessions.put(session.stored().chat(), session);
    }

    void removeStopped() {
        sessions.values().removeIf(ChatSession::isStopped);
    }

    void stopAll() {
        sessions.values().forEach(ChatSession::stop);
        sessions.clear();
    }

    /// @param begun whether sessions of partitions that this hub took are still being read
    void takingOver(boolean begun) {
        incomplete = begun;
    }

    /// The Cases that other chats name as theirs.
    Set<String> casesBeside(ChatSession session) {
        return beside(session)
                .map(other -> other.stored().fact(Fact.CASE))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /// Whether another chat of the same contact may have a Case that it does not name yet.
    boolean mayHaveUnnamedCaseBeside(ChatSession session) {
        String contact = session.stored().fact(Fact.CONTACT);
        return incomplete
                || beside(session)
                        .map(ChatSession::stored)
                        .filter(other -> other.state() == State.OPENING)
                        .filter(other -> Objects.equals(other.fact(Fact.CONTACT), contact))
                        .anyMatch(other ->
                                other.fact(Fact.CASE_ASKED) != null
                                        && other.fact(Fact.CASE) == null);
    }

    private Stream<ChatSession> beside(ChatSession session) {
        return all().filter(other -> other != session);
    }
}
