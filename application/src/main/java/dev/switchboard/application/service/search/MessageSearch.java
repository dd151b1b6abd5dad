package dev.switchboard.application.service.search;

import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.search.MessageIndex.Position;
import dev.switchboard.application.service.console.Agents;
import dev.switchboard.application.service.console.Console;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.search.PieceText.Line;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.Terms;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds messages: the index tells in which pieces of conversations all terms are, and the journal
/// which messages there have them. So nothing is shown that the journal does not have any more.
final class MessageSearch implements SearchMessages {

    /// Pieces that are read for one page.
    private static final int MOST_READ = 300;

    /// Pieces that are looked at for one page, of whatever time.
    private static final int MOST_LOOKED = 5_000;

    /// Looking for one page. What is left is for the page after it.
    private static final Duration LONGEST = Duration.ofMillis(200);

    private static final int AT_ONCE = 50;

    private final MessageIndex index;
    private final Pieces pieces;
    private final HandoffCache handoffs;
    private final Handoffs stored;
    private final Agents agents;
    private final Clock clock;
    private final boolean on;

    /// @param clock never goes back
    MessageSearch(
            MessageIndex index,
            Pieces pieces,
            HandoffCache handoffs,
            Handoffs stored,
            Agents agents,
            Clock clock,
            boolean on) {
        this.index = index;
        this.pieces = pieces;
        this.handoffs = handoffs;
        this.stored = stored;
        this.agents = agents;
        this.clock = clock;
        this.on = on;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public Found search(ClientId id, SearchQuery query) {
        Console console = agents.console(id);
        TenantId tenant = console.agent().tenant();
        if (console.supervisor()) {
            return find(tenant, query);
        }
        AgentId asker = console.agent().id();
        AgentId wanted = query.handling().agent();
        return wanted == null || asker.equals(wanted)
                ? find(tenant, query, asker)
                : new Found.Page(List.of(), null, true);
    }

    @Override
    public Found find(TenantId tenant, SearchQuery query) {
        return find(tenant, query, query.handling().agent());
    }

    private Found find(TenantId tenant, SearchQuery query, @Nullable AgentId holder) {
        if (!on) {
            return DeskRefusal.NOT_FOUND;
        }
        Handling handling = query.handling();
        SearchTerms terms =
                new SearchTerms(tenant)
                        .said(List.of(query.words()))
                        .customer(List.of(query.customer()))
                        .queues(present(handling.queue()))
                        .tags(handling.tags())
                        .outcomes(present(handling.outcome()));
        if (terms.all().isEmpty()) {
            return DeskRefusal.NOTHING_ASKED;
        }
        if (holder != null) {
            terms.agent(holder);
        }
        return new Reading(tenant, query).of(terms.all());
    }

    private static <T> List<T> present(@Nullable T one) {
        return one == null ? List.of() : List.of(one);
    }

    /// One page of an answer.
    private final class Reading {

        private final TenantId tenant;
        private final SearchQuery query;
        private final Set<String> words;
        private final List<Hit> hits = new ArrayList<>();

        Reading(TenantId tenant, SearchQuery query) {
            this.tenant = tenant;
            this.query = query;
            this.words = Terms.of(List.of(query.words()));
        }

        Found.Page of(Set<String> terms) {
            Place last = query.behind();
            int looked = 0;
            int read = 0;
            Instant until = clock.instant().plus(LONGEST);
            while (looked < MOST_LOOKED && read < MOST_READ) {
                List<Piece> page = index.having(terms, position(last), AT_ONCE);
                for (Piece piece : page) {
                    looked++;
                    last = new Place(piece.at(), piece.id());
                    if (mayHave(piece)) {
                        read++;
                        read(piece);
                    }
                    if (hits.size() >= query.limit()) {
                        return new Found.Page(hits, last, true);
                    }
                    if (clock.instant().isAfter(until)) {
                        return new Found.Page(hits, last, false);
                    }
                }
                if (page.size() < AT_ONCE) {
                    return new Found.Page(hits, null, true);
                }
            }
            return new Found.Page(hits, last, false);
        }

        private static @Nullable Position position(@Nullable Place place) {
            return place == null ? null : new Position(place.began(), place.piece());
        }

        private void read(Piece piece) {
            ConversationId conversation = piece.id().conversation();
            PieceText.of(pieces.messages(piece.id()), piece.before())
                    .lines()
                    .reversed()
                    .forEach(line -> hit(line, conversation));
        }

        /// Messages of one conversation come in the order of their times.
        private boolean mayHave(Piece piece) {
            Instant from = query.from();
            Instant to = query.to();
            return handoffs.tenant(piece.id().conversation()).equals(tenant)
                    && (from == null || !piece.until().plusMillis(1).isBefore(from))
                    && (to == null || piece.at().isBefore(to));
        }

        private void hit(Line line, ConversationId conversation) {
            Instant at = line.recorded().message().at();
            boolean in =
                    (query.from() == null || !at.isBefore(query.from()))
                            && (query.to() == null || at.isBefore(query.to()));
            Snippet snippet = in ? Snippet.of(line.texts(), words) : null;
            if (snippet != null) {
                hits.add(
                        new Hit(
                                line.recorded(),
                                customer(conversation),
                                snippet.text(),
                                snippet.marks()));
            }
        }
    }

    private Customer customer(ConversationId conversation) {
        Handoff known = handoffs.known(conversation);
        return Optional.ofNullable(known)
                .or(() -> stored.find(conversation))
                .map(handoff -> handoff.details().customer())
                .orElseGet(
                        () -> new Customer(conversation.externalId(), "", Customer.NOTHING_ELSE));
    }
}
