package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The acknowledged messages of chats, and those that the desk and the users got.
final class ChatBook {

    private final LiveHub hub;
    private final Set<String> cases = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<String>> toDesk = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> toUser = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    /// Users' messages by `seq`, as the hub's own agents saw them, and how far they are answered.
    private final Map<String, NavigableMap<Long, String>> atConsoles = new ConcurrentHashMap<>();

    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final Map<String, Long> toBeEnded = new ConcurrentHashMap<>();

    ChatBook(LiveHub hub) {
        this.hub = hub;
    }

    /// A message that reached a user.
    ///
    /// @param id by which the platform would recognise a repeat
    private record SentText(String user, String id, String text) {}

    void opened(String caseId, String conversation) {
        cases.add(caseId);
        var _ = saidIn(conversation);
    }

    void userSaid(String conversation, String text) {
        saidIn(conversation).add(text);
    }

    void agentSaid(String user, String text) {
        toUser.computeIfAbsent(user, _ -> new ConcurrentLinkedQueue<>()).add(text);
    }

    /// One of the hub's own agents saw a user's message, perhaps not for the first time.
    void agentSaw(String conversation, long seq, String text) {
        String before =
                atConsoles
                        .computeIfAbsent(conversation, _ -> new ConcurrentSkipListMap<>())
                        .putIfAbsent(seq, text);
        if (before != null && !before.equals(text)) {
            surprise("%s %d is %s and %s".formatted(conversation, seq, before, text));
        }
    }

    /// The first message of a user that no agent of the hub answered; null if there is none.
    Map.@Nullable Entry<Long, String> unanswered(String conversation) {
        return atConsoles
                .getOrDefault(conversation, Collections.emptyNavigableMap())
                .higherEntry(answered.getOrDefault(conversation, 0L));
    }

    /// An agent answered this text, as the hub acknowledged or showed to an agent. After the answer
    /// to the user's last text, the conversation must be ended by the agent who has it then.
    synchronized void answered(String conversation, long seq, String user, String text) {
        if (seq <= answered.getOrDefault(conversation, 0L)) {
            return;
        }
        answered.put(conversation, seq);
        agentSaid(user, text);
        String question =
                atConsoles
                        .getOrDefault(conversation, Collections.emptyNavigableMap())
                        .getOrDefault(seq, "");
        if (question.endsWith(ConsoleAgent.THE_LAST)) {
            toBeEnded.put(conversation, seq);
        }
    }

    /// The text after which it must be ended; null if it must not.
    @Nullable Long toBeEnded(String conversation) {
        return toBeEnded.get(conversation);
    }

    /// Records that the chat is over, so the user may begin another one.
    void over(String conversation) {
        toBeEnded.remove(conversation);
    }

    /// The number of messages that users and agents have said.
    long said() {
        return Stream.of(toDesk, toUser)
                .flatMap(all -> all.values().stream())
                .mapToLong(Queue::size)
                .sum();
    }

    void surprise(String what) {
        surprises.add(what);
    }

    /// Returns when all messages of the user there are in the conversation. The run limits the
    /// time: a hub that is killed again and again on a busy machine gets little done.
    void awaitAtDesk(String conversation) {
        await().forever().until(() -> atDesk(conversation).containsAll(saidIn(conversation)));
    }

    private Queue<String> saidIn(String conversation) {
        return toDesk.computeIfAbsent(conversation, _ -> new ConcurrentLinkedQueue<>());
    }

    /// The user's messages there, in order.
    private List<String> atDesk(String conversation) {
        NavigableMap<Long, String> atConsole = atConsoles.get(conversation);
        return atConsole == null ? atSalesforce(conversation) : List.copyOf(atConsole.values());
    }

    private List<String> atSalesforce(String conversation) {
        return Stream.of(hub.salesforce().removedTranscripts(), hub.salesforce().transcripts())
                .flatMap(all -> all.getOrDefault(conversation, List.of()).stream())
                .filter(line -> line.startsWith("EndUser: ") && line.endsWith("."))
                .map(line -> line.substring("EndUser: ".length()))
                .filter(text -> text.contains("-user-") && !text.contains("\n"))
                .toList();
    }

    private List<SentText> told() {
        return hub.platforms().calls().stream()
                .map(call -> JsonMapper.shared().readTree(call.body()))
                .map(ChatBook::told)
                .filter(it -> it.text().contains("-agent-"))
                .toList();
    }

    private static SentText told(JsonNode body) {
        return new SentText(
                body.path("userId").asString(""),
                body.path("id").asString(""),
                body.at("/text/body").asString(""));
    }

    /// Whether users have all messages of agents, and nothing is left of chats that were never
    /// opened.
    boolean isComplete() {
        Set<String> texts = told().stream().map(SentText::text).collect(Collectors.toSet());
        return toUser.values().stream().allMatch(texts::containsAll) && orphans().isEmpty();
    }

    private Set<String> orphans() {
        Set<String> there =
                hub.salesforce().records("Case").stream()
                        .map(record -> record.getOrDefault("Id", ""))
                        .collect(Collectors.toCollection(HashSet::new));
        there.removeAll(cases);
        return there;
    }

    /// @param kills each kill allows one repeat of a conversation or a user
    void assertKept(int kills) {
        List<String> wrong = new ArrayList<>(surprises);
        int atDesks = 0;
        int atUsers = 0;
        int texts = 0;
        for (Map.Entry<String, Queue<String>> each : toDesk.entrySet()) {
            List<String> there = atDesk(each.getKey());
            atDesks += there.size() - new HashSet<>(there).size();
            texts += each.getValue().size();
            if (!List.copyOf(new LinkedHashSet<>(there)).equals(List.copyOf(each.getValue()))) {
                wrong.add("at the desk: %s for %s".formatted(there, each.getValue()));
            }
            if (!atConsoles.containsKey(each.getKey())
                    && !hub.salesforce().isEnded(each.getKey())) {
                wrong.add("nobody ended " + each.getKey());
            }
        }
        Map<String, List<SentText>> byUser =
                told().stream().collect(Collectors.groupingBy(SentText::user, Collectors.toList()));
        for (Map.Entry<String, Queue<String>> each : toUser.entrySet()) {
            List<SentText> there = byUser.getOrDefault(each.getKey(), List.of());
            List<SentText> once = List.copyOf(new LinkedHashSet<>(there));
            atUsers += there.size() - once.size();
            texts += each.getValue().size();
            if (!once.stream().map(SentText::text).toList().equals(List.copyOf(each.getValue()))) {
                wrong.add("at the user: %s for %s".formatted(there, each.getValue()));
            }
        }
        orphans().forEach(each -> wrong.add("left of a chat that was never opened: " + each));
        System.out.printf(
                "%n| kills | seed | conversations | said | repeats at desk | repeats at user | wrong |%n| %d | %d | %d | %d | %d | %d | %d |%n",
                kills, Chance.SEED, toDesk.size(), texts, atDesks, atUsers, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(hub.salesforce().transcripts().keySet())
                .allMatch(conversation -> hub.salesforce().isEnded(conversation));
        assertThat(atDesks).isLessThanOrEqualTo(kills * toDesk.size());
        assertThat(atUsers).isLessThanOrEqualTo(kills * toUser.size());
        assertThat(texts).isPositive();
    }
}
