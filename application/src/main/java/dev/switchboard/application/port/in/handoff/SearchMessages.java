package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.search.PieceId;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds messages by their words, by their customer, and by how agents handled them.
public interface SearchMessages {

    /// The greatest length of `words` and of `customer`, in UTF-16 units.
    int LONGEST = 200;

    /// The largest `limit`.
    int MOST = 50;

    /// Whether anything can be found here: there is no index otherwise.
    boolean isOn();

    /// Finds what was said in those pieces of conversations in which the agent had the conversation
    /// at some time; for supervisors, all that was said in the tenant's conversations. What agents
    /// wrote for agents alone is not found. What was said in the last seconds may not be found yet.
    ///
    /// Throws `StoreUnavailableException` if the store does not answer in time.
    Found search(ClientId console, SearchQuery query);

    /// Finds, as [#search] does for supervisors, all that was said in a tenant's conversations, for
    /// somebody without a console.
    ///
    /// @param tenant any, whether there is one of this name or not
    Found find(TenantId tenant, SearchQuery query);

    /// At least one of `words` and `customer` has a word, or the handling is told.
    ///
    /// @param words each of them is in a message that is found; may be empty
    /// @param customer words of the customer's name or id; may be empty
    /// @param handling of the handoffs in the pieces
    /// @param from nothing that was said before it; null for no limit
    /// @param to nothing that was said then or later; null for no limit
    /// @param behind continues there; null to begin
    /// @param limit 1 to [#MOST]; a page ends with a piece, so it may have some more
    record SearchQuery(
            String words,
            String customer,
            Handling handling,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Place behind,
            int limit) {}

    /// The handling of a conversation by agents; it selects the pieces to which all of it applies.
    ///
    /// @param agent had it; null for any
    /// @param queue the customer waited there; null for any
    /// @param tags it has each of them
    /// @param outcome it ended so; null for any
    record Handling(
            @Nullable AgentId agent,
            @Nullable QueueId queue,
            Set<LabelId> tags,
            @Nullable LabelId outcome) {

        /// Everything.
        public static final Handling ANY = new Handling(null, null, Set.of(), null);

        public Handling {
            tags = Set.copyOf(tags);
        }
    }

    /// A place in the order of what is found: pieces of conversations, those that began last first.
    ///
    /// @param began when the piece began
    record Place(Instant began, PieceId piece) {}

    /// Refused as `NOT_FOUND` if there is no index, and as `NOTHING_ASKED` if there is nothing to
    /// look for.
    sealed interface Found permits Found.Page, DeskRefusal {

        /// @param next where to continue; null if there is nothing more
        /// @param complete false if it ended before it had looked at enough to fill the page
        record Page(List<Hit> hits, @Nullable Place next, boolean complete) implements Found {
            public Page {
                hits = List.copyOf(hits);
            }
        }
    }

    /// @param customer as far as a handoff tells; the conversation's own id otherwise
    /// @param snippet the part of a text with the first of the words
    /// @param marks where the words are in it
    record Hit(Recorded recorded, Customer customer, String snippet, List<Mark> marks) {
        public Hit {
            marks = List.copyOf(marks);
        }

        /// Whether it was given up for one of its targets.
        public boolean isParked() {
            return recorded.deliveries().stream().anyMatch(Delivery.Parked.class::isInstance);
        }
    }

    /// @param to behind the last character
    record Mark(int from, int to) {}
}
