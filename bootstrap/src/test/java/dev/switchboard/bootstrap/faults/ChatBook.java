package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was said in chats and acknowledged, and what the desk and the users have of it.
final class ChatBook {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LiveHub hub;
    private final Set<String> cases = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<String>> toDesk = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> toUser = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    ChatBook(LiveHub hub) {
        this.hub = hub;
    }

    /// Something that reached a user.
    ///
    /// @param id by which the platform would know a repeat
    private record Told(String user, String id, String text) {}

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

    void surprise(String what) {
        surprises.add(what);
    }

    /// Returns when all that the user said there is in the conversation.
    void awaitAtDesk(String conversation) {
        await().atMost(PATIENCE)
                .until(() -> atDesk(conversation).containsAll(saidIn(conversation)));
    }

    private Queue<String> saidIn(String conversation) {
        return toDesk.computeIfAbsent(conversation, _ -> new ConcurrentLinkedQueue<>());
    }

    /// What the user said there, in its order.
    private List<String> atDesk(String conversation) {
        return Stream.of(hub.salesforce().removedTranscripts(), hub.salesforce().transcripts())
                .flatMap(all -> all.getOrDefault(conversation, List.of()).stream())
                .filter(line -> line.startsWith("EndUser: ") && line.endsWith("."))
                .map(line -> line.substring("EndUser: ".length()))
                .filter(text -> text.contains("-user-") && !text.contains("\n"))
                .toList();
    }

    private List<Told> told() {
        return hub.platforms().calls().stream()
                .map(call -> JsonMapper.shared().readTree(call.body()))
                .map(ChatBook::told)
                .filter(it -> it.text().contains("-agent-"))
                .toList();
    }

    private static Told told(JsonNode body) {
        return new Told(
                body.path("userId").asString(""),
                body.path("id").asString(""),
                body.at("/text/body").asString(""));
    }

    /// Whether users have all that agents said, and nothing is left of chats that were never
    /// opened.
    boolean isComplete() {
        Set<String> texts = told().stream().map(Told::text).collect(Collectors.toSet());
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

    /// @param kills each excuses one repeat of a conversation or a user
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
            if (!hub.salesforce().isEnded(each.getKey())) {
                wrong.add("nobody ended " + each.getKey());
            }
        }
        Map<String, List<Told>> byUser =
                told().stream().collect(Collectors.groupingBy(Told::user, Collectors.toList()));
        for (Map.Entry<String, Queue<String>> each : toUser.entrySet()) {
            List<Told> there = byUser.getOrDefault(each.getKey(), List.of());
            List<Told> once = List.copyOf(new LinkedHashSet<>(there));
            atUsers += there.size() - once.size();
            texts += each.getValue().size();
            if (!once.stream().map(Told::text).toList().equals(List.copyOf(each.getValue()))) {
                wrong.add("at the user: %s for %s".formatted(there, each.getValue()));
            }
        }
        System.out.printf(
                "%n| kills | seed | chats | said | repeats at desk | repeats at user | wrong |%n| %d | %d | %d | %d | %d | %d | %d |%n",
                kills, Chance.SEED, toDesk.size(), texts, atDesks, atUsers, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(orphans()).isEmpty();
        assertThat(hub.salesforce().transcripts().keySet())
                .allMatch(conversation -> hub.salesforce().isEnded(conversation));
        assertThat(atDesks).isLessThanOrEqualTo(kills * toDesk.size());
        assertThat(atUsers).isLessThanOrEqualTo(kills * toUser.size());
        assertThat(texts).isPositive();
    }
}
