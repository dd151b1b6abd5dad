package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.session.AgentSession;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClientSession;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The claims of a person's conversations, the clients that followed them with their positions, and
/// messages that are still waiting.
final class SessionChapter implements Chapter {

    private static final int PAGE = 1000;

    private final Claims claims;
    private final ClientSessions sessions;
    private final AgentSessions agents;
    private final WaitingParts parts;

    SessionChapter(
            Claims claims, ClientSessions sessions, AgentSessions agents, WaitingParts parts) {
        this.claims = claims;
        this.sessions = sessions;
        this.agents = agents;
        this.parts = parts;
    }

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        for (ConversationId id : person.conversations()) {
            claims.find(id).ifPresent(it -> viewer.accept(new Item.Line("claims.jsonl", line(it))));
        }
        showSessions(person, viewer);
        for (ConversationId id : person.conversations()) {
            AgentSession session = agents.find(id);
            if (session != AgentSession.NONE) {
                viewer.accept(new Item.Line("agent_sessions.jsonl", line(id, session)));
            }
        }
        for (ConversationId id : person.conversations()) {
            parts.of(id)
                    .forEach(it -> viewer.accept(new Item.Line("waiting_parts.jsonl", line(it))));
        }
    }

    private void showSessions(Person person, Consumer<Item> viewer) {
        List<ClientSession> page = sessions.page(null, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(session -> isTheirs(session, person))
                    .forEach(
                            it -> viewer.accept(new Item.Line("sessions.jsonl", line(it, person))));
            page = sessions.page(page.getLast().key(), PAGE);
        }
    }

    /// A session that also follows other people's conversations may be somebody else's, unless it
    /// was proven to be this person's.
    static boolean isTheirs(ClientSession session, Person person) {
        boolean followsNobodyElse =
                !session.positions().isEmpty()
                        && person.conversations().containsAll(session.positions().keySet());
        return followsNobodyElse || person.isProvenBy(session.who());
    }

    private static String line(Claim claim) {
        return new Fields()
                .with("conversation_id", claim.conversation().value())
                .with("subject", claim.owner().subject())
                .with(
                        "browser",
                        claim.owner().browser() == null ? null : claim.owner().browser().hash())
                .with("from_seq", claim.fromSeq())
                .with("seen_at", claim.seenAt())
                .toJson();
    }

    private static String line(ClientSession session, Person person) {
        Fields positions = new Fields();
        session.positions()
                .forEach((id, seq) -> {
                    if (person.conversations().contains(id)) {
                        positions.with(id.value(), seq);
                    }
                });
        return new Fields()
                .with("seen_at", session.seenAt())
                .json("positions", positions.toJson())
                .toJson();
    }

    private static String line(ConversationId id, AgentSession session) {
        return new Fields()
                .with("conversation_id", id.value())
                .with("state", session.name().toLowerCase(Locale.ROOT))
                .toJson();
    }

    private static String line(WaitingParts.Part part) {
        return new Fields()
                .with("conversation_id", part.conversation().value())
                .with("answer", part.answer())
                .with("part", part.index())
                .with("came_at", part.at())
                .with("command", part.reply())
                .toJson();
    }
}
