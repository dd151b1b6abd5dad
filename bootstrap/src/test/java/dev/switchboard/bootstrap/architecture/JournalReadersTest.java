package dev.switchboard.bootstrap.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Everything that reads the journal. A new reader must know what it does with messages that are
/// for agents alone, and is then added to one of these lists.
class JournalReadersTest {

    /// They show them to agents, or export and erase them.
    private static final Set<String> FOR_AGENTS =
            Set.of(
                    "FollowedConversations",
                    "ContextReader",
                    "Feeds",
                    "FormerHandoffs",
                    "JournalTails",
                    "MessageChapter",
                    "MessageErasure");

    /// They leave them out, or pass them on without a note's words, to readers that leave them out.
    private static final Set<String> FOR_OTHERS =
            Set.of(
                    "ChatReader",
                    "ConversationReader",
                    "ConversationReplays",
                    "HistoryPage",
                    "Pieces",
                    "RecentReader");

    /// They look for one message that has deliveries, an author or a key that no note has, for a
    /// `seq`, or for the time of an answer, which a note is not.
    private static final Set<String> FOR_THE_HUB =
            Set.of(
                    "ChannelProbe",
                    "ChannelReplays",
                    "DeliveryRedrives",
                    "DeliveryWatch",
                    "ForwardedPorts",
                    "HandoffRecord",
                    "Media",
                    "MessageRelay",
                    "OpenAgentSessions",
                    "OwnEchoes",
                    "Receipts",
                    "ReplyCorrelation",
                    "TokenProofs",
                    "UnreadTally",
                    "UserReplies",
                    "UserWaits");

    @Test
    void areKnown() {
        Set<String> readers =
                Imported.MAIN.stream()
                        .filter(type -> type.getPackageName().contains(".application."))
                        .filter(type -> !isJournal(type) && reads(type))
                        .map(type -> outermost(type).getSimpleName())
                        .collect(toSet());

        assertThat(readers).containsAll(FOR_AGENTS).containsAll(FOR_OTHERS);
        readers.removeAll(FOR_AGENTS);
        readers.removeAll(FOR_OTHERS);
        assertThat(readers).isEqualTo(FOR_THE_HUB);
    }

    private static boolean reads(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> isJournal(call.getTargetOwner()))
                || type.getMethodReferencesFromSelf().stream()
                        .anyMatch(call -> isJournal(call.getTargetOwner()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(JournalReadersTest::outermost).orElse(type);
    }

    private static boolean isJournal(JavaClass owner) {
        return owner.isEquivalentTo(History.class)
                || owner.isEquivalentTo(Passage.class)
                || owner.isEquivalentTo(RecentActivity.class);
    }
}
