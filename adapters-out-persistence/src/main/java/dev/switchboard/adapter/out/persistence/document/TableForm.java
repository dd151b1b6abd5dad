package dev.switchboard.adapter.out.persistence.document;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The declaration of a cold table. MongoDB has a collection with its name, and one index for each
/// of its indexes.
///
/// @param words the paths of fields with people's words; they are encrypted if message bodies are
/// @param fenced whether a document's id is its conversation, and only that conversation's owner
///   reads and changes it: what a former owner writes too late is refused
public record TableForm(String name, List<Index> indexes, Set<String> words, boolean fenced) {

    /// API keys of accounts.
    public static final TableForm API_KEYS =
            new TableForm(
                    "api_keys",
                    new Index.Value("api_keys_account", "account"),
                    new Index.Value("api_keys_over", "over_at"));

    /// Log-ins kept alive by refresh tokens.
    public static final TableForm LOG_INS =
            new TableForm(
                    "log_ins",
                    new Index.Value("log_ins_account", "account"),
                    new Index.Value("log_ins_renewed", "renewed_at"),
                    new Index.Value("log_ins_ends", "ends_at"));

    /// The latest handoff of each conversation.
    public static final TableForm HANDOFFS =
            new TableForm(
                    "handoffs",
                    List.of(new Index.Flag("handoffs_open", "open")),
                    Set.of(
                            "matter.customer_name",
                            "matter.attributes",
                            "matter.reason",
                            "step.note"),
                    true);

    /// The chats of conversations.
    public static final TableForm CHATS =
            new TableForm(
                    "chats",
                    List.of(
                            new Index.Flag("chats_open", "open"),
                            new Index.Series("chats_number", "conversation")),
                    Set.of(
                            "request.name",
                            "request.email",
                            "request.phone",
                            "request.extra_data",
                            "request.subject"));

    /// Drafts of agents.
    public static final TableForm DRAFTS =
            new TableForm(
                    "drafts",
                    List.of(
                            new Index.Value("drafts_agent", "agent"),
                            new Index.Value("drafts_conversation", "conversation"),
                            new Index.Value("drafts_at", "at")),
                    Set.of("text"));

    /// Texts that agents send often.
    public static final TableForm CANNED_REPLIES =
            new TableForm("canned_replies", new Index.Value("canned_replies_tenant", "tenant"));

    /// Preferences of account owners for their consoles.
    public static final TableForm PREFERENCES = new TableForm("preferences");

    /// Screens of the console with their filters, of tenants and of people. A filter may name a
    /// customer.
    public static final TableForm SAVED_VIEWS =
            new TableForm(
                    "saved_views",
                    List.of(new Index.Value("saved_views_shelf", "shelf")),
                    Set.of("name", "query"));

    /// The lists of labels from which agents choose: outcomes and tags.
    public static final TableForm LABELS = new TableForm("labels");

    /// Goals: how long customers of a queue may wait.
    public static final TableForm QUEUE_GOALS = new TableForm("queue_goals");

    /// Steps of handoffs, as figures count them: those of a tenant and those of an agent.
    public static final TableForm COUNTED_STEPS =
            new TableForm(
                    "handoff_steps",
                    new Index.Terms("handoff_steps_lists", "lists", "at"),
                    new Index.Value("handoff_steps_at", "at"));

    /// Pieces of conversations, by what was said in them. The terms are tokens that nobody can read
    /// without the key.
    public static final TableForm MESSAGE_TERMS =
            new TableForm(
                    "terms",
                    new Index.Terms("terms_all", "terms", "at"),
                    new Index.Value("terms_at", "at"));

    /// Erasures of people's data.
    public static final TableForm ERASURES = new TableForm("erasures");

    /// Conversations sent to a target again.
    public static final TableForm REPLAYS =
            new TableForm(
                    "replays",
                    new Index.Flag("replays_open", "open"),
                    new Index.Value("replays_done", "done_of"));

    /// Notices of admins for all consoles.
    public static final TableForm NOTICES =
            new TableForm(
                    "notices",
                    new Index.Flag("notices_open", "open"),
                    new Index.Value("notices_until", "until"));

    public static final List<TableForm> ALL =
            List.of(
                    API_KEYS,
                    LOG_INS,
                    HANDOFFS,
                    CHATS,
                    DRAFTS,
                    CANNED_REPLIES,
                    PREFERENCES,
                    SAVED_VIEWS,
                    LABELS,
                    QUEUE_GOALS,
                    COUNTED_STEPS,
                    MESSAGE_TERMS,
                    ERASURES,
                    REPLAYS,
                    NOTICES);

    /// The tables whose documents may be encrypted. Some outlive the key of the day on which they
    /// were written, so they are encrypted again before that key is destroyed.
    public static final List<TableForm> WITH_WORDS =
            ALL.stream().filter(form -> !form.words().isEmpty()).toList();

    public TableForm {
        indexes = List.copyOf(indexes);
        words = Set.copyOf(words);
    }

    public TableForm(String name, List<Index> indexes, Set<String> words) {
        this(name, indexes, words, false);
    }

    public TableForm(String name, Index... indexes) {
        this(name, List.of(indexes), Set.of());
    }

    /// A way to find documents other than by id.
    public sealed interface Index {

        String name();

        String field();

        /// Indexes a text or a time. Documents without the field are not in the index.
        record Value(String name, String field) implements Index {}

        /// Indexes the documents with a field that is true; others do not have the field.
        record Flag(String name, String field) implements Index {}

        /// Indexes each text of a list. The documents with a text are in the order of a time, the
        /// latest first, and then of their ids.
        ///
        /// @param time the field with the time, which each document has
        record Terms(String name, String field, String time) implements Index {}

        /// Groups documents by a text, the highest number first. Within a group they are numbered
        /// from 1, uniquely and without a gap. A table has at most one such index, and a document
        /// keeps its text and number.
        record Series(String name, String field) implements Index {

            /// The field that holds the number.
            public static final String NUMBER = "number";
        }
    }

    public List<Index.Flag> flags() {
        return indexes.stream()
                .filter(Index.Flag.class::isInstance)
                .map(Index.Flag.class::cast)
                .toList();
    }

    /// The table's series, if it has one.
    public Index.@Nullable Series series() {
        return indexes.stream()
                .filter(Index.Series.class::isInstance)
                .map(Index.Series.class::cast)
                .findFirst()
                .orElse(null);
    }

    /// The declared index on a field.
    public Index index(String field) {
        return indexes.stream()
                .filter(index -> index.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No index on " + field));
    }
}
