package dev.switchboard.application.service.search;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.RecordedStep;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pieces of conversations: what the journal has of them, and what the index has to know.
final class Pieces {

    private static final int PAGE = 100;
    private static final int MOST_OLD = 1000;
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    /// Messages behind a piece that are looked at for the end of its last handoff.
    private static final int MOST_BEHIND = 2_000;

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

    /// Makes the last piece of a conversation, and those before it that are missing or not full, or
    /// of whose handoff a step is new. An earlier one first: so the last one says that all are
    /// there.
    void catchUp(ConversationId conversation) {
        long last = conversations.lastSeq(conversation);
        if (last == 0) {
            return;
        }
        PieceId id = PieceId.of(conversation, last);
        List<PieceId> due = new ArrayList<>(List.of(id));
        boolean news = concernsEarlier(id, messages(id), false);
        for (id = id.before(); id.number() >= 0 && (news || !isFull(id)); id = id.before()) {
            List<Recorded> messages = messages(id);
            if (messages.isEmpty()) {
                break;
            }
            due.add(id);
            news = concernsEarlier(id, messages, news);
        }
        due.reversed().forEach(this::make);
    }

    private boolean isFull(PieceId id) {
        return made(id).filter(Piece::isFull).isPresent();
    }

    private Optional<Piece> made(PieceId id) {
        return index.find(List.of(id)).stream().findFirst();
    }

    /// Whether the pieces before this one do not know how their last handoff is handled now: one of
    /// its steps is new, and its beginning is not here.
    ///
    /// @param news whether there is such a step behind this piece, of the handoff with which it
    ///   ends
    private boolean concernsEarlier(PieceId id, List<Recorded> messages, boolean news) {
        List<RecordedStep> steps = steps(messages.stream()).toList();
        if (steps.isEmpty()) {
            return news;
        }
        if (news && steps.stream().noneMatch(RecordedStep::begins)) {
            return true;
        }
        return !steps.getFirst().begins() && hasNew(steps.getFirst(), messages, known(id));
    }

    private long known(PieceId id) {
        return made(id).map(Piece::through).orElse(0L);
    }

    /// Whether a step of the same handoff as this one is behind what is known.
    private static boolean hasNew(RecordedStep one, List<Recorded> messages, long known) {
        return steps(messages.stream().filter(it -> it.message().seq() > known))
                .anyMatch(step -> step.handoff().equals(one.handoff()));
    }

    private static Stream<RecordedStep> steps(Stream<Recorded> messages) {
        return messages.map(recorded -> RecordedStep.of(recorded.message()))
                .filter(Objects::nonNull);
    }

    /// Returns the messages of a piece that are left.
    List<Recorded> messages(PieceId id) {
        return new Passage(id.conversation(), id.first() - 1, id.last()).in(history).toList();
    }

    /// Makes a piece from what is there. An erasure erases words in the journal first, and then
    /// here. So what was read before an erasure and written after it is found by one more look.
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
        Piece earlier = id.number() == 0 ? null : made(id.before()).orElse(null);
        AgentId before = earlier == null ? null : earlier.holder();
        PieceText text = PieceText.of(messages, before);
        List<RecordedStep> own = text.steps();
        List<RecordedStep> later =
                hasItsLast(id, messages) && goesOn(id, own, earlier) ? laterSteps(id) : List.of();
        QueueId queue = earlier == null ? null : earlier.queue();
        HandledPiece handled = HandledPiece.of(queue, own, later);
        SearchTerms terms =
                new SearchTerms(handoffs.tenant(id.conversation()))
                        .queues(handled.queues())
                        .tags(handled.tags())
                        .outcomes(handled.outcomes());
        if (queue != null && own.isEmpty() && later.isEmpty()) {
            terms.tags(tagsNow(id.conversation())); // its handoff was there before, and still is
        }
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
                        text.holder(),
                        handled.queue()),
                terms.all());
    }

    /// Nothing is behind a piece that is not full.
    private static boolean hasItsLast(PieceId id, List<Recorded> messages) {
        return messages.getLast().message().seq() == id.last();
    }

    /// Whether a handoff is not over when the piece ends. It may not be where nothing is known of
    /// what was before.
    private static boolean goesOn(PieceId id, List<RecordedStep> own, @Nullable Piece earlier) {
        if (own.isEmpty()) {
            return earlier == null ? id.number() > 0 : earlier.queue() != null;
        }
        return !own.getLast().over();
    }

    /// Returns the steps behind a piece that belong to the handoff with which it ends.
    private List<RecordedStep> laterSteps(PieceId id) {
        Passage behind = new Passage(id.conversation(), id.last(), id.last() + MOST_BEHIND);
        List<RecordedStep> later = new ArrayList<>();
        for (RecordedStep step : (Iterable<RecordedStep>) steps(behind.in(history))::iterator) {
            if (step.begins()) {
                return later;
            }
            later.add(step);
            if (step.over()) {
                return later;
            }
        }
        return later;
    }

    private static Instant begun(List<Recorded> messages) {
        return messages.getFirst().message().at().truncatedTo(ChronoUnit.MILLIS);
    }

    private Collection<LabelId> tagsNow(ConversationId conversation) {
        return stored.find(conversation)
                .map(handoff -> handoff.details().tags().ids())
                .orElse(List.of());
    }

    /// The names by which people look for a customer.
    private List<String> names(ConversationId conversation) {
        List<String> names = new ArrayList<>();
        names.add(conversation.externalId());
        stored.find(conversation)
                .map(handoff -> handoff.details().customer())
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
