package dev.switchboard.application.service.search;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pieces of conversations: what the journal has of them, and what the index has to know.
final class Pieces {

    private static final int PAGE = 100;
    private static final int MOST_OLD = 1000;
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final MessageIndex index;
    private final History history;
    private final Conversations conversations;
    private final HandoffCache handoffs;
    private final Handoffs stored;

    Pieces(MessageIndex index, HandoffCache handoffs, Handoffs stored, Node node) {
        this.index = index;
        this.history = node.store().history();
        this.conversations = node.store().conversations();
        this.handoffs = handoffs;
        this.stored = stored;
    }

    /// Makes the last piece of a conversation, and those before it that are missing or not full. An
    /// earlier one first: so the last one says that all are there.
    void catchUp(ConversationId conversation) {
        long last = conversations.lastSeq(conversation);
        if (last > 0) {
            PieceId newest = PieceId.of(conversation, last);
            List<PieceId> due = new ArrayList<>(List.of(newest));
            for (PieceId each = newest.before();
                    each.number() >= 0 && !isFull(each) && !messages(each).isEmpty();
                    each = each.before()) {
                due.add(each);
            }
            due.reversed().forEach(this::make);
        }
    }

    private boolean isFull(PieceId id) {
        return index.find(List.of(id)).stream().anyMatch(Piece::isFull);
    }

    /// Returns the messages of a piece that are left.
    List<Recorded> messages(PieceId id) {
        return history.messages(id.conversation(), id.first() - 1, PieceId.SIZE).stream()
                .filter(recorded -> recorded.message().seq() <= id.last())
                .toList();
    }

    /// Makes a piece from what is there. Whoever erases words erases them in the journal first, and
    /// then here. So what was read before an erasure and written after it is found by one more
    /// look.
    void make(PieceId id) {
        List<Recorded> read;
        List<Recorded> again = messages(id);
        do {
            read = again;
            if (read.isEmpty()) {
                index.forget(List.of(id));
            } else {
                save(id, read);
            }
            again = messages(id);
        } while (erased(again) != erased(read) || again.isEmpty() != read.isEmpty());
    }

    private static long erased(List<Recorded> messages) {
        return messages.stream()
                .filter(recorded -> recorded.message().content().isErased())
                .count();
    }

    private void save(PieceId id, List<Recorded> messages) {
        AgentId before = holderBefore(id);
        PieceText text = PieceText.of(messages, before);
        SearchTerms terms = new SearchTerms(handoffs.tenant(id.conversation()));
        terms.customer(names(id.conversation()));
        if (before != null) {
            terms.agent(before);
        }
        if (text.holder() != null) {
            terms.agent(text.holder());
        }
        for (PieceText.Line line : text.lines()) {
            terms.said(line.texts());
            if (line.holder() != null) {
                terms.agent(line.holder());
            }
        }
        index.save(
                new Piece(
                        id,
                        begun(messages),
                        messages.getLast().message().at().truncatedTo(ChronoUnit.MILLIS),
                        messages.getLast().message().seq(),
                        before,
                        text.holder()),
                terms.all());
    }

    private static Instant begun(List<Recorded> messages) {
        return messages.getFirst().message().at().truncatedTo(ChronoUnit.MILLIS);
    }

    private @Nullable AgentId holderBefore(PieceId id) {
        return id.number() == 0
                ? null
                : index.find(List.of(id.before())).stream()
                        .findFirst()
                        .map(Piece::holder)
                        .orElse(null);
    }

    /// The names by which people look for a customer.
    private List<String> names(ConversationId conversation) {
        List<String> names = new ArrayList<>();
        names.add(conversation.externalId());
        stored.find(conversation)
                .map(handoff -> handoff.matter().customer())
                .ifPresent(customer -> names.addAll(List.of(customer.name(), customer.id())));
        return names;
    }

    /// Makes all pieces of a conversation anew whose words were erased in the journal.
    void remake(ConversationId conversation) {
        long last = conversations.lastSeq(conversation);
        List<Recorded> first = history.messages(conversation, 0, 1);
        if (last > 0 && !first.isEmpty()) {
            PieceId end = PieceId.of(conversation, last);
            for (PieceId piece = PieceId.of(conversation, first.getFirst().message().seq());
                    piece.number() <= end.number();
                    piece = piece.next()) {
                make(piece);
            }
        }
    }

    /// Forgets what retention took from the journal.
    ///
    /// @param last when the messages were accepted that may be gone
    void forget(Instant last) {
        for (Piece piece : index.through(last, MOST_OLD)) {
            List<Recorded> left = messages(piece.id());
            if (left.isEmpty() || !begun(left).equals(piece.at())) {
                make(piece.id());
            }
        }
    }

    /// Forgets some, whatever the journal has: words that nobody may look for are not kept.
    void forgetSome() {
        List<PieceId> some = index.through(EVER, PAGE).stream().map(Piece::id).toList();
        if (!some.isEmpty()) {
            index.forget(some);
        }
    }
}
